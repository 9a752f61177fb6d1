//! The one object views hold: it owns the core and carries out its effects.

use crate::browser::http::{Http, TokenProvider};
use crate::browser::keeping::{Storage, Waiting};
use crate::browser::outside::Outside;
use crate::browser::tabs::Tabs;
use crate::core::{Attachment, Change, Core, Input, Save, TabNews, Timer};
use crate::store::{LocalStore, Pending};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use kefu_contract::{ClientId, Timestamp};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt,
    rc::{Rc, Weak},
};
use web_sys::{AbortController, Blob, EventTarget};

/// How to reach a backend, and as whom.
#[derive(Debug, Clone)]
pub struct Config {
    /// Base URL of the backend, without `/v1`; empty for the page's own origin.
    pub endpoint: String,
    /// BCP 47 tag of the language wanted for texts made by the server.
    pub locale: String,
    /// Where credentials come from.
    pub token: TokenProvider,
    /// A stable name for the signed-in user, known to the page without asking the server. It only names the
    /// browser cache, so that history shows before the network answers; what is shown to whom stays the
    /// server's word. Without it the cache opens once the session is known.
    pub identity: Option<String>,
    /// What the client asks of the world, should it not be the browser's own.
    pub outside: Outside,
}

impl Config {
    /// The database this identity's data is kept in, where that is known before the server has answered.
    fn database(&self) -> Option<String> {
        self.identity.as_ref().map(|identity| database(&self.endpoint, "identity", identity))
    }
}

/// One database per backend and identity: two shops may know different people by the same name.
pub(super) fn database(endpoint: &str, kind: &str, name: &str) -> String {
    ["kefu ", endpoint.trim_end_matches('/'), " ", kind, " ", name].concat()
}

pub(super) type Listener = Rc<dyn Fn(&Change)>;

/// A connection to a shop, for one identity. Cheap to clone; [`Client::close`] ends all clones.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

pub(super) struct Inner {
    pub(super) core: RefCell<Core>,
    pub(super) outside: Outside,
    pub(super) endpoint: String,
    pub(super) http: Http,
    pub(super) store: RefCell<Storage>,
    /// Writes not yet carried out, in order; they wait here while the store opens.
    pub(super) saves: RefCell<VecDeque<Waiting>>,
    pub(super) saving: Cell<bool>,
    pub(super) opening: Cell<bool>,
    pub(super) volatile: Cell<bool>,
    /// Files picked in this tab.
    pub(super) files: RefCell<Vec<(ClientId, Blob)>>,
    pub(super) closed: Cell<bool>,
    pub(super) listeners: RefCell<Vec<(u32, Listener)>>,
    next_listener: Cell<u32>,
    pub(super) timers: RefCell<Vec<(Timer, Timeout)>>,
    pub(super) stream: RefCell<Option<AbortController>>,
    pub(super) tabs: RefCell<Option<Tabs>>,
    /// Where the stream is to begin once it is known which tab leads.
    pub(super) undecided: Cell<Option<u64>>,
    page_events: RefCell<Vec<EventListener>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client")
    }
}

/// Keeps a listener registered until dropped.
pub struct Subscription {
    client: Weak<Inner>,
    id: u32,
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription")
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(inner) = self.client.upgrade() {
            inner.listeners.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}

impl Client {
    /// Begins to talk to the backend. Call it at the first interaction, not before.
    pub fn connect(config: Config) -> Self {
        let database = config.database();
        let inner = Rc::new(Inner {
            core: RefCell::default(),
            http: Http::new(
                &config.endpoint,
                config.locale,
                config.token,
                Rc::clone(&config.outside.transport),
            ),
            outside: config.outside,
            endpoint: config.endpoint,
            store: RefCell::default(),
            saves: RefCell::default(),
            saving: Cell::default(),
            opening: Cell::default(),
            volatile: Cell::default(),
            files: RefCell::default(),
            closed: Cell::default(),
            listeners: RefCell::default(),
            next_listener: Cell::default(),
            timers: RefCell::default(),
            stream: RefCell::default(),
            tabs: RefCell::default(),
            undecided: Cell::default(),
            page_events: RefCell::default(),
        });
        let client = Self(inner);
        client.0.watch_page();
        if let Some(name) = database {
            client.0.open_store(&name);
        }
        client.dispatch(Input::Start);
        client
    }

    /// Tells the core that something happened.
    pub fn dispatch(&self, input: Input) {
        self.0.dispatch(input);
    }

    /// Reads from the core.
    pub fn read<T>(&self, read: impl FnOnce(&Core) -> T) -> T {
        read(&self.0.core.borrow())
    }

    /// The server's time now.
    pub fn server_now(&self) -> Timestamp {
        let now = self.0.outside.env.borrow_mut().now();
        self.0.core.borrow().server_time(now)
    }

    /// Whether what is written is lost with the page, because the browser offers no storage.
    pub fn is_volatile(&self) -> bool {
        self.0.volatile.get()
    }

    /// Keeps a file the user picked, to be sent with a message. `name` is shown to the other side.
    pub fn keep_file(&self, file: Blob, name: String) -> Attachment {
        let key = self.0.outside.env.borrow_mut().client_id();
        let (media_type, bytes) = (file.type_(), file.size() as u64);
        self.0.keep_file(key.clone(), file);
        Attachment { key, name, media_type, bytes }
    }

    /// Calls `listener` after every change, until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(&Change) + 'static) -> Subscription {
        let id = self.0.next_listener.get();
        self.0.next_listener.set(id + 1);
        self.0.listeners.borrow_mut().push((id, Rc::new(listener)));
        Subscription { client: Rc::downgrade(&self.0), id }
    }

    /// Ends the connection. Unsent entries stay in the store for the next time.
    pub fn close(&self) {
        self.0.closed.set(true);
        self.0.stop_stream();
        self.0.tabs.take();
        self.0.timers.borrow_mut().clear();
        self.0.listeners.borrow_mut().clear();
        self.0.page_events.borrow_mut().clear();
    }

    /// Wipes what an earlier visit stored for the configured identity, without connecting to anything. Where the
    /// host names no identity, nobody here knows whose visit that was: then everybody's at this endpoint goes.
    pub fn wipe(config: &Config) -> Pending<'_, ()> {
        Box::pin(async {
            let names = match config.database() {
                Some(name) => vec![name],
                None => LocalStore::names(&database(&config.endpoint, "user", "")).await,
            };
            for name in names {
                LocalStore::wipe(&name).await?;
            }
            Ok(())
        })
    }

    /// Ends the connection and wipes what is stored for this identity.
    pub fn sign_out(&self) {
        self.0.tell(TabNews::SignedOut);
        self.close();
        self.0.saves.borrow_mut().clear();
        self.0.enqueue(Save::Wipe);
    }
}

impl Inner {
    /// The browser tells when there is a network, and when somebody looks.
    fn watch_page(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        let on = |target: &EventTarget, event: &'static str, input: fn(bool) -> Input| {
            let weak = Rc::downgrade(self);
            EventListener::new(target, event, move |_| {
                let hidden = web_sys::window().and_then(|w| w.document()).is_some_and(|d| d.hidden());
                if let Some(inner) = weak.upgrade() {
                    inner.dispatch(input(!hidden));
                }
            })
        };
        let mut events = vec![
            on(&window, "online", |_| Input::Wake),
            on(&window, "offline", |_| Input::Offline),
            // Back from the browser's cache of pages, where all connections were cut.
            on(&window, "pageshow", Input::Visible),
        ];
        if let Some(document) = window.document() {
            events.push(on(&document, "visibilitychange", Input::Visible));
        }
        self.page_events.replace(events);
    }
}

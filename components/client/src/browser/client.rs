//! The one object views hold: it owns the core and carries out its effects.

use crate::browser::env::Browser;
use crate::browser::http::{Http, TokenProvider};
use crate::browser::stream::{self, Told};
use crate::browser::tabs::Tabs;
use crate::core::{Change, Core, Effect, Env, Input, Save, TabNews, TabRole, Timer};
use crate::store::{LocalStore, PATIENCE_MS, Store, StoreError, within};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use kefu_contract::Timestamp;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt,
    rc::{Rc, Weak},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

/// How many cached messages are shown before the network answers.
const CACHED_MESSAGES: u32 = 50;
/// Silence allowed on the stream while the session's own value is not known, in seconds.
const DEFAULT_HEARTBEAT_S: u32 = 15;

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
}

impl Config {
    /// The database this identity's data is kept in, where that is known before the server has answered.
    fn database(&self) -> Option<String> {
        self.identity.as_ref().map(|identity| database(&self.endpoint, "identity", identity))
    }
}

/// One database per backend and identity: two shops may know different people by the same name.
fn database(endpoint: &str, kind: &str, name: &str) -> String {
    ["kefu ", endpoint.trim_end_matches('/'), " ", kind, " ", name].concat()
}

type Listener = Rc<dyn Fn(&Change)>;

/// Where things are kept, as far as that is known.
#[derive(Clone, Default)]
enum Storage {
    /// Not opened yet: writes wait.
    #[default]
    Pending,
    /// Open.
    Open(Rc<dyn Store>),
    /// There is none. Everything works, and is gone with the page.
    Missing,
}

/// A connection to a shop, for one identity. Cheap to clone; [`Client::close`] ends all clones.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    core: RefCell<Core>,
    endpoint: String,
    http: Http,
    store: RefCell<Storage>,
    /// Writes not yet carried out, in order; they wait here while the store opens.
    saves: RefCell<VecDeque<Save>>,
    saving: Cell<bool>,
    opening: Cell<bool>,
    volatile: Cell<bool>,
    closed: Cell<bool>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next_listener: Cell<u32>,
    timers: RefCell<Vec<(Timer, Timeout)>>,
    stream: RefCell<Option<AbortController>>,
    tabs: RefCell<Option<Tabs>>,
    /// Where the stream is to begin once it is known which tab leads.
    undecided: Cell<Option<u64>>,
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
            endpoint: config.endpoint.clone(),
            http: Http::new(&config.endpoint, config.locale, config.token),
            store: RefCell::default(),
            saves: RefCell::default(),
            saving: Cell::default(),
            opening: Cell::default(),
            volatile: Cell::default(),
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
        self.0.core.borrow().server_time(Browser.now())
    }

    /// Whether what is written is lost with the page, because the browser offers no storage.
    pub fn is_volatile(&self) -> bool {
        self.0.volatile.get()
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

    /// Wipes what an earlier visit stored for the configured identity, without connecting to anything.
    pub async fn wipe(config: &Config) -> Result<(), StoreError> {
        match config.database() {
            Some(name) => LocalStore::wipe(&name).await,
            None => Ok(()),
        }
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
    fn dispatch(self: &Rc<Self>, input: Input) {
        if self.closed.get() {
            return;
        }
        let effects = self.core.borrow_mut().step(&mut Browser, input);
        let mut changes: Vec<Change> = Vec::new();
        for effect in effects {
            match effect {
                Effect::Changed(change) if changes.contains(&change) => {}
                Effect::Changed(change) => changes.push(change),
                other => self.carry_out(other),
            }
        }
        let listeners: Vec<Listener> = self.listeners.borrow().iter().map(|(_, l)| Rc::clone(l)).collect();
        for change in &changes {
            listeners.iter().for_each(|listener| listener(change));
        }
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Call(call) => {
                let inner = Rc::clone(self);
                let epoch = self.core.borrow().epoch();
                spawn_local(async move {
                    let result = inner.http.call(&call).await;
                    // Of another identity by now: nobody here has asked.
                    let asked = inner.core.borrow().epoch() == epoch;
                    if asked {
                        inner.dispatch(Input::Answer(call, result));
                    }
                });
            }
            Effect::Listen(seq) if self.is_undecided() => self.undecided.set(Some(seq)),
            Effect::Listen(seq) => self.start_stream(seq),
            Effect::StopListening => self.stop_stream(),
            Effect::Wait(timer, ms) => self.wait(timer, ms),
            Effect::Save(save) => self.enqueue(save),
            Effect::Tell(news) => self.tell(news),
            Effect::Reload => self.reload(),
            Effect::LoadCached(id) => {
                let inner = Rc::clone(self);
                let Storage::Open(store) = self.store.borrow().clone() else { return };
                spawn_local(async move {
                    if let Ok(messages) = store.messages(&id, CACHED_MESSAGES).await
                        && !messages.is_empty()
                    {
                        inner.dispatch(Input::Cached(id, messages));
                    }
                });
            }
            Effect::Changed(_) => {}
        }
    }

    fn wait(self: &Rc<Self>, timer: Timer, ms: u32) {
        let weak = Rc::downgrade(self);
        let fired = timer.clone();
        let timeout = Timeout::new(ms, move || {
            if let Some(inner) = weak.upgrade() {
                inner.dispatch(Input::Timer(fired));
            }
        });
        let mut timers = self.timers.borrow_mut();
        timers.retain(|(other, _)| *other != timer);
        timers.push((timer, timeout));
    }

    fn start_stream(self: &Rc<Self>, seq: u64) {
        self.stop_stream();
        let Ok(controller) = AbortController::new() else { return };
        self.stream.replace(Some(controller.clone()));
        let heartbeat =
            self.core.borrow().session().map_or(DEFAULT_HEARTBEAT_S, |session| session.stream.heartbeat_s);
        let silence_ms = heartbeat.clamp(1, 120) * 2_000 + 1_000;
        let inner = Rc::clone(self);
        spawn_local(async move {
            // A stream replaced by a newer one must not report any more.
            let is_current = || inner.stream.borrow().as_ref() == Some(&controller);
            let failure = stream::listen(&inner.http, seq, silence_ms, &controller, |told| {
                if !is_current() {
                    return;
                }
                match told {
                    Told::Opened => inner.dispatch(Input::StreamOpened),
                    Told::Frame(frame) => {
                        if let Some(tabs) = inner.tabs.borrow().as_ref() {
                            tabs.pass_on(&frame);
                        }
                        if let Some(input) = stream::read(&frame) {
                            inner.dispatch(input);
                        }
                    }
                }
            })
            .await;
            if is_current() {
                inner.dispatch(Input::StreamClosed(failure));
            }
        });
    }

    /// Whether it is not known yet which tab leads. Without a store there is nothing to share with other tabs.
    fn is_undecided(&self) -> bool {
        self.tabs.borrow().as_ref().is_some_and(|tabs| !tabs.is_decided())
    }

    fn tell(&self, news: TabNews) {
        if let Some(tabs) = self.tabs.borrow().as_ref() {
            tabs.tell(news);
        }
    }

    /// Joins the tabs that share this database.
    fn join(self: &Rc<Self>, name: &str) {
        let weak = Rc::downgrade(self);
        let tabs = Tabs::join(name, move |input| {
            let Some(inner) = weak.upgrade() else { return };
            let led = matches!(input, Input::Role(TabRole::Leader));
            inner.dispatch(input);
            // Listening was asked for before it was known who leads.
            match inner.undecided.take() {
                Some(seq) if led => inner.carry_out(Effect::Listen(seq)),
                _ => {}
            }
        });
        self.tabs.replace(tabs);
    }

    /// What other tabs have left unsent.
    fn reload(self: &Rc<Self>) {
        let Storage::Open(store) = self.store.borrow().clone() else { return };
        let inner = Rc::clone(self);
        spawn_local(async move {
            if let Some(Ok(restored)) = within(PATIENCE_MS, store.restore()).await {
                inner.dispatch(Input::Restored(Box::new(restored)));
            }
        });
    }

    fn stop_stream(&self) {
        if let Some(controller) = self.stream.take() {
            controller.abort();
        }
    }

    fn enqueue(self: &Rc<Self>, save: Save) {
        if let Save::Owner(owner) = &save
            && !self.opening.get()
        {
            self.open_store(&database(&self.endpoint, "user", owner.as_str()));
        }
        self.saves.borrow_mut().push_back(save);
        self.work_off_saves();
    }

    /// Carries out the waiting writes one after the other.
    fn work_off_saves(self: &Rc<Self>) {
        let storage = self.store.borrow().clone();
        if matches!(storage, Storage::Pending) || self.saving.replace(true) {
            return;
        }
        let inner = Rc::clone(self);
        spawn_local(async move {
            loop {
                let Some(save) = inner.saves.borrow_mut().pop_front() else { break };
                let entry = match &save {
                    Save::Entry(entry) => Some(entry.client_id.clone()),
                    _ => None,
                };
                if let Storage::Open(store) = &storage
                    && !matches!(within(PATIENCE_MS, store.save(save)).await, Some(Ok(())))
                {
                    inner.set_volatile();
                }
                // Without storage sending must still work; `is_volatile` lets the view say what that means.
                if let Some(id) = entry {
                    inner.dispatch(Input::Saved(id));
                }
            }
            inner.saving.set(false);
        });
    }

    fn open_store(self: &Rc<Self>, name: &str) {
        self.opening.set(true);
        self.join(name);
        let inner = Rc::clone(self);
        let name = name.to_owned();
        spawn_local(async move {
            let opened = match LocalStore::open(&name).await {
                Ok(store) => {
                    within(PATIENCE_MS, store.restore()).await.map(|restored| (store.clone(), restored))
                }
                Err(_) => None,
            };
            match opened {
                Some((store, Ok(restored))) => {
                    inner.store.replace(Storage::Open(Rc::new(store)));
                    inner.dispatch(Input::Restored(Box::new(restored)));
                }
                _ => {
                    inner.store.replace(Storage::Missing);
                    inner.set_volatile();
                }
            }
            inner.work_off_saves();
        });
    }

    fn set_volatile(&self) {
        if !self.volatile.replace(true) {
            let listeners: Vec<Listener> =
                self.listeners.borrow().iter().map(|(_, l)| Rc::clone(l)).collect();
            listeners.iter().for_each(|listener| listener(&Change::Storage));
        }
    }

    /// Coming back online or to the foreground is the best moment to try again.
    fn watch_page(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        let wake = |weak: Weak<Self>| {
            move |_: &web_sys::Event| {
                if let Some(inner) = weak.upgrade() {
                    inner.dispatch(Input::Wake);
                }
            }
        };
        let mut events = vec![EventListener::new(&window, "online", wake(Rc::downgrade(self)))];
        if let Some(document) = window.document() {
            events.push(EventListener::new(&document, "visibilitychange", wake(Rc::downgrade(self))));
        }
        self.page_events.replace(events);
    }
}

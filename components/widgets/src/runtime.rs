//! The browser client as Leptos signals.

use kefu_client::core::Input;
use kefu_client::{Change, Client, Config, Connection, Subscription};
use kefu_contract::{Conversation, Session, Timestamp};
use kefu_rules::waiting;
use leptos::prelude::*;
use std::time::Duration;

/// The browser client as a property: `Copy`, and alive as long as the owner it was made in.
#[derive(Debug, Clone, Copy)]
pub struct ClientHandle(StoredValue<Client, LocalStorage>);

impl ClientHandle {
    /// The client.
    ///
    /// # Panics
    /// When the owner the handle was made in is gone.
    pub fn get(&self) -> Client {
        self.0.get_value()
    }
}

impl From<Client> for ClientHandle {
    fn from(client: Client) -> Self {
        Self(StoredValue::new_local(client))
    }
}

impl From<Runtime> for ClientHandle {
    fn from(runtime: Runtime) -> Self {
        Self(runtime.client)
    }
}

/// A connection to a shop as signals. `Copy`; lives as long as the reactive owner it was made in.
///
/// ```no_run
/// use kefu_client::{Config, TokenProvider};
/// use kefu_widgets::Runtime;
/// # use leptos::prelude::*;
/// #[component]
/// fn Page() -> impl IntoView {
///     let runtime = Runtime::connect(Config {
///         endpoint: String::new(),
///         locale: "zh-CN".into(),
///         token: TokenProvider::new(|| async { Ok(Some("token of the signed-in user".to_owned())) }),
///         identity: None,
///         outside: Default::default(),
///     });
///     move || runtime.session.get().map(|session| session.user.name)
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Runtime {
    client: StoredValue<Client, LocalStorage>,
    /// Who the server says we are; `None` until it answered.
    pub session: RwSignal<Option<Session>>,
    /// Whether the shop is reachable.
    pub connection: RwSignal<Connection>,
    /// Conversations: for staff the longest waiting first, for buyers the latest first.
    pub conversations: RwSignal<Vec<Conversation>>,
    /// The server's clock, once a second.
    pub now: RwSignal<Timestamp>,
    /// True when the browser offers no storage, so that nothing unsent survives closing the page.
    pub volatile: RwSignal<bool>,
}

impl Runtime {
    /// Connects, and disconnects when the current owner is cleaned up.
    pub fn connect(config: Config) -> Self {
        let client = Client::connect(config);
        let runtime = Self {
            session: RwSignal::new(None),
            connection: RwSignal::new(Connection::Connecting),
            conversations: RwSignal::new(Vec::new()),
            now: RwSignal::new(client.server_now()),
            volatile: RwSignal::new(false),
            client: StoredValue::new_local(client.clone()),
        };
        let subscription = client.subscribe(move |change| runtime.take(change));
        let subscription = StoredValue::new_local(Some(subscription));
        let ticker = set_interval_with_handle(move || runtime.tick(), Duration::from_secs(1)).ok();
        on_cleanup(move || {
            subscription.try_update_value(Option::take);
            if let Some(ticker) = ticker {
                ticker.clear();
            }
            runtime.client.try_with_value(Client::close);
        });
        runtime
    }

    /// Signs out: closes the connection and wipes this identity's data from the browser.
    pub fn disconnect(&self) {
        self.client.with_value(Client::sign_out);
    }

    /// Tells the client something; nothing happens once the owner is gone.
    pub fn dispatch(&self, input: Input) {
        self.client.try_with_value(|client| client.dispatch(input));
    }

    /// Calls `listener` after every change, until what comes back is dropped; `None` once the owner is gone.
    pub fn subscribe(&self, listener: impl Fn(&Change) + 'static) -> Option<Subscription> {
        self.client.try_with_value(|client| client.subscribe(listener))
    }

    /// Reads from the client's state.
    pub fn read<T>(&self, read: impl FnOnce(&kefu_client::Core) -> T) -> Option<T> {
        self.client.try_with_value(|client| client.read(read))
    }

    fn tick(&self) {
        if let Some(now) = self.client.try_with_value(Client::server_now) {
            self.now.set(now);
        }
    }

    fn take(&self, change: &Change) {
        match change {
            Change::Connection(connection) => self.connection.set(*connection),
            Change::Session => {
                self.session.set(self.read(|core| core.session().cloned()).flatten());
                self.tick();
            }
            Change::Conversations => {
                let mut all: Vec<Conversation> =
                    self.read(|core| core.conversations().cloned().collect()).unwrap_or_default();
                all.sort_by(waiting::by_urgency);
                self.conversations.set(all);
            }
            Change::Storage => {
                self.volatile.set(self.client.try_with_value(Client::is_volatile).unwrap_or(false));
            }
            Change::Rows(_)
            | Change::Typing(_)
            | Change::Draft(_)
            | Change::Document(_)
            | Change::Applications(_)
            | Change::Arrived(_) => {}
        }
    }
}

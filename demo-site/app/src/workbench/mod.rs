//! The workbench: sign in, then conversations, chat and the buyer's details side by side.

mod bell;
mod context;
mod desk;
mod filter;
mod list;
mod panes;
mod rail;
mod row;
mod sign_in;
mod wait;

use crate::{
    api,
    prefs::use_prefs,
    storage::{self, Lifetime},
};
use desk::DeskView;
use kefu_client::{Config, Outside, TokenProvider, TokenUnavailable};
use kefu_contract::{Conversation, ConversationId, Timestamp, UserId};
use kefu_widgets::Runtime;
use leptos::prelude::*;
use rail::Rail;
use sign_in::SignIn;

const STAFF_KEY: &str = "kefu.workbench.staff";

/// What the parts of a signed-in workbench share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk {
    /// The connection.
    runtime: Runtime,
    /// Who is signed in, once the server has said so.
    me: Memo<Option<UserId>>,
    /// The open conversation.
    selected: Memo<Option<ConversationId>>,
    /// Opens a conversation, or none.
    select: Callback<Option<ConversationId>>,
}

impl Desk {
    /// A conversation as it stands; nothing while it is not known.
    fn conversation(self, id: Signal<Option<ConversationId>>) -> Memo<Option<Conversation>> {
        Memo::new(move |_| {
            let id = id.get()?;
            self.runtime.conversations.read().iter().find(|one| one.id == id).cloned()
        })
    }
}

/// The reader's offset from UTC at an instant, in minutes east.
fn utc_offset_minutes(at: Timestamp) -> i32 {
    let date = js_sys::Date::new(&(at.unix_ms as f64).into());
    -(date.get_timezone_offset() as i32)
}

/// The workbench, or the way in.
#[component]
pub(crate) fn Workbench() -> impl IntoView {
    let staff = RwSignal::new(storage::get(Lifetime::Tab, STAFF_KEY).map(UserId));
    let sign_in = Callback::new(move |id: UserId| {
        storage::set(Lifetime::Tab, STAFF_KEY, id.as_str());
        staff.set(Some(id));
    });
    let leave = Callback::new(move |()| {
        storage::remove(Lifetime::Tab, STAFF_KEY);
        staff.set(None);
    });
    move || match staff.get() {
        None => view! { <SignIn on_choose=sign_in /> }.into_any(),
        Some(id) => view! { <Bench id leave /> }.into_any(),
    }
}

/// Everything a colleague sees: the rail stays, the desk is set up anew for another language, because names and
/// notices come from the server in one.
#[component]
fn Bench(id: UserId, leave: Callback<()>) -> impl IntoView {
    let locale = use_prefs().locale;
    let runtime = RwSignal::new(None::<Runtime>);
    let sign_out = Callback::new(move |()| {
        if let Some(runtime) = runtime.get_untracked() {
            runtime.disconnect();
        }
        leave.run(());
    });
    view! {
        <div class="bench">
            <Rail sign_out />
            {move || {
                let connected = connect(id.clone(), locale.get().tag());
                runtime.set(Some(connected));
                view! { <DeskView runtime=connected sign_out /> }
            }}
        </div>
    }
}

/// Connects as one of the staff. The token is fetched when first needed and lives in memory only.
fn connect(id: UserId, locale: &str) -> Runtime {
    let identity = Some(id.to_string());
    let token = TokenProvider::new(move || {
        let id = id.clone();
        async move {
            match api::sign_in(&id).await {
                Ok(token) => Ok(Some(token)),
                // Nobody of that name: no token, so the server says that nobody is signed in.
                Err(api::ApiError::NotFound) => Ok(None),
                Err(_) => Err(TokenUnavailable),
            }
        }
    });
    let locale = locale.to_owned();
    let runtime = Runtime::connect(Config {
        endpoint: String::new(),
        locale,
        token,
        identity,
        outside: Outside::default(),
    });
    bell::ring_for(runtime);
    runtime
}

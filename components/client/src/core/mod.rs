//! The deciding part: one [`Input`] in, [`Effect`]s out. No browser, no clock, no randomness of its own.
//!
//! How a message travels, and every other write with it:
//!
//! ```text
//! Compose → Storing ──Saved──→ Queued ──due──→ Sending ──201/200──→ a message of the timeline
//! Write                           ↑               │ unreachable, 5xx, 429: wait, same key
//! Replace                         └───────────────┤   (money: Unsure → Checking → Sending, same key)
//!                                                 └ any other refusal → Failed → Retry | Replace | Discard
//! ```

mod answers;
mod delivery;
mod document;
mod drafts;
mod entry;
mod events;
mod io;
mod outbox;
mod polling;
mod sending;
mod session;
mod shelf;
mod tabs;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod timeline;
mod writing;

pub use delivery::{Delivery, Row};
pub use document::{Document, DocumentKind, DocumentRef, Look};
pub use drafts::Draft;
pub use entry::{About, Attached, Attachment, Entry, EntryState, Method, Posting, Refusal, Work, Write};
pub use io::{
    Arrival, Arrivals, Call, Change, Compose, Effect, Failure, Input, Reply, Restored, Save, Timer,
};
pub use outbox::Outbox;
pub use tabs::{TabNews, TabRole};
pub use timeline::Timeline;

use kefu_contract::{ClientId, Conversation, ConversationId, Person, Session, Timestamp, UserId};
use shelf::Shelf;

/// Whether the shop is reachable right now. Always shown, never swallowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// The first answer is still awaited.
    Connecting,
    /// Events arrive as they happen.
    Live,
    /// Connected; what was missed is being fetched.
    CatchingUp,
    /// Not reachable; trying again on its own.
    Offline,
    /// The credentials were refused; the host must sign in again.
    SignedOut,
}

/// What the core needs from outside to decide: time, chance and fresh keys.
pub trait Env {
    /// The client's clock, in milliseconds since the Unix epoch.
    fn now(&mut self) -> i64;
    /// Uniform in `[0, 1)`.
    fn random(&mut self) -> f64;
    /// A fresh UUIDv7.
    fn client_id(&mut self) -> ClientId;
}

/// Forget a typing notice after this long, should its end never arrive.
const TYPING_LASTS_MS: u32 = 6_000;

/// Messages are kept of so many conversations, the latest on screen.
const KEPT: usize = 30;
/// After missed events so many conversations are fetched anew at once; others when they are looked at again.
const REFETCHED: usize = 8;

/// Everything known about the shop's conversations, for one identity.
#[derive(Debug, Default)]
pub struct Core {
    session: Option<Session>,
    role: TabRole,
    link: Link,
    conversations: Shelf<Conversation>,
    /// Of every conversation that has been on screen.
    timelines: Shelf<Timeline>,
    typing: Shelf<Person>,
    /// Positions told to the server as read, confirmed or under way.
    seen: Shelf<u64>,
    /// Conversations that have been on screen, the latest last.
    shown: Vec<ConversationId>,
    /// Orders, cases and reviews on screen.
    documents: Vec<document::Watched>,
    drafts: Vec<Draft>,
    /// Another tab is storing something; the store is to be searched for it.
    searching: bool,
    /// Conversations known from the store alone.
    unconfirmed: Vec<ConversationId>,
    outbox: Outbox,
    owner: Option<UserId>,
    /// Server clock minus client clock, in milliseconds.
    clock_offset: i64,
    /// Grows when another identity takes over.
    epoch: u32,
}

/// The event stream's state.
#[derive(Debug, Default)]
struct Link {
    connection: Option<Connection>,
    /// Last sequence number taken in.
    seq: u64,
    listening: bool,
    /// Whether what is listened to has brought anything yet.
    stands: bool,
    /// Nobody can see the page: trying again may take its time.
    hidden: bool,
    /// Whether the list of conversations has been fetched since signing in.
    listed: bool,
    failures: u32,
    /// Refusals of credentials in a row.
    refusals: u32,
    /// Credentials were refused and the server has not said since who we are: nothing is sent.
    in_doubt: bool,
    hole: Option<Hole>,
    polling: polling::Polling,
}

/// A place where an event was missing.
#[derive(Debug, Clone, Copy)]
struct Hole {
    /// The last number before it.
    after: u64,
    /// Whether a new stream has begun there since.
    asked_again: bool,
}

impl Core {
    /// The session, once the server has told.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Whether the shop is reachable.
    pub fn connection(&self) -> Connection {
        self.link.connection.unwrap_or(Connection::Connecting)
    }

    /// Conversations, unordered for staff (rank them with `kefu_rules::waiting::by_urgency`).
    pub fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    /// One conversation.
    pub fn conversation(&self, id: &ConversationId) -> Option<&Conversation> {
        self.conversations.get(id)
    }

    /// The messages loaded of a conversation.
    pub fn timeline(&self, id: &ConversationId) -> Option<&Timeline> {
        self.timelines.get(id)
    }

    /// Who is typing there.
    pub fn typing(&self, id: &ConversationId) -> Option<&Person> {
        self.typing.get(id)
    }

    /// Everything unsent.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// The server's time at `client_now_ms` of the client's clock.
    pub fn server_time(&self, client_now_ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(client_now_ms + self.clock_offset)
    }

    /// Takes one input in and says what to do about it.
    pub fn step(&mut self, env: &mut dyn Env, input: Input) -> Vec<Effect> {
        let mut out = Vec::new();
        match input {
            Input::Start => out.push(Effect::Call(Call::Session)),
            Input::Restored(restored) => self.restore(env, *restored, &mut out),
            Input::Show(id) => self.show(id, &mut out),
            Input::Cached(id, messages) => self.cached(id, messages, &mut out),
            Input::LoadOlder(id) => self.load_older(id, &mut out),
            Input::Compose(compose) => self.compose(env, *compose, &mut out),
            Input::Write(write) => self.enter(env, Work::Write(*write), &mut out),
            Input::Draft(draft) => self.write_draft(*draft, &mut out),
            Input::Saved(id) => self.saved(env, &id, &mut out),
            Input::Retry(id) => self.retry(env, &id, &mut out),
            Input::Discard(id) => self.discard(&id, &mut out),
            Input::Replace(id, work) => self.replace(env, &id, *work, &mut out),
            Input::Watch(of) => self.watch(of, &mut out),
            Input::Unwatch(of) => self.unwatch(&of),
            Input::CachedDocument(document) => self.cached_document(*document, &mut out),
            Input::Document(document) => self.take_document(*document, &mut out),
            Input::Seen(id, position) => self.seen(env, &id, position, &mut out),
            Input::SetTyping(id, typing) => out.push(Effect::Call(Call::Typing(id, typing))),
            Input::Answer(call, result) => self.answer(env, call, result, &mut out),
            Input::StreamOpened => self.stream_opened(env, &mut out),
            Input::StreamEvent(arrival) => self.event(env, *arrival, &mut out),
            Input::StreamReset(seq) => self.start_over(seq, &mut out),
            Input::StreamAt(seq) => self.stream_at(seq, &mut out),
            Input::StreamClosed(failure) => self.stream_closed(env, &failure, &mut out),
            Input::Role(role) => self.role_changed(env, role, &mut out),
            Input::News(news) => self.heard_news(env, news, &mut out),
            Input::Wake => self.wake(env, &mut out),
            Input::Offline => self.went_offline(&mut out),
            Input::Visible(visible) => self.visible(env, visible, &mut out),
            Input::Timer(Timer::Reconnect) => self.connect(&mut out),
            Input::Timer(Timer::Search) => self.search(env, &mut out),
            Input::Timer(Timer::Drain) => self.drain(env, &mut out),
            Input::Timer(Timer::TypingExpires(id)) => self.typing_ended(&id, &mut out),
        }
        out
    }

    fn restore(&mut self, env: &mut dyn Env, restored: Restored, out: &mut Vec<Effect>) {
        let signed_in = self.session.as_ref().map(|s| s.user.id.clone());
        if let (Some(me), Some(owner)) = (signed_in, &restored.owner)
            && me != *owner
        {
            // The server was quicker than the store, and says this is somebody else's. What was stored of our
            // own in the meantime goes with it and is stored again.
            out.push(Effect::Save(Save::Wipe));
            self.own(me, out);
            let unsent = self.outbox.entries().iter();
            out.extend(unsent.map(|entry| Effect::Save(Save::Entry(Box::new(entry.clone())))));
            return;
        }
        if self.owner.is_none() {
            self.owner = restored.owner;
        }
        for conversation in restored.conversations {
            if self.conversations.get(&conversation.id).is_none() {
                self.unconfirmed.push(conversation.id.clone());
                self.conversations.insert(conversation.id.clone(), conversation);
            }
        }
        for draft in restored.drafts {
            // What has been written since is newer.
            if self.draft(draft.conversation.as_ref()).is_none() {
                self.take_draft(draft, out);
            }
        }
        self.outbox.restore(restored.outbox);
        self.hand_over(out);
        // Entries written before the conversation was open queue up with those written since.
        if let Some(id) = self.own_conversation() {
            self.outbox.assign(&id);
        }
        out.extend(self.timelines.keys().map(|id| Effect::LoadCached(id.clone())));
        out.extend([Effect::Changed(Change::Conversations), Effect::Changed(Change::Rows(None))]);
        if self.link.listed {
            for gone in std::mem::take(&mut self.unconfirmed) {
                self.drop_conversation(&gone, out);
            }
        }
        self.drain(env, out);
    }

    fn show(&mut self, id: ConversationId, out: &mut Vec<Effect>) {
        self.shown.retain(|other| *other != id);
        self.shown.push(id.clone());
        if self.timelines.get(&id).is_none() {
            self.timelines.insert(id.clone(), Timeline::default());
            out.push(Effect::LoadCached(id.clone()));
            if self.session.is_some() {
                out.push(Effect::Call(Call::Newest(id.clone(), 0)));
            }
            self.keep_newest(KEPT);
        }
        out.push(Effect::Changed(Change::Rows(Some(id))));
    }

    /// Lets go of the messages of all but the `most` conversations shown last: an agent sees hundreds in a day.
    fn keep_newest(&mut self, most: usize) {
        for old in self.shown.drain(..self.shown.len().saturating_sub(most)) {
            self.timelines.remove(&old);
        }
    }

    fn cached(&mut self, id: ConversationId, messages: Vec<kefu_contract::Message>, out: &mut Vec<Effect>) {
        self.timelines.get_or_insert(&id, Timeline::default).restore(messages);
        out.push(Effect::Changed(Change::Rows(Some(id))));
    }

    fn load_older(&mut self, id: ConversationId, out: &mut Vec<Effect>) {
        if let Some(cursor) = self.timelines.get_mut(&id).and_then(Timeline::begin_older) {
            out.push(Effect::Call(Call::Older(id, cursor)));
        }
    }

    /// Whether the session's user works for the shop.
    fn is_staff(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.user.role.is_staff())
    }

    /// Grows when another identity takes over; an answer to a call of an earlier epoch must be dropped.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// A buyer has one conversation with the shop; staff always name theirs.
    pub fn own_conversation(&self) -> Option<ConversationId> {
        if self.is_staff() {
            return None;
        }
        self.conversations.values().max_by_key(|c| c.updated_at).map(|c| c.id.clone())
    }
}

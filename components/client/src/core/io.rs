//! What goes into the core and what comes out of it.

use crate::core::{
    Attachment, Connection, Document, DocumentKind, DocumentRef, Draft, Entry, TabNews, TabRole, Work, Write,
};
use kefu_contract::{
    ClientId, Content, Conversation, ConversationId, Cursor, Event, Message, OpenContext, OpenConversation,
    Page, Problem, ProblemCode, SendMessage, Session, Upload, UserId, Visibility,
};

/// Something that happened: a wish of the user, an answer of the server, a timer.
#[derive(Debug, Clone)]
pub enum Input {
    /// Begin: ask who we are, then listen.
    Start,
    /// What the store held for this identity.
    Restored(Box<Restored>),
    /// The view shows this conversation; its newest messages are wanted.
    Show(ConversationId),
    /// The store's newest messages of a conversation.
    Cached(ConversationId, Vec<Message>),
    /// The user scrolled to the top.
    LoadOlder(ConversationId),
    /// The user sent something.
    Compose(Box<Compose>),
    /// The user did something else that changes what the server has.
    Write(Box<Write>),
    /// The user has gone on writing.
    Draft(Box<Draft>),
    /// The outbox entry is safely stored, or will not be because the store is gone.
    Saved(ClientId),
    /// The user asked for another attempt of a failed entry.
    Retry(ClientId),
    /// The user gave up a failed entry.
    Discard(ClientId),
    /// The user changed a failed entry: it is given up, and this is tried instead.
    Replace(ClientId, Box<Work>),
    /// A view shows this document from now on.
    Watch(DocumentRef),
    /// A view that showed it does so no longer.
    Unwatch(DocumentRef),
    /// The store's version of a document.
    CachedDocument(Box<Document>),
    /// A document as the server has it now, come with a refusal.
    Document(Box<Document>),
    /// The user has seen everything up to this position.
    Seen(ConversationId, u64),
    /// The user began or stopped writing.
    SetTyping(ConversationId, bool),
    /// The server answered a call, or could not.
    Answer(Call, Result<Reply, Failure>),
    /// The stream has brought its first byte.
    StreamOpened,
    /// The stream brought an event.
    StreamEvent(Box<Arrival>),
    /// The server cannot continue from where we were; what comes next is counted from this number.
    StreamReset(u64),
    /// The server has sent everything up to this number, as its heartbeat says.
    StreamAt(u64),
    /// The stream ended or could not be opened.
    StreamClosed(Failure),
    /// This tab has been given the lead, or has lost it.
    Role(TabRole),
    /// Another tab has told us something.
    News(TabNews),
    /// Somebody looks, or the network came back: try now instead of later.
    Wake,
    /// The browser has lost the network.
    Offline,
    /// Whether the page can be seen.
    Visible(bool),
    /// A timer asked for earlier.
    Timer(Timer),
}

/// A message to send, as the view gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compose {
    /// Where; `None` sends into the buyer's own conversation, which is opened if need be.
    pub conversation: Option<ConversationId>,
    /// What the conversation should be about from now on.
    pub context: OpenContext,
    /// What to say.
    pub content: Content,
    /// Who may see it.
    pub visibility: Option<Visibility>,
    /// Files to go with it, in order; their bytes are with the browser or in the store.
    pub files: Vec<Attachment>,
}

/// What a store gives back at start.
#[derive(Debug, Clone, Default)]
pub struct Restored {
    /// Whose data this is, as far as the store knows.
    pub owner: Option<UserId>,
    /// Conversations last seen.
    pub conversations: Vec<Conversation>,
    /// Everything unsent.
    pub outbox: Vec<Entry>,
    /// What was being written.
    pub drafts: Vec<Draft>,
}

/// An event, with the document it brings.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The event.
    pub event: Event,
    /// The order, case or review after the change.
    pub document: Option<Document>,
}

/// The answer to a question for events.
#[derive(Debug, Clone)]
pub struct Arrivals {
    /// In order.
    pub events: Vec<Arrival>,
    /// The number of the last.
    pub seq: u64,
    /// Whether the server cannot continue from where we were.
    pub reset: bool,
}

/// A request to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Who are we?
    Session,
    /// The list of conversations, or the part of it after a cursor.
    Conversations(Option<Cursor>),
    /// The newest messages, for this generation of the timeline.
    Newest(ConversationId, u32),
    /// The messages before a cursor.
    Older(ConversationId, Cursor),
    /// The events after a number, as soon as there are any; the second number tells one beginning from another.
    Events(u64, u32),
    /// Open a conversation on behalf of the outbox entry named first.
    Open(ClientId, OpenConversation),
    /// Send an outbox entry.
    Send(ConversationId, Box<SendMessage>),
    /// Send an outbox entry that is neither message nor file.
    Write(ClientId, Box<Write>),
    /// Read what the server says now, before an entry whose outcome is unknown is sent again.
    Check(ClientId, String),
    /// Upload a file.
    Upload(Box<Attachment>),
    /// Read a document.
    Document(DocumentRef),
    /// Tell the other side that we are writing.
    Typing(ConversationId, bool),
}

/// A successful answer.
#[derive(Debug, Clone)]
pub enum Reply {
    /// To [`Call::Session`].
    Session(Box<Session>),
    /// To [`Call::Conversations`].
    Conversations(Page<Conversation>),
    /// To [`Call::Newest`] and [`Call::Older`].
    Messages(Page<Message>),
    /// To [`Call::Events`].
    Events(Arrivals),
    /// To [`Call::Open`], and to a [`Call::Write`] about a conversation.
    Conversation(Box<Conversation>),
    /// To [`Call::Document`] and [`Call::Check`], and to a [`Call::Write`] about a document.
    Document(Box<Document>),
    /// To [`Call::Upload`].
    Upload(Box<Upload>),
    /// To [`Call::Send`].
    Message(Box<Message>),
    /// To [`Call::Typing`], and to a [`Call::Check`] of something that is not kept.
    Nothing,
}

/// Why a call or the stream failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server could not be reached, or the answer broke off.
    #[error("the server cannot be reached")]
    Unreachable,
    /// Something answered, but not in the contract's language; a proxy's error page, for example.
    #[error("the server gave an answer that cannot be understood (status {status})")]
    NotUnderstood {
        /// HTTP status of the answer.
        status: u16,
    },
    /// The server said no.
    #[error("{}", .0.title)]
    Problem(Box<Problem>),
}

impl Failure {
    /// Whether trying the same again may help.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable => true,
            // A page instead of JSON is usually a proxy in front of a server that is starting, or a sign-in page
            // of a network; a proxy that refuses will refuse again.
            Self::NotUnderstood { status } => matches!(status, 200..=399 | 408 | 429 | 500..),
            Self::Problem(problem) => problem.retryable || problem.status >= 500,
        }
    }

    /// Whether the server may have done what was asked all the same: no answer of its own came back.
    pub fn is_unsure(&self) -> bool {
        match self {
            Self::Unreachable | Self::NotUnderstood { .. } => true,
            Self::Problem(problem) => problem.status >= 500 || problem.code == ProblemCode::InProgress,
        }
    }

    /// Whether the credentials were refused.
    pub fn is_signed_out(&self) -> bool {
        match self {
            Self::Problem(problem) => problem.status == 401,
            Self::NotUnderstood { status } => *status == 401,
            Self::Unreachable => false,
        }
    }

    /// Whether the object does not exist, or not for us.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Problem(problem) if matches!(problem.status, 403 | 404 | 410))
    }

    /// Whether the server names a part of the body, given as the beginning of a JSON Pointer.
    pub fn is_about(&self, pointer: &str) -> bool {
        matches!(self, Self::Problem(problem) if problem.errors.iter().any(|e| e.pointer.starts_with(pointer)))
    }

    /// What the server asked us to wait, in seconds.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Problem(problem) => problem.retry_after,
            _ => None,
        }
    }
}

/// A timer of the core.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timer {
    /// Connect again.
    Reconnect,
    /// Look into the outbox again.
    Drain,
    /// Look in the store for messages whose files are here already.
    Search,
    /// Somebody's typing notice has grown old.
    TypingExpires(ConversationId),
}

/// Something to write into the store.
#[derive(Debug, Clone)]
pub enum Save {
    /// Whose data this is.
    Owner(UserId),
    /// Conversations, replacing older versions.
    Conversations(Vec<Conversation>),
    /// Messages.
    Messages(Vec<Message>),
    /// An outbox entry; answered with [`Input::Saved`].
    Entry(Box<Entry>),
    /// The entry is done.
    Forget(ClientId),
    /// What is being written; nothing is kept of an empty draft.
    Draft(Box<Draft>),
    /// A file is not needed any more.
    DropFile(ClientId),
    /// A document, replacing an older version.
    Document(Box<Document>),
    /// A document is gone.
    DropDocument(DocumentRef),
    /// A conversation and its messages are gone.
    Drop(ConversationId),
    /// Everything: another identity takes over.
    Wipe,
}

/// Something to carry out.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask the server and come back with [`Input::Answer`].
    Call(Call),
    /// Open the stream after this sequence number, closing any other.
    Listen(u64),
    /// Close the stream.
    StopListening,
    /// Come back with [`Input::Timer`] after so many milliseconds, replacing an earlier timer of that kind.
    Wait(Timer, u32),
    /// Write into the store.
    Save(Save),
    /// Read a conversation's newest messages and come back with [`Input::Cached`].
    LoadCached(ConversationId),
    /// Read a document and come back with [`Input::CachedDocument`].
    LoadDocument(DocumentRef),
    /// Read everything unsent again and come back with [`Input::Restored`].
    Reload,
    /// Tell the other tabs.
    Tell(TabNews),
    /// Tell the views.
    Changed(Change),
}

/// What views may want to draw again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The connection state.
    Connection(Connection),
    /// The session.
    Session,
    /// The list of conversations or one of them.
    Conversations,
    /// The rows of a conversation; `None` stands for the one not opened yet.
    Rows(Option<ConversationId>),
    /// Who is typing in a conversation.
    Typing(ConversationId),
    /// What is being written in a conversation, by another tab or in an earlier life of the page.
    Draft(Option<ConversationId>),
    /// A document, or what is under way about it.
    Document(DocumentRef),
    /// What is under way to make a document of this kind.
    Applications(DocumentKind),
    /// Somebody wrote: worth a sound. Told to one tab alone.
    Arrived(ConversationId),
    /// Whether what is written survives closing the page.
    Storage,
}

//! One unsent write, as it is kept from the moment it is wanted until the server has it.
//!
//! The stored form is never changed, only added to: what an earlier version wrote must still be sent.

use crate::core::{DocumentKind, Failure};
use kefu_contract::json::{Object, ToJson};
use kefu_contract::read::{Fields, Read, Value};
use kefu_contract::{
    ClientId, Content, ConversationId, OpenContext, ProblemCode, Timestamp, Upload, Visibility,
};

/// Where an entry stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EntryState {
    /// Being written to the store; nothing is sent before that.
    Storing,
    /// Waiting for its turn. What is read back from the store starts here.
    #[default]
    Queued,
    /// On its way.
    Sending,
    /// Money is at stake and nobody knows whether the server did it: what it says now is read before anything
    /// else is sent.
    Unsure,
    /// Reading what the server says now.
    Checking,
    /// The server refused it for good; [`Entry::refusal`] says why.
    Failed,
}

/// Why the server refused an entry.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Refusal {
    /// In the server's words.
    pub reason: String,
    /// As a code.
    pub code: ProblemCode,
}

/// One unsent write.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Entry {
    /// Idempotency key, kept through every attempt. Sorts by the time it was made.
    pub client_id: ClientId,
    /// What is to be done.
    pub work: Work,
    /// Why it was refused, if it was.
    pub refusal: Option<Refusal>,
    /// When the user asked for it, by the server's clock.
    pub written_at: Timestamp,
    /// Where it stands.
    #[serde(skip)]
    pub state: EntryState,
    /// Handed over by another tab, which may have sent it.
    #[serde(skip)]
    pub foreign: bool,
    /// Failed attempts so far.
    #[serde(skip)]
    pub attempts: u32,
    /// When the last attempt failed and when the next may be made, in milliseconds of the client's clock.
    #[serde(skip)]
    pub wait: Option<(i64, i64)>,
}

/// What an entry asks the server for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// A message.
    Message(Box<Posting>),
    /// Any other write with a JSON body.
    Write(Write),
    /// A file; its bytes are kept in the store under the entry's key.
    Upload(Attachment),
}

/// An object with one field, which says by its name what it is.
impl ToJson for Work {
    fn write_json(&self, out: &mut String) {
        let (name, work): (_, &dyn ToJson) = match self {
            Self::Message(posting) => ("message", posting),
            Self::Write(write) => ("write", write),
            Self::Upload(file) => ("upload", file),
        };
        let mut object = Object::begin(out);
        object.field(name, work);
        object.end();
    }
}

impl Read for Work {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let mut fields = Fields::of(value, sound);
        match (fields.required("message"), fields.required("write")) {
            (Some(posting), _) => Self::Message(posting),
            (None, Some(write)) => Self::Write(write),
            (None, None) => Self::Upload(fields.required("upload")),
        }
    }
}

/// A message to send.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Posting {
    /// Idempotency key for opening the conversation, should that be needed.
    pub open_id: ClientId,
    /// Where it goes; `None` until the buyer's conversation is open.
    pub conversation: Option<ConversationId>,
    /// What the conversation should be about; taken out once the server knows.
    pub context: Option<OpenContext>,
    /// What it says.
    pub content: Content,
    /// Who may see it.
    pub visibility: Option<Visibility>,
    /// Its files, in order; it goes once all of them are uploaded.
    #[serde(default)]
    pub files: Vec<Attached>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Attached {
    /// The file, as it was picked.
    pub file: Attachment,
    /// What the server made of it, once it has it.
    pub upload: Option<Upload>,
}

/// A file picked by the user.
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Attachment {
    /// Names it in the store, and is the idempotency key of its upload.
    pub key: ClientId,
    /// Its name, for people.
    pub name: String,
    /// What the browser takes it for; the server judges by content.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
}

/// How a write is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To add, or to act.
    Post,
    /// To change parts.
    Patch,
    /// To replace.
    Put,
}

impl Method {
    /// Its name in a request and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
        }
    }
}

impl ToJson for Method {
    fn write_json(&self, out: &mut String) {
        self.name().write_json(out);
    }
}

impl Read for Method {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let name = String::read(value, sound);
        let found = [Self::Post, Self::Patch, Self::Put].into_iter().find(|method| method.name() == name);
        *sound &= found.is_some();
        found.unwrap_or(Self::Post)
    }
}

/// A write other than a message: a read marker, an action, an application, a reply, a rating.
///
/// ```
/// use kefu_client::core::{About, DocumentKind, Method, Write};
/// let write = Write {
///     label: "extend".into(),
///     about: About::Document(DocumentKind::Order, Some("o-1".into())),
///     method: Method::Post,
///     path: "/v1/orders/o-1/actions".into(),
///     body: r#"{"version":7,"code":"order.extend","days":3}"#.into(),
///     check: None,
/// };
/// assert!(write.keyed(&"k".into()).starts_with(r#"{"client_id":"k","version":7"#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Read, ToJson)]
pub struct Write {
    /// What the view calls it, to find it again.
    pub label: String,
    /// What it changes. Writes about the same thing go one after the other.
    pub about: About,
    /// How it is sent.
    pub method: Method,
    /// Where it is sent.
    pub path: String,
    /// A JSON object without `client_id`.
    pub body: String,
    /// Where money is at stake: what to read before it is sent again, should its outcome be unknown.
    pub check: Option<String>,
}

/// What a write changes, and so what its answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// How far a conversation is read; later markers replace earlier ones.
    Read(ConversationId),
    /// A conversation.
    Conversation(ConversationId),
    /// A document; `None` stands for one that is to be made.
    Document(DocumentKind, Option<String>),
}

/// An object with one field, which says by its name what it is.
impl ToJson for About {
    fn write_json(&self, out: &mut String) {
        let mut object = Object::begin(out);
        match self {
            Self::Read(id) => object.field("read", id),
            Self::Conversation(id) => object.field("conversation", id),
            Self::Document(kind, id) => object.field("document", &(kind, id)),
        }
        object.end();
    }
}

impl Read for About {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let mut fields = Fields::of(value, sound);
        match (fields.required("read"), fields.required("conversation")) {
            (Some(id), _) => Self::Read(id),
            (None, Some(id)) => Self::Conversation(id),
            (None, None) => {
                let (kind, id) = fields.required("document");
                Self::Document(kind, id)
            }
        }
    }
}

impl Write {
    /// The body with its key.
    pub fn keyed(&self, client_id: &ClientId) -> String {
        let rest = self.body.strip_prefix('{').unwrap_or_default();
        let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
        [r#"{"client_id":""#, client_id.as_str(), r#"""#, comma, rest].concat()
    }
}

impl Entry {
    /// A new entry, to be stored.
    pub(super) fn new(client_id: ClientId, work: Work, written_at: Timestamp) -> Self {
        Self {
            client_id,
            work,
            refusal: None,
            written_at,
            state: EntryState::Storing,
            foreign: false,
            attempts: 0,
            wait: None,
        }
    }

    /// The message it sends, if it sends one.
    pub fn posting(&self) -> Option<&Posting> {
        match &self.work {
            Work::Message(posting) => Some(posting),
            Work::Write(_) | Work::Upload(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn posting_mut(&mut self) -> Option<&mut Posting> {
        match &mut self.work {
            Work::Message(posting) => Some(posting),
            Work::Write(_) | Work::Upload(_) => None,
        }
    }

    /// The write it sends, if it is neither message nor file.
    pub fn write(&self) -> Option<&Write> {
        match &self.work {
            Work::Write(write) => Some(write),
            Work::Message(_) | Work::Upload(_) => None,
        }
    }

    /// Whether it, or what it belongs to, needs a file from the store.
    pub(super) fn needs_files(&self) -> bool {
        match &self.work {
            Work::Message(posting) => posting.files.iter().any(|file| file.upload.is_none()),
            Work::Upload(_) => true,
            Work::Write(_) => false,
        }
    }

    /// Waits its turn again, at once, after the user asked for it.
    pub(super) fn try_again(&mut self) {
        self.refusal = None;
        self.wait = None;
        self.state = self.waiting();
    }

    /// Waits its turn again, later.
    pub(super) fn postpone(&mut self, failure: &Failure, now: i64, random: f64) {
        self.attempts += 1;
        let delay = crate::backoff::delay_ms(self.attempts, random, failure.retry_after());
        self.state = self.waiting();
        self.wait = Some((now, now + i64::from(delay)));
    }

    /// Whether an attempt may be made. A clock set back since the last one makes no promise last longer.
    pub(super) fn is_ripe(&self, now: i64) -> bool {
        self.wait.is_none_or(|(since, until)| now >= until || now < since)
    }

    /// How it waits once an attempt may have reached the server.
    pub(super) fn waiting(&self) -> EntryState {
        let careful = self.write().is_some_and(|write| write.check.is_some());
        if careful { EntryState::Unsure } else { EntryState::Queued }
    }
}

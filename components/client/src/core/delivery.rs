//! What a view draws: stored messages and unsent ones in one list.

use crate::core::{Core, Entry, EntryState, Outbox};
use kefu_contract::{ClientId, Content, ConversationId, MessageId, Person, Timestamp, Visibility};

/// How far one's own message has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Written, waiting for the connection or its turn.
    Queued,
    /// On its way.
    Sending,
    /// The server has it.
    Sent,
    /// The other side has seen it.
    Read,
    /// Refused; the reason is the server's.
    Failed(String),
}

impl Delivery {
    /// A stable name, for `data-state` and tests.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Read => "read",
            Self::Failed(_) => "failed",
        }
    }
}

/// One bubble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Stable through sending: the client's key where there is one, the message id otherwise.
    pub key: String,
    /// The server's id, once it has one.
    pub id: Option<MessageId>,
    /// The client's key, for retry and discard.
    pub client_id: Option<ClientId>,
    /// Position in the conversation; unsent rows have none.
    pub position: Option<u64>,
    /// Who wrote it; `None` is oneself before the session is known.
    pub sender: Option<Person>,
    /// Whether the session's user wrote it.
    pub own: bool,
    /// Whether it was written by the session's side (the user or, for staff, a colleague).
    pub own_side: bool,
    /// What it says.
    pub content: Content,
    /// Whether only staff may see it.
    pub note: bool,
    /// When it was sent or written.
    pub at: Timestamp,
    /// How far it has come; `None` for the other side's messages.
    pub delivery: Option<Delivery>,
}

impl Core {
    /// The rows of a conversation, oldest first, unsent last. `None` is the buyer's conversation to be opened.
    pub fn rows(&self, id: Option<&ConversationId>) -> Vec<Row> {
        let me = self.session.as_ref().map(|s| &s.user);
        let my_id = me.map(|p| &p.id).or(self.owner.as_ref());
        let staff = me.is_some_and(|p| p.role.is_staff());
        let mut rows = Vec::new();
        if let Some(id) = id
            && let Some(timeline) = self.timelines.get(id)
        {
            let read = self.conversations.get(id).map(|c| c.read).unwrap_or_default();
            let seen_by_other = if staff { read.buyer } else { read.staff };
            for message in timeline.messages() {
                let own = my_id == Some(&message.sender.id);
                let delivery =
                    if message.position <= seen_by_other { Delivery::Read } else { Delivery::Sent };
                rows.push(Row {
                    key: message.client_id.as_ref().map_or(&message.id.0, |c| &c.0).clone(),
                    id: Some(message.id.clone()),
                    client_id: message.client_id.clone(),
                    position: Some(message.position),
                    own,
                    own_side: own || (staff && !matches!(message.sender.role, kefu_contract::Role::Buyer)),
                    sender: Some(message.sender.clone()),
                    content: message.content.clone(),
                    note: message.visibility == Visibility::Staff,
                    at: message.sent_at,
                    delivery: own.then_some(delivery),
                });
            }
        }
        let unsent = self.outbox.entries().iter().filter_map(|entry| Some((entry, entry.posting()?)));
        rows.extend(unsent.filter(|(_, posting)| posting.conversation.as_ref() == id).map(
            |(entry, posting)| Row {
                key: entry.client_id.0.clone(),
                id: None,
                client_id: Some(entry.client_id.clone()),
                position: None,
                sender: me.cloned(),
                own: true,
                own_side: true,
                content: posting.content.clone(),
                note: posting.visibility == Some(Visibility::Staff),
                at: entry.written_at,
                delivery: Some(self.outbox.delivery(entry)),
            },
        ));
        rows
    }
}

impl Outbox {
    fn delivery(&self, entry: &Entry) -> Delivery {
        if self.will_not_go(entry) {
            let reason = self.refusal(entry).map(|refusal| refusal.reason.clone());
            return Delivery::Failed(reason.unwrap_or_default());
        }
        match entry.state {
            EntryState::Storing | EntryState::Queued | EntryState::Failed => Delivery::Queued,
            EntryState::Sending | EntryState::Unsure | EntryState::Checking => Delivery::Sending,
        }
    }
}

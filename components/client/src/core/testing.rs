//! Small makers of test objects.

use super::*;
use kefu_contract::*;

pub(crate) fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: id.to_owned(), role, avatar_url: None }
}

pub(crate) fn message(conversation: &str, position: u64) -> Message {
    Message {
        id: MessageId(format!("m{position}")),
        client_id: None,
        conversation_id: conversation.into(),
        position,
        sender: person("agent-1", Role::Agent),
        content: Content::text(format!("text {position}")),
        visibility: Visibility::Everyone,
        sent_at: Timestamp::from_unix_ms(position as i64 * 1_000),
    }
}

pub(crate) fn entry(id: &str, conversation: Option<&str>) -> Entry {
    Entry {
        client_id: id.into(),
        open_id: ClientId(format!("open-{id}")),
        conversation: conversation.map(ConversationId::from),
        context: None,
        content: Content::text(id),
        visibility: None,
        refusal: None,
        state: EntryState::Queued,
        attempts: 0,
        next_at: 0,
        written_at: Timestamp::from_unix_ms(0),
    }
}

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

fn queued(id: &str, work: Work) -> Entry {
    let written_at = Timestamp::from_unix_ms(0);
    Entry { state: EntryState::Queued, ..Entry::new(id.into(), work, written_at) }
}

pub(crate) fn entry(id: &str, conversation: Option<&str>) -> Entry {
    queued(id, Work::Message(Box::new(posting(id, conversation))))
}

fn posting(id: &str, conversation: Option<&str>) -> Posting {
    Posting {
        open_id: ClientId(format!("open-{id}")),
        conversation: conversation.map(ConversationId::from),
        context: None,
        content: Content::text(id),
        visibility: None,
        files: vec![],
    }
}

pub(crate) fn attachment(key: &str) -> Attachment {
    Attachment { key: key.into(), name: "photo.jpg".into(), media_type: "image/jpeg".into(), bytes: 9 }
}

pub(crate) fn upload(key: &str) -> Entry {
    queued(key, Work::Upload(attachment(key)))
}

/// A message of conversation `a` with one file.
pub(crate) fn with_file(id: &str, key: &str) -> Entry {
    let files = vec![Attached { file: attachment(key), upload: None }];
    let posting = Posting { files, ..posting(id, Some("a")) };
    queued(id, Work::Message(Box::new(posting)))
}

/// An action on case `k` that moves money.
pub(crate) fn refund_write() -> Write {
    Write {
        label: "refund".into(),
        about: About::Document(DocumentKind::Case, Some("k".into())),
        method: Method::Post,
        path: "/v1/cases/k/actions".into(),
        body: r#"{"version":1,"code":"case.refund"}"#.into(),
        check: Some("/v1/cases/k".into()),
    }
}

pub(crate) fn refund(id: &str) -> Entry {
    queued(id, Work::Write(refund_write()))
}

//! What a store holds, as records of object stores: the same for both twins.
//!
//! Nothing here is generic over what is stored, except the last step that reads it: every type would be this code
//! once more.

use crate::core::{DocumentRef, Save};
use crate::json;
use js_sys::{Object, Reflect};
use kefu_contract::json::ToJson;
use kefu_contract::read::Read;
use kefu_contract::{ConversationId, Message};
use wasm_bindgen::{JsCast, JsValue};

pub(super) const META: &str = "meta";
pub(super) const OUTBOX: &str = "outbox";
pub(super) const DRAFTS: &str = "drafts";
pub(super) const FILES: &str = "files";
pub(super) const CONVERSATIONS: &str = "conversations";
pub(super) const MESSAGES: &str = "messages";
pub(super) const DOCUMENTS: &str = "documents";

/// The one record of [`META`].
pub(super) const OWNER: &str = "owner";

/// First and last key of a range, both in it. Keys are strings; others were put there by somebody else.
pub(super) struct Keys(pub(super) String, pub(super) String);

impl Keys {
    pub(super) fn all() -> Self {
        Self(String::new(), "\u{ffff}".to_owned())
    }

    pub(super) fn one(key: &str) -> Self {
        Self(key.to_owned(), key.to_owned())
    }

    /// A conversation's messages up to a position.
    pub(super) fn messages(conversation: &ConversationId, last: u64) -> Self {
        Self(message_key(conversation.as_str(), 0), message_key(conversation.as_str(), last))
    }
}

/// One change of one record, or the deletion of a range.
pub(super) struct Write {
    pub(super) store: &'static str,
    pub(super) keys: Keys,
    /// `None` deletes.
    pub(super) value: Option<JsValue>,
}

/// One transaction.
pub(super) enum Ask {
    /// The values under these keys, in order of the keys: all, or so many of the last.
    Read(&'static str, Keys, Option<u32>),
    /// Write all of it, or nothing; not empty.
    Write(Vec<Write>),
    /// Delete everything there is, of this version or another.
    Clear,
}

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Precious,
    Cache,
}

/// The last position whose key sorts like a number.
pub(super) const LAST_POSITION: u64 = 9_999_999_999_999_999;

/// Keys sort like positions do, conversation by conversation. No id can begin with another and this separator.
fn message_key(conversation: &str, position: u64) -> String {
    format!("{conversation}\0{position:016}")
}

/// The key so many positions before another of [`MESSAGES`], or of the first; whatever it is for other keys.
pub(super) fn earlier(key: &str, positions: u32) -> String {
    let (conversation, position) = key.split_once('\0').unwrap_or((key, ""));
    let position = position.parse::<u64>().unwrap_or(0).saturating_sub(positions.into());
    message_key(conversation, position)
}

pub(super) fn document_key(of: &DocumentRef) -> String {
    [of.kind.name(), "/", &of.id].concat()
}

fn put(store: &'static str, key: &str, value: &dyn ToJson) -> Write {
    Write { store, keys: Keys::one(key), value: Some(json::object(value)) }
}

pub(super) fn delete(store: &'static str, keys: Keys) -> Write {
    Write { store, keys, value: None }
}

/// The changes a [`Save`] comes down to, and where they belong; [`Save::Wipe`] is none, being everything.
pub(super) fn writes(save: Save) -> (Side, Vec<Write>) {
    match save {
        Save::Owner(owner) => (Side::Precious, vec![put(META, OWNER, &owner)]),
        Save::Entry(entry) => (Side::Precious, vec![put(OUTBOX, entry.client_id.as_str(), &*entry)]),
        Save::Forget(id) => (Side::Precious, vec![delete(OUTBOX, Keys::one(id.as_str()))]),
        Save::Conversations(items) => {
            let items = items.iter().map(|item| put(CONVERSATIONS, item.id.as_str(), item));
            (Side::Cache, items.collect())
        }
        Save::Messages(items) => {
            let key = |item: &Message| message_key(item.conversation_id.as_str(), item.position);
            (Side::Cache, items.iter().map(|item| put(MESSAGES, &key(item), item)).collect())
        }
        Save::Draft(draft) => {
            let key = draft.conversation.as_ref().map_or("", ConversationId::as_str);
            let write =
                if draft.is_empty() { delete(DRAFTS, Keys::one(key)) } else { put(DRAFTS, key, &*draft) };
            (Side::Precious, vec![write])
        }
        Save::DropFile(key) => (Side::Precious, vec![delete(FILES, Keys::one(key.as_str()))]),
        Save::Document(document) => {
            (Side::Cache, vec![put(DOCUMENTS, &document_key(&document.of), &*document)])
        }
        Save::DropDocument(of) => (Side::Cache, vec![delete(DOCUMENTS, Keys::one(&document_key(&of)))]),
        Save::Drop(id) => (Side::Cache, forget_conversation(&id).into()),
        Save::Wipe => (Side::Precious, Vec::new()),
    }
}

/// Deletes a conversation with its messages.
pub(super) fn forget_conversation(id: &ConversationId) -> [Write; 2] {
    [delete(CONVERSATIONS, Keys::one(id.as_str())), delete(MESSAGES, Keys::messages(id, LAST_POSITION))]
}

/// Entries as they are stored now: the first version had nothing but messages, and kept all in one object.
pub(super) fn modern(entries: Vec<JsValue>) -> Vec<JsValue> {
    let work = JsValue::from_str("work");
    let is_old = |entry: &JsValue| Reflect::get(entry, &work).is_ok_and(|work| work.is_undefined());
    let modern = |entry: JsValue| {
        if !is_old(&entry) {
            return entry;
        }
        let (message, whole) = (Object::new(), Object::assign(&Object::new(), entry.unchecked_ref()));
        // Setting a property of a plain object cannot fail.
        Reflect::set(&message, &JsValue::from_str("message"), &entry).ok();
        Reflect::set(&whole, &work, &message).ok();
        whole.into()
    };
    entries.into_iter().map(modern).collect()
}

/// Stored values as what they should be. One unreadable record must not hide the others: it will be fetched
/// again, was never ours, or waits for the version that wrote it.
pub(super) fn read<T: Read>(values: Vec<JsValue>) -> Vec<T> {
    values.iter().filter_map(json::read).collect()
}

//! What a store holds, as records of object stores: the same for both twins.
//!
//! Nothing here is generic over what is stored, except the last step that reads it: every type would be this code
//! once more.

use crate::core::{DocumentRef, Save};
use crate::store::StoreError;
use js_sys::{Object, Reflect};
use kefu_contract::{ConversationId, Message};
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{Error, from_value, to_value};
use wasm_bindgen::JsValue;

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

/// The value comes serialised: with its type this would be compiled for every type.
fn put(store: &'static str, key: &str, value: Result<JsValue, Error>) -> Result<Write, StoreError> {
    let value = value.map_err(|_| StoreError::Unserialisable)?;
    Ok(Write { store, keys: Keys::one(key), value: Some(value) })
}

pub(super) fn delete(store: &'static str, keys: Keys) -> Write {
    Write { store, keys, value: None }
}

/// The changes a [`Save`] comes down to, and where they belong; [`Save::Wipe`] is none, being everything.
pub(super) fn writes(save: Save) -> Result<(Side, Vec<Write>), StoreError> {
    let writes = match save {
        Save::Owner(owner) => (Side::Precious, vec![put(META, OWNER, to_value(&owner))?]),
        Save::Entry(entry) => {
            (Side::Precious, vec![put(OUTBOX, entry.client_id.as_str(), to_value(&*entry))?])
        }
        Save::Forget(id) => (Side::Precious, vec![delete(OUTBOX, Keys::one(id.as_str()))]),
        Save::Conversations(items) => {
            let items = items.iter().map(|item| put(CONVERSATIONS, item.id.as_str(), to_value(item)));
            (Side::Cache, items.collect::<Result<_, _>>()?)
        }
        Save::Messages(items) => {
            let key = |item: &Message| message_key(item.conversation_id.as_str(), item.position);
            let items = items.iter().map(|item| put(MESSAGES, &key(item), to_value(item)));
            (Side::Cache, items.collect::<Result<_, _>>()?)
        }
        Save::Draft(draft) => {
            let key = draft.conversation.as_ref().map_or("", |id| id.as_str());
            let write = if draft.is_empty() {
                delete(DRAFTS, Keys::one(key))
            } else {
                put(DRAFTS, key, to_value(&*draft))?
            };
            (Side::Precious, vec![write])
        }
        Save::DropFile(key) => (Side::Precious, vec![delete(FILES, Keys::one(key.as_str()))]),
        Save::Document(document) => {
            (Side::Cache, vec![put(DOCUMENTS, &document_key(&document.of), to_value(&*document))?])
        }
        Save::DropDocument(of) => (Side::Cache, vec![delete(DOCUMENTS, Keys::one(&document_key(&of)))]),
        Save::Drop(id) => (Side::Cache, forget_conversation(&id).into()),
        Save::Wipe => (Side::Precious, Vec::new()),
    };
    Ok(writes)
}

/// Deletes a conversation with its messages.
pub(super) fn forget_conversation(id: &ConversationId) -> [Write; 2] {
    [delete(CONVERSATIONS, Keys::one(id.as_str())), delete(MESSAGES, Keys::messages(id, LAST_POSITION))]
}

/// Entries as they are stored now: the first version had nothing but messages, and kept all in one object.
pub(super) fn modern(entries: Vec<JsValue>) -> Vec<JsValue> {
    let work = JsValue::from_str("work");
    for entry in &entries {
        if Reflect::get(entry, &work).is_ok_and(|work| work.is_undefined()) {
            let message = Object::new();
            // What is no object is no entry either, and stays unreadable.
            Reflect::set(&message, &JsValue::from_str("message"), entry).ok();
            Reflect::set(entry, &work, &message).ok();
        }
    }
    entries
}

/// Stored values as what they should be. One unreadable record must not hide the others: it will be fetched
/// again, was never ours, or waits for the version that wrote it.
pub(super) fn read<T: DeserializeOwned>(values: Vec<JsValue>) -> Vec<T> {
    values.into_iter().filter_map(|value| from_value(value).ok()).collect()
}

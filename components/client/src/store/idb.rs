//! IndexedDB.

use crate::core::{Document, DocumentRef, Restored, Save};
use crate::store::{Pending, Store, StoreError};
use indexed_db_futures::KeyRange;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use kefu_contract::{ClientId, ConversationId, Message};
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::{from_value, to_value};
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// Grows whenever the shape of a cache store changes. Caches are then dropped and fetched again; the outbox
/// keeps its shape for ever.
const VERSION: u8 = 1;

const META: &str = "meta";
const CONVERSATIONS: &str = "conversations";
const MESSAGES: &str = "messages";
const OUTBOX: &str = "outbox";
const CACHES: [&str; 3] = [META, CONVERSATIONS, MESSAGES];

const OWNER: &str = "owner";
/// The last position whose key sorts like a number.
const HIGHEST: u64 = 9_999_999_999_999_999;

/// A database of one shop and one identity.
#[derive(Debug)]
pub struct Idb {
    database: Database,
}

impl From<Error> for StoreError {
    fn from(_: Error) -> Self {
        Self::Unavailable
    }
}

impl From<OpenDbError> for StoreError {
    fn from(_: OpenDbError) -> Self {
        Self::Unavailable
    }
}

/// Keys sort like positions do, conversation by conversation.
fn message_key(conversation: &ConversationId, position: u64) -> String {
    format!("{conversation}/{position:016}")
}

impl Idb {
    /// Opens or creates the database called `name`.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let database = Database::open(name)
            .with_version(VERSION)
            .with_on_upgrade_needed(|event, database| {
                let names: Vec<String> = database.object_store_names().collect();
                for cache in CACHES {
                    if event.old_version() > 0.0 && names.iter().any(|n| n == cache) {
                        database.delete_object_store(cache)?;
                    }
                    database.create_object_store(cache).build()?;
                }
                if !names.iter().any(|n| n == OUTBOX) {
                    database.create_object_store(OUTBOX).build()?;
                }
                Ok(())
            })
            .await?;
        Ok(Self { database })
    }

    /// Raw values of a store, in key order. Not typed: every type would be this code once more.
    async fn values(&self, store: &str, range: Option<KeyRange<String>>) -> Result<Vec<JsValue>, StoreError> {
        let transaction = self.database.transaction(store).build()?;
        let store = transaction.object_store(store)?;
        let range = range.unwrap_or(KeyRange::LowerBound(String::new(), false));
        let values = store.get_all::<JsValue>().with_query::<String, _>(range).primitive()?.await?;
        Ok(values.filter_map(Result::ok).collect())
    }

    async fn newest(&self, conversation: &ConversationId, limit: u32) -> Result<Vec<Message>, StoreError> {
        let (lowest, highest) = (message_key(conversation, 0), message_key(conversation, HIGHEST));
        let range = KeyRange::Bound(lowest, false, highest.clone(), false);
        let transaction = self.database.transaction(MESSAGES).build()?;
        let store = transaction.object_store(MESSAGES)?;
        let cursor =
            store.open_key_cursor().with_query::<String, _>(range).with_direction(CursorDirection::Prev);
        let Some(mut cursor) = cursor.await? else { return Ok(Vec::new()) };
        let mut first = None;
        for _ in 0..limit {
            match cursor.next_key::<String>().await? {
                Some(key) => first = Some(key),
                None => break,
            }
        }
        let Some(first) = first else { return Ok(Vec::new()) };
        Ok(read(self.values(MESSAGES, Some(KeyRange::Bound(first, false, highest, false))).await?))
    }

    async fn write(&self, changes: Vec<Write>) -> Result<(), StoreError> {
        let Some(first) = changes.first() else { return Ok(()) };
        let names: Vec<&str> = match first.change {
            Put::Clear | Put::Range(_) => vec![META, CONVERSATIONS, MESSAGES, OUTBOX],
            _ => vec![first.store],
        };
        let transaction = self.database.transaction(names).with_mode(TransactionMode::Readwrite).build()?;
        for Write { store, change } in changes {
            let store = transaction.object_store(store)?;
            // Requests go out when built; the commit tells whether they succeeded.
            match change {
                Put::Value(key, value) => {
                    store.put(value).with_key(key).build()?;
                }
                Put::Nothing(key) => {
                    store.delete::<String, _>(key).build()?;
                }
                Put::Range(range) => {
                    store.delete::<String, _>(range).build()?;
                }
                Put::Clear => {
                    store.clear()?;
                }
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// One change of one store.
struct Write {
    store: &'static str,
    change: Put,
}

enum Put {
    Value(String, JsValue),
    Nothing(String),
    Range(KeyRange<String>),
    Clear,
}

/// The changes a [`Save`] comes down to.
fn writes(save: Save) -> Result<Vec<Write>, StoreError> {
    let put = |store, key: String, value: Result<JsValue, serde_wasm_bindgen::Error>| {
        let value = value.map_err(|_| StoreError::Unserialisable)?;
        Ok(Write { store, change: Put::Value(key, value) })
    };
    match save {
        Save::Owner(owner) => Ok(vec![put(META, OWNER.to_owned(), to_value(&owner))?]),
        Save::Conversations(items) => {
            items.iter().map(|item| put(CONVERSATIONS, item.id.0.clone(), to_value(item))).collect()
        }
        Save::Messages(items) => items
            .iter()
            .map(|item| put(MESSAGES, message_key(&item.conversation_id, item.position), to_value(item)))
            .collect(),
        Save::Entry(entry) => Ok(vec![put(OUTBOX, entry.client_id.0.clone(), to_value(&*entry))?]),
        Save::Forget(id) => Ok(vec![Write { store: OUTBOX, change: Put::Nothing(id.0) }]),
        Save::Draft(_) | Save::DropFile(_) | Save::Document(_) | Save::DropDocument(_) => Ok(vec![]),
        Save::Drop(id) => {
            let messages = KeyRange::Bound(message_key(&id, 0), false, message_key(&id, HIGHEST), false);
            Ok(vec![
                Write { store: MESSAGES, change: Put::Range(messages) },
                Write { store: CONVERSATIONS, change: Put::Nothing(id.0) },
            ])
        }
        Save::Wipe => {
            let all = [META, CONVERSATIONS, MESSAGES, OUTBOX];
            Ok(all.into_iter().map(|store| Write { store, change: Put::Clear }).collect())
        }
    }
}

/// Stored values as what they should be. One unreadable record must not hide the others: it will be fetched
/// again, or was never ours.
fn read<T: DeserializeOwned>(values: Vec<JsValue>) -> Vec<T> {
    values.into_iter().filter_map(|value| from_value(value).ok()).collect()
}

impl Store for Idb {
    fn restore(&self) -> Pending<'_, Restored> {
        Box::pin(async move {
            Ok(Restored {
                owner: read(self.values(META, None).await?).into_iter().next(),
                conversations: read(self.values(CONVERSATIONS, None).await?),
                outbox: read(self.values(OUTBOX, None).await?),
                drafts: vec![],
            })
        })
    }

    fn messages<'a>(&'a self, conversation: &'a ConversationId, limit: u32) -> Pending<'a, Vec<Message>> {
        Box::pin(self.newest(conversation, limit))
    }

    fn document<'a>(&'a self, _: &'a DocumentRef) -> Pending<'a, Option<Document>> {
        Box::pin(async { Ok(None) })
    }

    fn file<'a>(&'a self, _: &'a ClientId) -> Pending<'a, Option<Blob>> {
        Box::pin(async { Ok(None) })
    }

    fn put_file(&self, _: ClientId, _: Blob) -> Pending<'_, ()> {
        Box::pin(async { Ok(()) })
    }

    fn save(&self, save: Save) -> Pending<'_, ()> {
        let changes = writes(save);
        Box::pin(async move { self.write(changes?).await })
    }
}

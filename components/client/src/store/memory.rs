//! The twin without a browser: the same behaviour, gone with the page.

use crate::core::{Document, DocumentRef, Entry, Restored, Save};
use crate::store::{Pending, Store};
use kefu_contract::{ClientId, Conversation, ConversationId, Message, UserId};
use std::{cell::RefCell, collections::BTreeMap};
use web_sys::Blob;

/// A store in memory.
#[derive(Debug, Default)]
pub struct Memory {
    data: RefCell<Data>,
}

#[derive(Debug, Default)]
struct Data {
    owner: Option<UserId>,
    conversations: BTreeMap<ConversationId, Conversation>,
    messages: BTreeMap<(ConversationId, u64), Message>,
    outbox: BTreeMap<ClientId, Entry>,
}

impl Store for Memory {
    fn restore(&self) -> Pending<'_, Restored> {
        let data = self.data.borrow();
        let restored = Restored {
            owner: data.owner.clone(),
            conversations: data.conversations.values().cloned().collect(),
            outbox: data.outbox.values().cloned().collect(),
            drafts: vec![],
        };
        Box::pin(async { Ok(restored) })
    }

    fn messages<'a>(&'a self, conversation: &'a ConversationId, limit: u32) -> Pending<'a, Vec<Message>> {
        let data = self.data.borrow();
        let range = (conversation.clone(), 0)..=(conversation.clone(), u64::MAX);
        let mut newest: Vec<Message> =
            data.messages.range(range).rev().take(limit as usize).map(|(_, m)| m.clone()).collect();
        newest.reverse();
        Box::pin(async { Ok(newest) })
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
        let mut data = self.data.borrow_mut();
        match save {
            Save::Owner(owner) => data.owner = Some(owner),
            Save::Conversations(items) => {
                data.conversations.extend(items.into_iter().map(|c| (c.id.clone(), c)));
            }
            Save::Messages(items) => {
                let keyed = items.into_iter().map(|m| ((m.conversation_id.clone(), m.position), m));
                data.messages.extend(keyed);
            }
            Save::Entry(entry) => {
                data.outbox.insert(entry.client_id.clone(), *entry);
            }
            Save::Forget(id) => {
                data.outbox.remove(&id);
            }
            Save::Draft(_) | Save::DropFile(_) | Save::Document(_) | Save::DropDocument(_) => {}
            Save::Drop(id) => {
                data.conversations.remove(&id);
                data.messages.retain(|(of, _), _| *of != id);
            }
            Save::Wipe => *data = Data::default(),
        }
        Box::pin(async { Ok(()) })
    }
}

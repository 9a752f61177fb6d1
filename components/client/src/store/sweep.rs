//! How much the cache keeps, and what of it goes.

use crate::core::Document;
use crate::store::records::{DOCUMENTS, Keys, MESSAGES, Write, delete, document_key, forget_conversation};
use kefu_contract::{Conversation, ConversationId};

/// Newest messages kept of every conversation, at most. Older ones are fetched again when scrolled to.
pub const CACHED_MESSAGES: u64 = 500;
/// Conversations kept, those changed last.
pub const CACHED_CONVERSATIONS: usize = 200;
/// Documents kept, those confirmed last.
pub const CACHED_DOCUMENTS: usize = 200;
/// So many records are written between two sweeps; the first write of a page brings one, too.
pub(super) const SWEEP_EVERY: usize = 1_000;

/// Which of these ages and names are not among the newest. Compared one with another, for sorting is more code
/// and there are few.
fn oldest(items: &[(i64, String)], keep: usize) -> impl Iterator<Item = &String> {
    let is_old = move |item: &&(i64, String)| items.iter().filter(|other| *other > *item).count() >= keep;
    items.iter().filter(is_old).map(|(_, name)| name)
}

/// Deletes what is more than the cache keeps.
pub(super) fn surplus(conversations: &[Conversation], documents: &[Document]) -> Vec<Write> {
    let mut surplus = Vec::new();
    let ages: Vec<(i64, String)> =
        conversations.iter().map(|c| (c.updated_at.unix_ms, c.id.0.clone())).collect();
    for id in oldest(&ages, CACHED_CONVERSATIONS) {
        surplus.extend(forget_conversation(&ConversationId(id.clone())));
    }
    let ages: Vec<(i64, String)> = documents.iter().map(|d| (d.at, document_key(&d.of))).collect();
    surplus.extend(oldest(&ages, CACHED_DOCUMENTS).map(|key| delete(DOCUMENTS, Keys::one(key))));
    for conversation in conversations {
        // Positions count up by one, so that no more than these can be behind the last.
        let last = conversation.last_message.as_ref().map_or(0, |message| message.position);
        if let Some(old) = last.checked_sub(CACHED_MESSAGES).filter(|old| *old > 0) {
            surplus.push(delete(MESSAGES, Keys::messages(&conversation.id, old)));
        }
    }
    surplus
}

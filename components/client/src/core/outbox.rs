//! Everything unsent, in the order it was written.
//!
//! | state | means | leaves it by |
//! |---|---|---|
//! | `Storing` | being written to the store | the store's answer |
//! | `Queued` | safe, waiting for its turn | its turn, once `next_at` has come and nothing before it in the same conversation is unsent |
//! | `Sending` | on its way | the server's answer |
//! | `Failed` | refused for good | the user: retry or discard |

use crate::core::Failure;
use kefu_contract::{ClientId, Content, ConversationId, OpenContext, ProblemCode, Timestamp, Visibility};
use serde::{Deserialize, Serialize};

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
    /// The server refused it for good; [`Entry::refusal`] says why.
    Failed,
}

/// Why the server refused an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// In the server's words.
    pub reason: String,
    /// As a code.
    pub code: ProblemCode,
}

/// One unsent message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Idempotency key of the message, kept through every attempt.
    pub client_id: ClientId,
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
    /// Why it was refused, if it was.
    pub refusal: Option<Refusal>,
    /// Where it stands.
    #[serde(skip)]
    pub state: EntryState,
    /// Failed attempts so far.
    #[serde(skip)]
    pub attempts: u32,
    /// Not before this time of the client's clock, in milliseconds.
    #[serde(skip)]
    pub next_at: i64,
    /// When the user wrote it, by the server's clock.
    pub written_at: Timestamp,
}

impl Entry {
    /// Waits its turn again, at once, after the user asked for it.
    pub(super) fn try_again(&mut self) {
        self.refusal = None;
        self.state = EntryState::Queued;
        self.next_at = 0;
    }

    /// Waits its turn again, later.
    pub(super) fn postpone(&mut self, failure: &Failure, now: i64, random: f64) {
        self.attempts += 1;
        let delay = crate::backoff::delay_ms(self.attempts, random, failure.retry_after());
        self.state = EntryState::Queued;
        self.next_at = now + i64::from(delay);
    }
}

/// The queue.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    entries: Vec<Entry>,
}

impl Outbox {
    /// All entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Takes in entries of an earlier life or another tab, in this state unless they were refused. What was on its way
    /// then is sent again under the same key.
    pub fn restore(&mut self, stored: Vec<Entry>, state: EntryState) {
        for mut entry in stored {
            if self.entries.iter().any(|e| e.client_id == entry.client_id) {
                continue;
            }
            entry.state = if entry.refusal.is_some() { EntryState::Failed } else { state };
            // UUIDv7 keys sort by the time they were made.
            let at = self.entries.partition_point(|e| e.client_id < entry.client_id);
            self.entries.insert(at, entry);
        }
    }

    /// The entry with this key.
    pub fn get_mut(&mut self, client_id: &ClientId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|e| e.client_id == *client_id)
    }

    /// Takes an entry out.
    pub fn remove(&mut self, client_id: &ClientId) -> Option<Entry> {
        let at = self.entries.iter().position(|e| e.client_id == *client_id)?;
        Some(self.entries.remove(at))
    }

    /// Gives every entry without a conversation this one; they all belong to the buyer's own.
    pub fn assign(&mut self, conversation: &ConversationId) {
        for entry in self.entries.iter_mut().filter(|e| e.conversation.is_none()) {
            entry.conversation = Some(conversation.clone());
        }
    }

    /// Takes a conversation that is gone from its entries.
    pub fn unassign(&mut self, conversation: &ConversationId) {
        for entry in self.entries.iter_mut().filter(|e| e.conversation.as_ref() == Some(conversation)) {
            entry.conversation = None;
        }
    }

    /// Entries whose turn has come: the first unsent of each conversation, unless it must still wait.
    /// A failed entry does not hold up those after it: the user may never come back to it.
    pub fn due(&self, now: i64) -> Vec<ClientId> {
        let mut seen: Vec<&Option<ConversationId>> = Vec::new();
        let mut due = Vec::new();
        for entry in &self.entries {
            if entry.state == EntryState::Failed || seen.contains(&&entry.conversation) {
                continue;
            }
            seen.push(&entry.conversation);
            if entry.state == EntryState::Queued && entry.next_at <= now {
                due.push(entry.client_id.clone());
            }
        }
        due
    }

    /// Milliseconds until the next waiting entry may go, if any waits.
    pub fn next_wait(&self, now: i64) -> Option<u32> {
        self.entries
            .iter()
            .filter(|e| e.state == EntryState::Queued && e.next_at > now)
            .map(|e| u32::try_from(e.next_at - now).unwrap_or(u32::MAX))
            .min()
    }

    /// Books a failed attempt. The entry may be gone: its message can arrive by another way than the answer.
    pub fn fail(&mut self, client_id: &ClientId, failure: &Failure, now: i64, random: f64) {
        let Some(entry) = self.get_mut(client_id) else { return };
        match failure {
            Failure::Problem(problem) if !failure.is_retryable() && !failure.is_signed_out() => {
                let reason = problem.detail.clone().unwrap_or_else(|| problem.title.clone());
                entry.refusal = Some(Refusal { reason, code: problem.code.clone() });
                entry.state = EntryState::Failed;
            }
            _ => entry.postpone(failure, now, random),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::testing::entry;
    use kefu_contract::Problem;

    #[test]
    fn one_at_a_time_per_conversation_and_parallel_across() {
        let mut outbox = Outbox::default();
        for (id, conversation) in [("1", "a"), ("2", "a"), ("3", "b")] {
            outbox.push(entry(id, Some(conversation)));
        }
        assert_eq!(outbox.due(0), [ClientId::from("1"), ClientId::from("3")]);
        outbox.get_mut(&"1".into()).unwrap().state = EntryState::Sending;
        assert_eq!(outbox.due(0), [ClientId::from("3")]);
        outbox.remove(&"1".into());
        assert_eq!(outbox.due(0), [ClientId::from("2"), ClientId::from("3")]);
    }

    #[test]
    fn a_refused_entry_is_parked_and_lets_others_pass() {
        let mut outbox = Outbox::default();
        outbox.push(entry("1", Some("a")));
        outbox.push(entry("2", Some("a")));
        let refusal = Failure::Problem(Box::new(Problem::new(ProblemCode::TextTooLong, "too long")));
        outbox.fail(&"1".into(), &refusal, 0, 0.5);
        assert_eq!(outbox.entries()[0].state, EntryState::Failed);
        assert_eq!(outbox.due(0), [ClientId::from("2")]);
    }

    #[test]
    fn an_unreachable_server_means_later_not_never() {
        let mut outbox = Outbox::default();
        outbox.push(entry("1", None));
        outbox.fail(&"1".into(), &Failure::Unreachable, 1_000, 0.5);
        assert_eq!(outbox.due(1_000), []);
        let wait = outbox.next_wait(1_000).unwrap();
        assert_eq!(outbox.due(1_000 + i64::from(wait)), [ClientId::from("1")]);
    }

    #[test]
    fn restoring_keeps_order_keys_and_parked_entries() {
        let mut outbox = Outbox::default();
        outbox.push(entry("3", None));
        let mut sending = entry("1", None);
        sending.state = EntryState::Sending;
        let mut parked = entry("2", None);
        parked.refusal = Some(Refusal { reason: "no".into(), code: ProblemCode::Forbidden });
        outbox.restore(vec![parked, sending, entry("3", None)], EntryState::Queued);
        let ids: Vec<&str> = outbox.entries().iter().map(|e| e.client_id.as_str()).collect();
        assert_eq!(ids, ["1", "2", "3"]);
        assert_eq!(outbox.entries()[0].state, EntryState::Queued);
        assert_eq!(outbox.entries()[1].state, EntryState::Failed);
    }
}

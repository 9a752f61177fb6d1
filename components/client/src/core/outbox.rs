//! Everything unsent, in the order it was written.
//!
//! | state | means | leaves it by |
//! |---|---|---|
//! | `Storing` | being written to the store | the store's answer |
//! | `Queued` | safe, waiting for its turn | its turn, once its wait is over and nothing before it on the same lane is unsent |
//! | `Sending` | on its way | the server's answer |
//! | `Unsure` | money is at stake, the outcome unknown | its turn: what the server says now is read first |
//! | `Checking` | reading what the server says now | the answer: queued again, under the same key |
//! | `Failed` | refused for good | the user: edit, retry or discard |
//!
//! | lane | holds | |
//! |---|---|---|
//! | a conversation | its messages and actions | one at a time |
//! | reading a conversation | one marker | a later one replaces it |
//! | a document | its actions, applications and replies | one at a time |
//! | a file | itself | files go beside each other; the message they belong to waits for them |

use crate::core::{About, DocumentKind, Entry, EntryState, Failure, Posting, Refusal, Work};
use kefu_contract::{ClientId, ConversationId};

/// What entries queue up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane<'a> {
    /// The buyer's conversation that is not open yet.
    Unopened,
    Conversation(&'a ConversationId),
    Reading(&'a ConversationId),
    Document(DocumentKind, &'a str),
    /// Nothing else is on it.
    Own(&'a ClientId),
}

impl Entry {
    fn lane(&self) -> Lane<'_> {
        match &self.work {
            Work::Message(posting) => {
                posting.conversation.as_ref().map_or(Lane::Unopened, Lane::Conversation)
            }
            Work::Upload(_) => Lane::Own(&self.client_id),
            Work::Write(write) => match &write.about {
                About::Read(id) => Lane::Reading(id),
                About::Conversation(id) => Lane::Conversation(id),
                About::Document(kind, Some(id)) => Lane::Document(*kind, id),
                About::Document(_, None) => Lane::Own(&self.client_id),
            },
        }
    }
}

/// The queue.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    entries: Vec<Entry>,
    /// Keys of what was done with lately: another tab may not have heard, and bring it again.
    gone: Vec<ClientId>,
}

/// So many keys are remembered of what is done with.
const REMEMBERED: usize = 200;

impl Outbox {
    /// All entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Takes in entries of an earlier life, or of another tab as far as they are stored. What was on its way then is
    /// sent again under the same key; where money is at stake, what the server says now is read before.
    pub fn restore(&mut self, stored: Vec<Entry>) {
        for mut entry in stored {
            entry.state = entry.waiting();
            self.take_in(entry);
        }
    }

    /// Takes in an entry of another tab, at its place.
    pub fn take_in(&mut self, mut entry: Entry) {
        if !self.is_gone(&entry.client_id) && self.get(&entry.client_id).is_none() {
            if entry.refusal.is_some() {
                entry.state = EntryState::Failed;
            }
            // UUIDv7 keys sort by the time they were made.
            let at = self.entries.partition_point(|e| e.client_id < entry.client_id);
            self.entries.insert(at, entry);
        }
    }

    /// The entry with this key.
    pub fn get(&self, client_id: &ClientId) -> Option<&Entry> {
        self.entries.iter().find(|e| e.client_id == *client_id)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, client_id: &ClientId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|e| e.client_id == *client_id)
    }

    /// All of them, to be changed.
    pub(super) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// The read marker of a conversation that has not gone yet.
    pub(super) fn marker(&self, id: &ConversationId) -> Option<ClientId> {
        let marker = self
            .entries
            .iter()
            .find(|entry| entry.lane() == Lane::Reading(id) && entry.state != EntryState::Sending);
        marker.map(|entry| entry.client_id.clone())
    }

    /// Where the message goes that a file belongs to.
    pub(super) fn conversation_of_file(&self, key: &ClientId) -> Option<ConversationId> {
        self.message_of(key)?.conversation.clone()
    }

    /// Whether an entry waits for the user: it was refused, or one of its files was.
    pub fn will_not_go(&self, entry: &Entry) -> bool {
        entry.state == EntryState::Failed || self.lacks_files(entry, true)
    }

    /// Whether this was done with lately.
    pub(super) fn is_gone(&self, client_id: &ClientId) -> bool {
        self.gone.contains(client_id)
    }

    /// Takes an entry out for good.
    pub fn remove(&mut self, client_id: &ClientId) -> Option<Entry> {
        if !self.is_gone(client_id) {
            self.gone.push(client_id.clone());
            self.gone.drain(..self.gone.len().saturating_sub(REMEMBERED));
        }
        let at = self.entries.iter().position(|e| e.client_id == *client_id)?;
        Some(self.entries.remove(at))
    }

    fn postings(&mut self) -> impl Iterator<Item = &mut Posting> {
        self.entries.iter_mut().filter_map(Entry::posting_mut)
    }

    /// Gives every message without a conversation this one; they all belong to the buyer's own.
    pub fn assign(&mut self, conversation: &ConversationId) {
        for posting in self.postings().filter(|posting| posting.conversation.is_none()) {
            posting.conversation = Some(conversation.clone());
        }
    }

    /// Takes a conversation that is gone from its messages.
    pub fn unassign(&mut self, conversation: &ConversationId) {
        for posting in self.postings().filter(|posting| posting.conversation.as_ref() == Some(conversation)) {
            posting.conversation = None;
        }
    }

    /// Entries whose turn has come: the first unsent on each lane, unless it must still wait.
    /// A failed entry does not hold up those after it: the user may never come back to it.
    pub fn due(&self, now: i64) -> Vec<ClientId> {
        let mut taken: Vec<Lane<'_>> = Vec::new();
        let mut due = Vec::new();
        for entry in &self.entries {
            let lane = entry.lane();
            if self.will_not_go(entry) || taken.contains(&lane) {
                continue;
            }
            taken.push(lane);
            let waits = matches!(entry.state, EntryState::Queued | EntryState::Unsure);
            if waits && entry.is_ripe(now) && !self.lacks_files(entry, false) && !self.is_loose(entry) {
                due.push(entry.client_id.clone());
            }
        }
        due
    }

    /// Whether this is a file whose message has not come yet from the tab both were written in. Uploaded now, its
    /// place in the message would be forgotten until that comes.
    fn is_loose(&self, entry: &Entry) -> bool {
        matches!(entry.work, Work::Upload(_)) && self.message_of(&entry.client_id).is_none()
    }

    /// Files whose message has not come.
    pub(super) fn loose(&self) -> Vec<ClientId> {
        let waits = |entry: &&Entry| entry.state == EntryState::Queued && self.is_loose(entry);
        self.entries.iter().filter(waits).map(|entry| entry.client_id.clone()).collect()
    }

    /// The message a file belongs to.
    fn message_of(&self, key: &ClientId) -> Option<&Posting> {
        let mut postings = self.entries.iter().filter_map(Entry::posting);
        postings.find(|posting| posting.files.iter().any(|file| file.file.key == *key))
    }

    /// Whether files of the message are still to be uploaded; if `refused`, only those that never will be.
    fn lacks_files(&self, entry: &Entry, refused: bool) -> bool {
        entry.posting().is_some_and(|posting| {
            posting.files.iter().any(|file| {
                let failed = || self.get(&file.file.key).is_none_or(|e| e.state == EntryState::Failed);
                file.upload.is_none() && (!refused || failed())
            })
        })
    }

    /// Why a message will not go: its own refusal, or that of one of its files.
    pub fn refusal<'a>(&'a self, entry: &'a Entry) -> Option<&'a Refusal> {
        let files = entry.posting().map(|posting| posting.files.as_slice()).unwrap_or_default();
        let of_files = files.iter().find_map(|file| self.get(&file.file.key)?.refusal.as_ref());
        entry.refusal.as_ref().or(of_files)
    }

    /// The keys of an entry and of its files.
    pub fn with_files(&self, client_id: &ClientId) -> Vec<ClientId> {
        let posting = self.get(client_id).and_then(Entry::posting);
        let files = posting.into_iter().flat_map(|posting| &posting.files).map(|file| file.file.key.clone());
        std::iter::once(client_id.clone()).chain(files).collect()
    }

    /// Milliseconds until the next waiting entry may go, if any waits.
    pub fn next_wait(&self, now: i64) -> Option<u32> {
        self.entries
            .iter()
            .filter(|e| matches!(e.state, EntryState::Queued | EntryState::Unsure) && !e.is_ripe(now))
            .filter_map(|e| Some(u32::try_from(e.wait?.1 - now).unwrap_or(u32::MAX)))
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
    use crate::core::testing::{entry, refund, upload, with_file};
    use kefu_contract::{Problem, ProblemCode};

    #[test]
    fn one_at_a_time_per_conversation_and_parallel_across() {
        let mut outbox = Outbox::default();
        for (id, conversation) in [("1", "a"), ("2", "a"), ("3", "b")] {
            outbox.take_in(entry(id, Some(conversation)));
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
        outbox.take_in(entry("1", Some("a")));
        outbox.take_in(entry("2", Some("a")));
        let refusal = Failure::Problem(Box::new(Problem::new(ProblemCode::TextTooLong, "too long")));
        outbox.fail(&"1".into(), &refusal, 0, 0.5);
        assert_eq!(outbox.entries()[0].state, EntryState::Failed);
        assert_eq!(outbox.due(0), [ClientId::from("2")]);
    }

    #[test]
    fn an_unreachable_server_means_later_not_never() {
        let mut outbox = Outbox::default();
        outbox.take_in(entry("1", None));
        outbox.fail(&"1".into(), &Failure::Unreachable, 1_000, 0.5);
        assert_eq!(outbox.due(1_000), []);
        let wait = outbox.next_wait(1_000).unwrap();
        assert_eq!(outbox.due(1_000 + i64::from(wait)), [ClientId::from("1")]);
    }

    #[test]
    fn restoring_keeps_order_keys_and_parked_entries() {
        let mut outbox = Outbox::default();
        outbox.take_in(entry("3", None));
        let mut sending = entry("1", None);
        sending.state = EntryState::Sending;
        let mut parked = entry("2", None);
        parked.refusal = Some(Refusal { reason: "no".into(), code: ProblemCode::Forbidden });
        outbox.restore(vec![parked, sending, entry("3", None)]);
        let ids: Vec<&str> = outbox.entries().iter().map(|e| e.client_id.as_str()).collect();
        assert_eq!(ids, ["1", "2", "3"]);
        assert_eq!(outbox.entries()[0].state, EntryState::Queued);
        assert_eq!(outbox.entries()[1].state, EntryState::Failed);
    }

    #[test]
    fn a_clock_that_was_set_back_keeps_nobody_waiting() {
        let mut outbox = Outbox::default();
        outbox.take_in(entry("1", None));
        let day = 86_400_000;
        outbox.fail(&"1".into(), &Failure::Unreachable, 2 * day, 0.5);
        assert_eq!(outbox.due(2 * day), []);
        assert_eq!(outbox.due(day), [ClientId::from("1")], "the wait was agreed on by another clock");
    }

    #[test]
    fn what_moves_money_is_not_sent_again_before_it_is_known_what_became_of_it() {
        let mut outbox = Outbox::default();
        outbox.restore(vec![refund("1")]);
        assert_eq!(outbox.entries()[0].state, EntryState::Unsure, "it may have been on its way");
        outbox.take_in(Entry { state: EntryState::Queued, ..refund("2") });
        assert_eq!(outbox.due(0), [ClientId::from("1")], "one at a time for one case");
        outbox.get_mut(&"1".into()).unwrap().state = EntryState::Sending;
        outbox.fail(&"1".into(), &Failure::Unreachable, 0, 0.5);
        assert_eq!(outbox.entries()[0].state, EntryState::Unsure);
    }

    #[test]
    fn a_message_waits_for_its_files_and_lets_others_pass_when_one_is_refused() {
        let mut outbox = Outbox::default();
        outbox.take_in(upload("1"));
        outbox.take_in(with_file("2", "1"));
        outbox.take_in(entry("3", Some("a")));
        assert_eq!(outbox.due(0), [ClientId::from("1")], "the message keeps its place");
        let refusal = Failure::Problem(Box::new(Problem::new(ProblemCode::TextTooLong, "too large")));
        outbox.fail(&"1".into(), &refusal, 0, 0.5);
        assert_eq!(outbox.due(0), [ClientId::from("3")]);
        assert_eq!(outbox.refusal(outbox.get(&"2".into()).unwrap()).unwrap().reason, "too large");
    }
}

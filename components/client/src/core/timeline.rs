//! The messages of one conversation, in order, each once.

use kefu_contract::{Cursor, Message, Page};

/// Messages of one conversation as far as they are loaded: contiguous, ascending, without doubles.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    messages: Vec<Message>,
    /// What came by itself since the newest page was asked for.
    early: Vec<Message>,
    /// Where older messages are; `None` when the first is here or nothing was loaded from the server yet.
    older: Option<Cursor>,
    synced: bool,
    /// Grows when what is here comes into doubt: only pages asked for since then can settle it.
    generation: u32,
    loading_older: bool,
}

impl Timeline {
    /// The messages, oldest first.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Whether the server has confirmed these to be the newest messages.
    pub fn is_synced(&self) -> bool {
        self.synced
    }

    /// Whether older messages exist that are not loaded.
    pub fn has_older(&self) -> bool {
        self.older.is_some()
    }

    /// Position of the newest message; 0 when there is none.
    pub fn last_position(&self) -> u64 {
        self.messages.last().map_or(0, |m| m.position)
    }

    /// The cursor to load older messages with, once; `None` while that is under way.
    pub fn begin_older(&mut self) -> Option<Cursor> {
        if self.loading_older {
            return None;
        }
        let cursor = self.older.clone()?;
        self.loading_older = true;
        Some(cursor)
    }

    /// Loading older messages failed; it may be tried again.
    pub fn older_failed(&mut self) {
        self.loading_older = false;
    }

    /// Takes in cached messages. They never displace what the server said.
    pub fn restore(&mut self, cached: Vec<Message>) {
        if !self.synced {
            for message in cached {
                self.insert(message);
            }
        }
    }

    /// Takes in a page of the newest messages, asked for in this generation; it may have been overtaken on its way.
    ///
    /// Rows stay only while there is no doubt that nothing is missing between them. A page that overlaps what
    /// the server confirmed extends it; one that ends before it is old news; anything else replaces what is
    /// there, except for messages after the page's end, which came as events meanwhile.
    pub fn merge_newest(&mut self, generation: u32, page: Page<Message>) {
        if generation != self.generation {
            return;
        }
        let (start, end) =
            page.items.first().zip(page.items.last()).map_or((0, 0), |(a, b)| (a.position, b.position));
        let first = self.messages.first().map_or(0, |m| m.position);
        if self.synced && end < first {
            return;
        }
        let overlaps = self.synced && start <= self.last_position();
        let early = std::mem::take(&mut self.early);
        if !overlaps {
            self.messages.clear();
            early.into_iter().filter(|m| m.position > end).for_each(|m| self.insert(m));
        }
        if !overlaps || start < first {
            self.older = page.before;
        }
        for message in page.items {
            self.insert(message);
        }
        self.synced = true;
    }

    /// Events were missed: what is here may have a hole at its end until the newest page has come.
    pub fn doubt(&mut self) {
        self.synced = false;
        self.generation += 1;
        self.early.clear();
    }

    /// To be given back with the page asked for now.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Takes in the page asked for with this cursor, unless the rows it belonged before are gone.
    pub fn merge_older(&mut self, asked: &Cursor, page: Page<Message>) {
        self.loading_older = false;
        if self.older.as_ref() != Some(asked) {
            return;
        }
        self.older = page.before;
        for message in page.items {
            self.insert(message);
        }
    }

    /// Adds a message that came by itself: an event, or the answer to sending. The answer can be an old message,
    /// sent in an earlier life of the page; it belongs to the part that is not loaded then.
    pub fn add(&mut self, message: Message) {
        let first = self.messages.first().map_or(0, |m| m.position);
        if message.position >= first || self.older.is_none() {
            if !self.synced {
                self.early.push(message.clone());
            }
            self.insert(message);
        }
    }

    fn insert(&mut self, message: Message) {
        match self.messages.binary_search_by_key(&message.position, |m| m.position) {
            Ok(at) => self.messages[at] = message,
            Err(at) => self.messages.insert(at, message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::testing::message;
    use proptest::prelude::*;

    fn page(range: std::ops::RangeInclusive<u64>) -> Page<Message> {
        let before = (*range.start() > 1).then(|| Cursor(format!("<{}", range.start())));
        Page { items: range.map(|p| message("c", p)).collect(), before, after: None }
    }

    fn positions(timeline: &Timeline) -> Vec<u64> {
        timeline.messages().iter().map(|m| m.position).collect()
    }

    #[test]
    fn a_page_that_joins_extends_and_one_that_does_not_replaces() {
        let mut timeline = Timeline::default();
        timeline.merge_newest(0, page(1..=3));
        timeline.merge_newest(0, page(3..=5));
        assert_eq!(positions(&timeline), [1, 2, 3, 4, 5]);
        timeline.merge_newest(0, page(9..=10));
        assert_eq!(positions(&timeline), [9, 10]);
        assert!(timeline.has_older());
    }

    #[test]
    fn cached_rows_of_a_servers_former_life_do_not_survive_its_first_page() {
        let mut timeline = Timeline::default();
        timeline.restore((1..=40).map(|p| message("c", p)).collect());
        timeline.add(message("c", 4));
        timeline.add(message("c", 4));
        timeline.merge_newest(0, page(1..=3));
        assert_eq!(positions(&timeline), [1, 2, 3, 4]);
    }

    #[test]
    fn a_page_that_was_overtaken_by_a_newer_one_is_old_news() {
        let mut timeline = Timeline::default();
        timeline.merge_newest(0, page(6..=10));
        timeline.merge_newest(0, page(1..=3));
        assert_eq!(positions(&timeline), [6, 7, 8, 9, 10]);
        assert!(timeline.has_older());
    }

    #[test]
    fn after_missed_events_only_the_newest_page_counts() {
        let mut timeline = Timeline::default();
        timeline.merge_newest(0, page(1..=10));
        timeline.doubt();
        timeline.add(message("c", 17));
        timeline.merge_newest(0, page(1..=10));
        assert!(!timeline.is_synced(), "a page asked for before the doubt cannot settle it");
        timeline.merge_newest(1, page(12..=16));
        assert_eq!(positions(&timeline), [12, 13, 14, 15, 16, 17]);
    }

    #[test]
    fn an_event_that_overtakes_the_page_is_kept() {
        let mut timeline = Timeline::default();
        timeline.add(message("c", 9));
        timeline.merge_newest(0, page(6..=8));
        assert_eq!(positions(&timeline), [6, 7, 8, 9]);
    }

    #[test]
    fn cached_rows_never_hide_a_hole() {
        let mut timeline = Timeline::default();
        timeline.restore((4..=6).map(|p| message("c", p)).collect());
        assert!(!timeline.is_synced());
        timeline.merge_newest(0, page(6..=8));
        assert_eq!(positions(&timeline), [6, 7, 8]);
        assert!(timeline.has_older(), "4 and 5 are asked for again, with a cursor");
    }

    #[test]
    fn older_pages_are_asked_for_once_at_a_time() {
        let mut timeline = Timeline::default();
        timeline.merge_newest(0, page(5..=6));
        assert!(timeline.begin_older().is_some());
        assert!(timeline.begin_older().is_none());
        timeline.older_failed();
        assert!(timeline.begin_older().is_some());
        timeline.merge_older(&Cursor("<4".into()), page(1..=3));
        assert_eq!(positions(&timeline), [5, 6], "a page for rows that are gone");
        assert!(timeline.begin_older().is_some());
        timeline.merge_older(&Cursor("<5".into()), page(1..=4));
        assert_eq!(positions(&timeline), [1, 2, 3, 4, 5, 6]);
        assert!(!timeline.has_older());
    }

    proptest! {
        #[test]
        fn any_order_of_arrival_gives_the_same_list(mut arrivals in prop::collection::vec(1u64..40, 0..80)) {
            let mut timeline = Timeline::default();
            for position in &arrivals {
                timeline.add(message("c", *position));
            }
            arrivals.sort_unstable();
            arrivals.dedup();
            prop_assert_eq!(positions(&timeline), arrivals);
        }
    }
}

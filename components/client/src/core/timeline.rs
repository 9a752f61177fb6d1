//! The messages of one conversation, in order, each once.

use kefu_contract::{Cursor, Message, Page};

/// Messages of one conversation as far as they are loaded: contiguous, ascending, without doubles.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    messages: Vec<Message>,
    /// Where older messages are; `None` when the first is here or nothing was loaded from the server yet.
    older: Option<Cursor>,
    synced: bool,
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

    /// Takes in the newest page.
    ///
    /// What the server confirmed earlier stays when it joins the page without a hole. Everything else before
    /// the page's end is dropped: cached rows, or rows before a hole, would silently hide missing messages.
    /// Messages after the page's end came as events while the page was on its way.
    pub fn merge_newest(&mut self, page: Page<Message>) {
        let start = page.items.first().map_or(0, |m| m.position);
        let end = page.items.last().map_or(0, |m| m.position);
        let joins = self.synced && (page.before.is_none() || self.last_position() >= start);
        if !joins {
            self.messages.retain(|m| m.position > end);
            self.older = page.before;
        }
        for message in page.items {
            self.insert(message);
        }
        self.synced = true;
    }

    /// Takes in a page asked for with [`Timeline::begin_older`].
    pub fn merge_older(&mut self, page: Page<Message>) {
        self.loading_older = false;
        self.older = page.before;
        for message in page.items {
            self.insert(message);
        }
    }

    /// Adds or replaces one message; returns whether it was new.
    pub fn insert(&mut self, message: Message) -> bool {
        match self.messages.binary_search_by_key(&message.position, |m| m.position) {
            Ok(at) => {
                self.messages[at] = message;
                false
            }
            Err(at) => {
                self.messages.insert(at, message);
                true
            }
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
        timeline.merge_newest(page(1..=3));
        timeline.merge_newest(page(3..=5));
        assert_eq!(positions(&timeline), [1, 2, 3, 4, 5]);
        timeline.merge_newest(page(9..=10));
        assert_eq!(positions(&timeline), [9, 10]);
        assert!(timeline.has_older());
    }

    #[test]
    fn an_event_that_overtakes_the_page_is_kept() {
        let mut timeline = Timeline::default();
        timeline.insert(message("c", 9));
        timeline.merge_newest(page(6..=8));
        assert_eq!(positions(&timeline), [6, 7, 8, 9]);
    }

    #[test]
    fn cached_rows_never_hide_a_hole() {
        let mut timeline = Timeline::default();
        timeline.restore((4..=6).map(|p| message("c", p)).collect());
        assert!(!timeline.is_synced());
        timeline.merge_newest(page(6..=8));
        assert_eq!(positions(&timeline), [6, 7, 8]);
        assert!(timeline.has_older(), "4 and 5 are asked for again, with a cursor");
    }

    #[test]
    fn older_pages_are_asked_for_once_at_a_time() {
        let mut timeline = Timeline::default();
        timeline.merge_newest(page(5..=6));
        assert!(timeline.begin_older().is_some());
        assert!(timeline.begin_older().is_none());
        timeline.older_failed();
        assert!(timeline.begin_older().is_some());
        timeline.merge_older(page(1..=4));
        assert_eq!(positions(&timeline), [1, 2, 3, 4, 5, 6]);
        assert!(!timeline.has_older());
    }

    proptest! {
        #[test]
        fn any_order_of_arrival_gives_the_same_list(mut arrivals in prop::collection::vec(1u64..40, 0..80)) {
            let mut timeline = Timeline::default();
            for position in &arrivals {
                timeline.insert(message("c", *position));
            }
            arrivals.sort_unstable();
            arrivals.dedup();
            prop_assert_eq!(positions(&timeline), arrivals);
        }
    }
}

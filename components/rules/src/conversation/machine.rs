//! The state table: status × event → status.

use super::denial::Denial;
use kefu_contract::ConversationStatus;

/// What moves a conversation from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Put aside until later.
    Snooze,
    /// Finished.
    Close,
    /// Taken up again, before its time if it was put aside.
    Reopen,
    /// Given to a colleague or back to the queue.
    HandOver,
    /// The buyer asks for a human.
    AskHuman,
    /// The time of a snoozed one has come.
    Wake,
}

impl Event {
    /// Every event, in the order of the table's columns.
    pub const ALL: [Event; 6] =
        [Event::Snooze, Event::Close, Event::Reopen, Event::HandOver, Event::AskHuman, Event::Wake];

    /// The column of the table.
    const fn column(self) -> usize {
        match self {
            Self::Snooze => 0,
            Self::Close => 1,
            Self::Reopen => 2,
            Self::HandOver => 3,
            Self::AskHuman => 4,
            Self::Wake => 5,
        }
    }
}

/// The status after `event`; nothing where the event cannot happen.
///
/// A status of the contract without a row does not compile. Statuses of other versions have no way out.
#[rustfmt::skip]
pub fn next(from: &ConversationStatus, event: Event) -> Option<ConversationStatus> {
    use ConversationStatus::{Closed, Open, Other, Snoozed};
    let no = || None;
    let row: [Option<ConversationStatus>; 6] = match from {
        //           Snooze         Close         Reopen      HandOver    AskHuman    Wake
        Open     => [Some(Snoozed), Some(Closed), no(),       Some(Open), Some(Open), no()],
        Snoozed  => [Some(Snoozed), Some(Closed), Some(Open), Some(Open), Some(Open), Some(Open)],
        Closed   => [no(),          no(),         Some(Open), no(),       Some(Open), no()],
        Other(_) => [no(),          no(),         no(),       no(),       no(),       no()],
    };
    row.into_iter().nth(event.column()).flatten()
}

/// The status after `event`, or what stands in the way.
pub(super) fn step(from: &ConversationStatus, event: Event) -> Result<ConversationStatus, Denial> {
    next(from, event).ok_or(match from {
        ConversationStatus::Closed => Denial::Closed,
        ConversationStatus::Open | ConversationStatus::Snoozed => Denial::NotClosed,
        ConversationStatus::Other(_) => Denial::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_in_order() {
        for (i, event) in Event::ALL.into_iter().enumerate() {
            assert_eq!(event.column(), i);
        }
    }

    #[test]
    fn nothing_is_a_dead_end_but_what_is_unknown() {
        for wire in ConversationStatus::KNOWN {
            let from = ConversationStatus::from(*wire);
            let reached: Vec<_> = Event::ALL.into_iter().filter_map(|event| next(&from, event)).collect();
            assert!(reached.contains(&ConversationStatus::Open), "{wire}");
        }
        let unknown = ConversationStatus::from("archived");
        assert!(Event::ALL.into_iter().all(|event| step(&unknown, event) == Err(Denial::Unknown)));
    }
}

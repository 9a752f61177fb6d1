//! From rows to lines: day headings, who speaks, and the blocks they are drawn in.

use crate::kit::{Day, LocalTime};
use kefu_client::{Delivery, Row};
use kefu_contract::{ContentType, Timestamp};

/// Rows of one block. Blocks outside the viewport are skipped by the browser's layout
/// (`content-visibility: auto`), which keeps long histories quick while find-in-page still works.
const BLOCK: u64 = 50;

/// A pause after which the sender is named again, in milliseconds.
const NEW_GROUP_AFTER_MS: i64 = 5 * 60 * 1_000;

/// One row with what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) row: Row,
    pub(super) time: LocalTime,
    /// The day, where a new one begins.
    pub(super) day: Option<Day>,
    /// Whether a group begins here: the sender is named.
    pub(super) lead: bool,
    /// Whether a group ends here: its time is told.
    pub(super) tail: bool,
}

impl Line {
    /// Whether time and delivery stand under the bubble: at the end of a group, and wherever a message has not
    /// arrived yet.
    pub(super) fn is_dated(&self) -> bool {
        self.tail || !matches!(self.row.delivery, None | Some(Delivery::Sent | Delivery::Read))
    }
}

/// Lines drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) key: u64,
    pub(super) lines: Vec<Line>,
}

/// Arranges rows into blocks. A block's key depends on positions alone, so older messages that arrive later
/// never move the ones already drawn.
pub(super) fn arrange(rows: Vec<Row>, local: impl Fn(Timestamp) -> LocalTime) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<(LocalTime, Timestamp, String)> = None;
    for row in rows {
        let time = local(row.at);
        // Notices stand between the groups and belong to none.
        let speaker = row.sender.as_ref().filter(|_| row.content.kind != ContentType::Notice);
        let sender = speaker.map_or(String::new(), |p| p.id.0.clone());
        let new_day = before.as_ref().is_none_or(|(t, ..)| t.day != time.day);
        let lead = new_day
            || before
                .as_ref()
                .is_none_or(|(_, at, who)| *who != sender || row.at.since(*at) > NEW_GROUP_AFTER_MS);
        before = Some((time, row.at, sender));
        if !lead && let Some(former) = blocks.last_mut().and_then(|b| b.lines.last_mut()) {
            former.tail = false;
        }
        let last_key = blocks.last().map_or(0, |b| b.key);
        let key = row.position.map_or(last_key, |p| p / BLOCK).max(last_key);
        let line = Line { row, time, day: new_day.then_some(time.day), lead, tail: true };
        match blocks.last_mut() {
            Some(block) if block.key == key => block.lines.push(line),
            _ => blocks.push(Block { key, lines: vec![line] }),
        }
    }
    blocks
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use kefu_contract::{Content, Person, Role};

    pub(in crate::chat_panel) fn row(position: Option<u64>, sender: &str, minute: i64) -> Row {
        Row {
            key: format!("{position:?}-{minute}"),
            id: None,
            client_id: None,
            position,
            sender: Some(Person {
                id: sender.into(),
                name: sender.into(),
                role: Role::Buyer,
                avatar_url: None,
            }),
            own: false,
            own_side: false,
            content: Content::text("x"),
            note: false,
            at: Timestamp::from_unix_ms(minute * 60_000),
            delivery: None,
        }
    }

    /// UTC, with days counted from the epoch as days of one month.
    fn utc(at: Timestamp) -> LocalTime {
        let minutes = at.unix_ms / 60_000;
        let day = Day { year: 1970, month: 1, day: 1 + (minutes / 1_440) as u32 };
        LocalTime { day, hour: (minutes / 60 % 24) as u32, minute: (minutes % 60) as u32 }
    }

    #[test]
    fn senders_are_named_once_per_group_and_days_once() {
        let rows = vec![
            row(Some(1), "a", 0),
            row(Some(2), "a", 1),
            row(Some(3), "b", 2),
            row(Some(4), "b", 30),
            row(Some(5), "b", 1_440),
        ];
        let lines: Vec<Line> = arrange(rows, utc).into_iter().flat_map(|b| b.lines).collect();
        let shape: Vec<(bool, bool)> = lines.iter().map(|l| (l.day.is_some(), l.lead)).collect();
        assert_eq!(shape, [(true, true), (false, false), (false, true), (false, true), (true, true)]);
    }

    #[test]
    fn groups_end_before_another_sender_a_pause_a_notice_and_the_end() {
        let mut notice = row(Some(52), "b", 32);
        notice.content.kind = ContentType::Notice;
        let rows = vec![
            row(Some(48), "a", 0),
            row(Some(49), "a", 1),
            row(Some(50), "a", 2),
            row(Some(51), "b", 30),
            notice,
            row(Some(53), "b", 33),
            row(Some(54), "b", 40),
            row(None, "b", 41),
        ];
        let lines: Vec<Line> = arrange(rows, utc).into_iter().flat_map(|b| b.lines).collect();
        let tails: Vec<bool> = lines.iter().map(|l| l.tail).collect();
        assert_eq!(tails, [false, false, true, true, true, true, false, true]);
    }

    #[test]
    fn only_what_has_arrived_waits_for_the_end_of_its_group_to_be_dated() {
        let dated = |tail, delivery| {
            let mut line = arrange(vec![row(Some(1), "a", 0)], utc).remove(0).lines.remove(0);
            (line.tail, line.row.delivery) = (tail, delivery);
            line.is_dated()
        };
        for delivery in [None, Some(Delivery::Sent), Some(Delivery::Read)] {
            assert!(!dated(false, delivery.clone()) && dated(true, delivery));
        }
        for delivery in [Delivery::Queued, Delivery::Sending, Delivery::Failed("x".into())] {
            assert!(dated(false, Some(delivery)));
        }
    }

    #[test]
    fn blocks_stay_the_same_when_older_rows_arrive() {
        let newer = arrange((120..=130).map(|p| row(Some(p), "a", p as i64)).collect(), utc);
        let all = arrange((60..=130).map(|p| row(Some(p), "a", p as i64)).collect(), utc);
        assert_eq!(newer.len(), 1);
        assert_eq!(all.iter().map(|b| b.key).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(newer[0].key, all[1].key);
    }

    #[test]
    fn unsent_rows_join_the_last_block() {
        let rows = vec![row(Some(49), "a", 0), row(Some(50), "a", 1), row(None, "a", 2)];
        let sizes: Vec<usize> = arrange(rows, utc).iter().map(|b| b.lines.len()).collect();
        assert_eq!(sizes, [1, 2]);
    }
}

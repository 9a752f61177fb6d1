//! The composer's decisions: what a key does, whether the draft can be sent, when to tell that it is written.

use kefu_contract::{LengthLimit, Timestamp};

/// What a key press in the composer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyAction {
    /// Send the draft instead of breaking the line.
    Send,
    /// Close the panel.
    Close,
    /// Leave it to the browser.
    Pass,
}

/// The key code browsers report for keys an input method is handling.
const IME_KEY_CODE: u32 = 229;

/// Decides about a key press.
///
/// Enter confirms the candidate while an input method is composing and must not send half a word. Safari ends
/// the composition *before* that Enter arrives, and only its key code still tells.
pub(super) fn on_key(key: &str, shift: bool, composing: bool, key_code: u32) -> KeyAction {
    if composing || key_code == IME_KEY_CODE {
        return KeyAction::Pass;
    }
    match key {
        "Enter" if !shift => KeyAction::Send,
        "Escape" => KeyAction::Close,
        _ => KeyAction::Pass,
    }
}

/// Whether a draft can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draft {
    /// Nothing but white space.
    Empty,
    /// Ready; with the room left when the end is near.
    Ready {
        /// Units left, once fewer than a tenth of the limit.
        left: Option<u32>,
    },
    /// Too long by this many units.
    TooLong(u32),
}

/// Measures a draft against the session's limit, when that is known.
pub(super) fn measure(text: &str, limit: Option<&LengthLimit>) -> Draft {
    if text.trim().is_empty() {
        return Draft::Empty;
    }
    let Some(limit) = limit else { return Draft::Ready { left: None } };
    let length = limit.measure(text);
    if length > limit.max {
        return Draft::TooLong(length - limit.max);
    }
    let left = limit.max - length;
    Draft::Ready { left: (left < limit.max / 10).then_some(left) }
}

/// How often the other side is told that one is writing, in milliseconds; it forgets after six seconds.
const TYPING_REPEATS_MS: i64 = 3_000;

/// Whether the other side, last told at `told`, is to be told again that one is still writing.
pub(super) fn typing_is_due(told: Option<Timestamp>, now: Timestamp) -> bool {
    // A clock that was set back must not silence it.
    told.is_none_or(|told| !(0..TYPING_REPEATS_MS).contains(&now.since(told)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::LengthUnit;

    #[test]
    fn keys_read_as_a_table() {
        let table = [
            ("Enter", false, false, 13, KeyAction::Send),
            ("Enter", true, false, 13, KeyAction::Pass),
            ("Enter", false, true, 229, KeyAction::Pass),
            // Safari's late Enter after the composition ended.
            ("Enter", false, false, 229, KeyAction::Pass),
            ("Escape", false, false, 27, KeyAction::Close),
            ("Escape", false, true, 229, KeyAction::Pass),
            ("a", false, false, 65, KeyAction::Pass),
        ];
        for (key, shift, composing, code, expected) in table {
            assert_eq!(on_key(key, shift, composing, code), expected, "{key} {shift} {composing} {code}");
        }
    }

    #[test]
    fn typing_is_told_at_once_and_every_three_seconds() {
        let at = Timestamp::from_unix_ms;
        assert!(typing_is_due(None, at(0)));
        for (now, due) in [(10_000, false), (12_999, false), (13_000, true), (60_000, true), (9_999, true)] {
            assert_eq!(typing_is_due(Some(at(10_000)), at(now)), due, "{now}");
        }
    }

    #[test]
    fn drafts_are_measured_in_the_servers_unit() {
        let limit = LengthLimit { max: 20, unit: LengthUnit::Chars };
        assert_eq!(measure(" \n\u{3000}", Some(&limit)), Draft::Empty);
        assert_eq!(measure("你好", Some(&limit)), Draft::Ready { left: None });
        assert_eq!(measure(&"好".repeat(19), Some(&limit)), Draft::Ready { left: Some(1) });
        assert_eq!(measure(&"好".repeat(23), Some(&limit)), Draft::TooLong(3));
        assert_eq!(measure("x", None), Draft::Ready { left: None });
    }
}

//! The waiting timer (等待计时): how long a buyer has been without a human answer, and how bad that is.

use crate::business_hours;
use crate::policy::BusinessHours;
use kefu_contract::{Conversation, Timestamp, WaitPolicy};
use std::cmp::Ordering;

/// Urgency of a waiting conversation. Ordered: later is more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitLevel {
    /// Within the normal time.
    Calm,
    /// Past the warning threshold.
    Warn,
    /// The answer is late.
    Breach,
}

/// The policy where a backend sends none; see [`crate::policy`].
pub use crate::policy::DEFAULT_WAITING as DEFAULT_POLICY;

/// Whole seconds waited; never negative, even when clocks disagree.
pub fn waited_seconds(waiting_since: Timestamp, now: Timestamp) -> u64 {
    u64::try_from(now.since(waiting_since) / 1_000).unwrap_or(0)
}

/// How urgent a wait has become.
///
/// ```
/// use kefu_contract::Timestamp;
/// use kefu_rules::waiting::{DEFAULT_POLICY, WaitLevel, level};
/// let (asked, now) = (Timestamp::from_unix_ms(0), Timestamp::from_unix_ms(120_000));
/// assert_eq!(level(asked, now, &DEFAULT_POLICY), WaitLevel::Warn);
/// ```
pub fn level(waiting_since: Timestamp, now: Timestamp, policy: &WaitPolicy) -> WaitLevel {
    let waited = waited_seconds(waiting_since, now);
    if waited >= u64::from(policy.breach_s) {
        WaitLevel::Breach
    } else if waited >= u64::from(policy.warn_s) {
        WaitLevel::Warn
    } else {
        WaitLevel::Calm
    }
}

/// Whether a conversation counts in the figures of waiting: only those begun within business hours do.
///
/// The beginning decides and not the single message, so that reopening an old conversation changes nothing.
pub fn counts(started_at: Timestamp, hours: &BusinessHours) -> bool {
    business_hours::is_open(hours, started_at)
}

/// The order of an agent's list: longest waiting first, then the most recently changed; ids break ties.
pub fn by_urgency(a: &Conversation, b: &Conversation) -> Ordering {
    match (a.waiting_since, b.waiting_since) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => b.updated_at.cmp(&a.updated_at),
    }
    .then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AT: fn(i64) -> Timestamp = Timestamp::from_unix_ms;

    #[test]
    fn thresholds_are_inclusive() {
        let cases = [
            (0, WaitLevel::Calm),
            (99, WaitLevel::Calm),
            (100, WaitLevel::Warn),
            (179, WaitLevel::Warn),
            (180, WaitLevel::Breach),
        ];
        for (seconds, expected) in cases {
            assert_eq!(level(AT(0), AT(seconds * 1_000), &DEFAULT_POLICY), expected, "{seconds} s");
        }
    }

    #[test]
    fn only_conversations_begun_within_hours_count() {
        let day = vec![crate::policy::Window { from_min: 60, to_min: 120 }];
        let hours = BusinessHours { utc_offset_min: 0, week: std::array::from_fn(|_| day.clone()) };
        assert!(!counts(AT(59 * 60_000), &hours) && counts(AT(60 * 60_000), &hours));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_skewed_clock_never_gives_negative_waits(since in any::<i32>(), now in any::<i32>()) {
            let waited = waited_seconds(AT(since.into()), AT(now.into()));
            prop_assert_eq!(waited, u64::try_from((i64::from(now) - i64::from(since)).max(0) / 1_000).unwrap());
        }

        #[test]
        fn urgency_only_grows_with_time(since in 0i64..1_000_000, a in 0i64..1_000_000, b in 0i64..1_000_000) {
            let (early, late) = (a.min(b), a.max(b));
            prop_assert!(level(AT(since), AT(early), &DEFAULT_POLICY) <= level(AT(since), AT(late), &DEFAULT_POLICY));
        }
    }
}

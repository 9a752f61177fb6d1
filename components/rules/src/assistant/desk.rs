//! Who is there to answer.

use crate::business_hours::{is_open, next_opening};
use crate::policy::Policy;
use kefu_contract::Timestamp;

/// Who is there to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// Somebody (在线).
    Online,
    /// Somebody, with enough to do (忙碌).
    Busy,
    /// Nobody (离开).
    Away,
    /// The shop is closed (非营业时间), until then if it is known.
    Closed(Option<Timestamp>),
}

impl Desk {
    /// How it looks at `now` with so many people at the desk and so many other buyers waiting.
    ///
    /// ```
    /// # use kefu_contract::Timestamp;
    /// # use kefu_rules::{assistant::Desk, policy::Policy};
    /// let (policy, noon) = (Policy::default(), Timestamp::parse("2026-11-20T12:00:00+08:00")?);
    /// assert_eq!(Desk::at(noon, 2, 5, &policy), Desk::Online);
    /// assert_eq!(Desk::at(noon, 2, 6, &policy), Desk::Busy);
    /// assert_eq!(Desk::at(noon, 0, 0, &policy), Desk::Away);
    /// let morning = Timestamp::parse("2026-11-21T09:00:00+08:00")?;
    /// assert_eq!(Desk::at(noon.plus_ms(11 * 3_600_000), 2, 0, &policy), Desk::Closed(Some(morning)));
    /// # Ok::<(), kefu_contract::TimestampError>(())
    /// ```
    pub fn at(now: Timestamp, people: u64, waiting: u64, policy: &Policy) -> Self {
        let hours = &policy.business_hours;
        if !is_open(hours, now) {
            return Self::Closed(next_opening(hours, now));
        }
        let enough = people.saturating_mul(u64::from(policy.assistant.automatic.busy_from));
        match people {
            0 => Self::Away,
            _ if waiting >= enough => Self::Busy,
            _ => Self::Online,
        }
    }
}

//! When the shop answers; the arithmetic is in [`crate::business_hours`].

use serde::{Deserialize, Serialize};

/// A span of the local day, in minutes since midnight. The start belongs to it, the end does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First minute, 0 to 1439.
    pub from_min: u16,
    /// Minute after the last, up to 1440. Not after `from_min`: it ends on the next day.
    pub to_min: u16,
}

/// When the shop answers (营业时间), in local time at a fixed offset from UTC.
///
/// Callers in zones with summer time pass the offset that holds on the day in question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BusinessHours {
    /// Minutes east of UTC; China is 480.
    pub utc_offset_min: i32,
    /// Windows by weekday, Monday first. A day without windows is closed.
    pub week: [Vec<Window>; 7],
}

impl Default for BusinessHours {
    /// 9:00 to 22:00 China time every day: the complement of the quiet hours of reminders.
    fn default() -> Self {
        let day = vec![Window { from_min: 9 * 60, to_min: 22 * 60 }];
        Self { utc_offset_min: 8 * 60, week: std::array::from_fn(|_| day.clone()) }
    }
}

//! How often and when a buyer may be reminded to pay.

use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// How often and when a buyer may be reminded to pay (催付). Hours of the day are in the shop's local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReminderPolicy {
    /// Minutes after ordering before the first reminder.
    pub min_age_min: u32,
    /// Orders below this amount are not worth a reminder; missing means all are.
    pub min_amount: Option<Money>,
    /// Most reminders on one local calendar day.
    pub per_day: u32,
    /// Most reminders in all.
    pub total: u32,
    /// Minute of the local day at which quiet begins.
    pub quiet_from_min: u32,
    /// Minute of the local day at which quiet ends; the same as the beginning means never quiet.
    pub quiet_to_min: u32,
}

impl Default for ReminderPolicy {
    fn default() -> Self {
        Self {
            min_age_min: 30,
            min_amount: None,
            per_day: 1,
            total: 2,
            quiet_from_min: 22 * 60,
            quiet_to_min: 9 * 60,
        }
    }
}

//! Thresholds of recency, frequency and money.

use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// Thresholds of recency, frequency and money, and the tiers that follow.
///
/// Each list holds the bounds of the scores; with four bounds scores run from 1 to 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RfmPolicy {
    /// Days since the last purchase, ascending; a customer within the first bound has the best score.
    pub recency_days: Vec<u32>,
    /// Number of purchases, ascending; reaching a bound adds a point.
    pub frequency: Vec<u32>,
    /// Money spent, ascending, in one currency; reaching a bound adds a point.
    pub monetary: Vec<Money>,
    /// A score from here on counts as high when segments are told apart.
    pub high_from: u8,
    /// Sum of the three scores from which a customer is senior (高级会员).
    pub senior_from: u8,
    /// Sum from which a customer is VIP.
    pub vip_from: u8,
    /// Sum from which a customer is supreme VIP (至尊 VIP).
    pub supreme_from: u8,
}

impl Default for RfmPolicy {
    fn default() -> Self {
        Self {
            recency_days: vec![30, 90, 180, 365],
            frequency: vec![2, 4, 8, 15],
            monetary: [20_000, 50_000, 100_000, 300_000].map(Money::cny).to_vec(),
            high_from: 4,
            senior_from: 8,
            vip_from: 11,
            supreme_from: 14,
        }
    }
}

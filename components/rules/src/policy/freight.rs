//! How a courier is chosen.

use serde::{Deserialize, Serialize};

/// How a courier is chosen (选择快递).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FreightPolicy {
    /// Prefer the fastest courier and take the cheaper of equals; otherwise the cheapest, the faster of equals.
    pub prefer_fastest: bool,
    /// Couriers promising more days than this are not used; missing means no bound.
    pub max_days: Option<u32>,
}

//! What an agent may grant alone.

use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// What an agent may grant without asking a supervisor (权限额度).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgentLimits {
    /// Largest price reduction on an unpaid order, in basis points of its amount: 1000 is 10 %.
    pub price_cut_bp: u32,
    /// Largest partial compensation (折价补偿) of one case.
    pub compensation: Money,
    /// Largest refund of one case.
    pub refund: Money,
}

impl Default for AgentLimits {
    fn default() -> Self {
        Self { price_cut_bp: 1_000, compensation: Money::cny(5_000), refund: Money::cny(50_000) }
    }
}

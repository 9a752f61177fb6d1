//! Thresholds of the figures.

use serde::{Deserialize, Serialize};

/// Thresholds of the figures (绩效).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FiguresPolicy {
    /// A reply within this many seconds is in time; 180 is the "3-minute reply".
    pub reply_within_s: u32,
    /// Ratings of service from this score on count as satisfied.
    pub satisfied_from: u8,
}

impl Default for FiguresPolicy {
    fn default() -> Self {
        Self { reply_within_s: 180, satisfied_from: 4 }
    }
}

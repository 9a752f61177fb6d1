//! Thresholds and targets of the figures.

use serde::{Deserialize, Serialize};

/// Thresholds of the figures (绩效).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FiguresPolicy {
    /// A reply within this many seconds is in time; 180 is the "3-minute reply".
    pub reply_within_s: u32,
    /// Ratings of service from this score on count as satisfied.
    pub satisfied_from: u8,
    /// An order within this many hours after a question follows from it (询单转化).
    pub order_within_h: u32,
    /// Where a buyer has been silent for so many hours after the assistant answered, nothing was left to ask (自助率).
    pub self_service_after_h: u32,
    /// What the shop aims at.
    pub targets: FigureTargets,
}

impl Default for FiguresPolicy {
    fn default() -> Self {
        Self {
            reply_within_s: 180,
            satisfied_from: 4,
            order_within_h: 72,
            self_service_after_h: 24,
            targets: FigureTargets::default(),
        }
    }
}

/// What the shop aims at (目标); missing where it aims at nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FigureTargets {
    /// First response (首次响应), in seconds; less is better.
    pub first_response_s: Option<u32>,
    /// Average response (平均响应), in seconds; less is better.
    pub average_response_s: Option<u32>,
    /// Replies in time (3 分钟回复率), in basis points; more is better.
    pub reply_in_time_bp: Option<u32>,
    /// Satisfaction (满意度), in basis points; more is better.
    pub satisfaction_bp: Option<u32>,
}

impl Default for FigureTargets {
    fn default() -> Self {
        Self {
            first_response_s: Some(30),
            average_response_s: Some(60),
            reply_in_time_bp: Some(9_000),
            satisfaction_bp: Some(9_000),
        }
    }
}

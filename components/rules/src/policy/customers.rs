//! What is filed about customers, and what follows from their orders.

use serde::{Deserialize, Serialize};

/// Limits of a customer's file, and thresholds of what it says by itself (客户).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerPolicy {
    /// Most labels of one customer.
    pub tags: u32,
    /// Longest label, in characters.
    pub tag_chars: u32,
    /// Longest name of a group, in characters.
    pub group_chars: u32,
    /// Purchases from which somebody is a loyal customer (忠诚客户).
    pub loyal_from: u32,
    /// Orders with money paid back from which staff are warned.
    pub many_refunds: u32,
    /// Days back from now in which such orders were paid.
    pub refunds_within_d: u32,
}

impl Default for CustomerPolicy {
    fn default() -> Self {
        Self {
            tags: 20,
            tag_chars: 20,
            group_chars: 20,
            loyal_from: 3,
            many_refunds: 3,
            refunds_within_d: 90,
        }
    }
}

//! Buyers who are paid back unusually often: a hint to look twice, never a reason to refuse.

use crate::policy::RefundWatchPolicy;

/// How many of a buyer's orders were paid, and paid back, in the time the policy looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RefundRecord {
    /// Orders paid.
    pub paid: u32,
    /// Orders of which something was paid back.
    pub refunded: u32,
}

/// Whether that is unusually often.
///
/// ```
/// # use kefu_rules::{policy::RefundWatchPolicy, safety::refunds::{RefundRecord, unusual}};
/// let policy = RefundWatchPolicy::default();
/// assert!(unusual(RefundRecord { paid: 10, refunded: 3 }, &policy));
/// assert!(!unusual(RefundRecord { paid: 11, refunded: 3 }, &policy), "a regular customer");
/// assert!(!unusual(RefundRecord { paid: 2, refunded: 2 }, &policy), "too few to say");
/// ```
pub fn unusual(record: RefundRecord, policy: &RefundWatchPolicy) -> bool {
    // What was paid before that time may be paid back within it.
    let whole = u64::from(record.paid.max(record.refunded));
    let enough = record.refunded >= policy.orders;
    enough && u64::from(record.refunded) * 10_000 >= whole * u64::from(policy.share_bp)
}

//! What public replies must not say, and how strictly.

use serde::{Deserialize, Serialize};

/// How strict a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Warn; the author may send it anyway.
    Soft,
    /// Refuse.
    Hard,
}

/// The severity of each rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GuardSeverities {
    /// Telephone numbers.
    pub phone: Severity,
    /// Order numbers.
    pub order_number: Severity,
    /// The buyer's name.
    pub name: Severity,
    /// The buyer's address.
    pub address: Severity,
    /// Insults.
    pub insult: Severity,
    /// Blaming the buyer.
    pub blame: Severity,
    /// A reward for writing, changing or removing a review.
    pub reward: Severity,
    /// A promise the policy does not cover.
    pub promise: Severity,
}

impl Default for GuardSeverities {
    fn default() -> Self {
        use Severity::{Hard, Soft};
        Self {
            phone: Hard,
            order_number: Hard,
            name: Hard,
            address: Hard,
            insult: Hard,
            blame: Soft,
            reward: Hard,
            promise: Soft,
        }
    }
}

/// What public replies must not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReplyGuardPolicy {
    /// The severity of each rule.
    pub severity: GuardSeverities,
    /// Runs of at least this many digits are taken for order numbers.
    pub order_digits: u32,
    /// A reward and a review this many characters apart, in one sentence, belong together.
    pub reward_distance: u32,
    /// Names shorter than this many characters are not searched for: a single letter is in every text.
    pub min_name_chars: u32,
    /// Promises of the word list that this shop does keep, e.g. `假一赔十`.
    pub promises_kept: Vec<String>,
    /// Further words that count as insults.
    pub extra_insults: Vec<String>,
    /// Own telephone numbers of the shop, which may stand in a reply.
    pub own_phones: Vec<String>,
}

impl Default for ReplyGuardPolicy {
    fn default() -> Self {
        Self {
            severity: GuardSeverities::default(),
            order_digits: 12,
            reward_distance: 40,
            min_name_chars: 2,
            promises_kept: Vec::new(),
            extra_insults: Vec::new(),
            own_phones: Vec::new(),
        }
    }
}

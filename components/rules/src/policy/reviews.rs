//! Windows of reviews and the ages by which they are worked on.

use serde::{Deserialize, Serialize};

/// Windows and limits of reviews (评价).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewPolicy {
    /// Days after completion in which the buyer may review; then the rating defaults to good.
    pub write_within_d: u32,
    /// Days after the review in which its author may change or remove a neutral or bad one.
    pub change_within_d: u32,
    /// How often the author may change it.
    pub changes: u32,
    /// Days after the review in which the merchant may explain (解释).
    pub explain_within_d: u32,
    /// Longest explanation, in characters.
    pub explanation_chars: u32,
    /// Whether an explanation is checked by the marketplace (审核) before the public sees it.
    pub moderate_replies: bool,
    /// Seconds that check takes.
    pub moderation_s: u32,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self {
            write_within_d: 15,
            change_within_d: 30,
            changes: 1,
            explain_within_d: 30,
            explanation_chars: 500,
            moderate_replies: false,
            moderation_s: 60,
        }
    }
}

/// What to do about a neutral or bad review, by age, length and mood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TriagePolicy {
    /// A complaint up to this many characters is short.
    pub short_chars: u32,
    /// Hours to let the author of a long angry review cool down.
    pub cool_down_h: u32,
    /// Older than this many days: apologise and offer on the next order.
    pub old_d: u32,
    /// Older than this many days: future orders only, the old pain is not reopened.
    pub ancient_d: u32,
}

impl Default for TriagePolicy {
    fn default() -> Self {
        Self { short_chars: 50, cool_down_h: 24, old_d: 30, ancient_d: 180 }
    }
}

//! Deadlines and limits of after-sale cases.

use serde::{Deserialize, Serialize};

/// Deadlines and limits of after-sale cases (售后). Deadlines are in days where nothing else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AfterSalePolicy {
    /// The seller answers an application on goods not shipped; then it counts as agreed.
    pub answer_unshipped_d: u32,
    /// The seller answers an application on goods shipped or received; then it counts as agreed.
    pub answer_shipped_d: u32,
    /// The buyer revises after a refusal or answers a counter-offer; then the case closes.
    pub revise_d: u32,
    /// The buyer sends the goods and gives the tracking number; then the case closes.
    pub return_d: u32,
    /// The seller confirms returned goods; then the money is refunded.
    pub inspect_d: u32,
    /// Return without a reason after receipt (七天无理由退货).
    pub no_reason_d: u32,
    /// A case may still be opened this long after the order was completed.
    pub open_after_completion_d: u32,
    /// The platform's intervention may be asked for this long after completion, or after any refusal.
    pub intervention_after_completion_d: u32,
    /// Both sides hand in evidence to the platform; then it decides on what it has.
    pub give_evidence_d: u32,
    /// How long a quote holds, in minutes.
    pub quote_valid_min: u32,
    /// Longest explanation of the buyer, in characters.
    pub explanation_chars: u32,
    /// What may be given as evidence.
    pub evidence: EvidencePolicy,
}

impl Default for AfterSalePolicy {
    fn default() -> Self {
        Self {
            answer_unshipped_d: 3,
            answer_shipped_d: 5,
            revise_d: 7,
            return_d: 7,
            inspect_d: 10,
            no_reason_d: 7,
            open_after_completion_d: 15,
            intervention_after_completion_d: 15,
            give_evidence_d: 3,
            quote_valid_min: 30,
            explanation_chars: 200,
            evidence: EvidencePolicy::default(),
        }
    }
}

/// What may be given as evidence (凭证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EvidencePolicy {
    /// Most images of one application.
    pub max_files: u32,
    /// Largest image, in bytes.
    pub max_bytes: u64,
    /// Accepted media types, judged by content.
    pub types: Vec<String>,
    /// Most pixels of one image: a small file can unfold into more than a phone can hold.
    pub max_pixels: u64,
    /// Most files one person may have uploaded without having used them.
    pub max_unused_files: u32,
    /// Hours after which an unused file is forgotten.
    pub unused_kept_h: u32,
}

impl Default for EvidencePolicy {
    fn default() -> Self {
        Self {
            max_files: 3,
            max_bytes: 5 * 1024 * 1024,
            types: ["image/jpeg", "image/png", "image/webp"].map(str::to_owned).to_vec(),
            max_pixels: 64_000_000,
            max_unused_files: 30,
            unused_kept_h: 24,
        }
    }
}

//! Refund quotes: how much, and how that comes about, before anything is handed in.

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    AmountRow, CaseId, CaseKind, CaseReason, LineId, LineQuantity, Money, OrderId, Payer, QuoteId, Scenario,
    Timestamp,
};
use serde::Serialize;

/// A reason that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReasonOption {
    /// The reason.
    pub reason: CaseReason,
    /// What to call it, in the session's language.
    pub label: String,
    /// Who would pay for sending goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_postage_payer: Option<Payer>,
    /// Whether pictures are asked for.
    #[serde(default)]
    pub evidence_required: bool,
}

/// A kind of application in a scenario, allowed or denied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseOption {
    /// What may be asked for.
    pub kind: CaseKind,
    /// Where the goods are.
    pub scenario: Scenario,
    /// Whether it may be asked for now.
    pub enabled: bool,
    /// Why not, in the session's language; present exactly when `enabled` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied_reason: Option<String>,
    /// When it can no longer be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Reasons that fit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ReasonOption>,
}

/// Answer of `GET /v1/orders/{id}/case-options`: what a refund wizard may offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseOptions {
    /// The order.
    pub order_id: OrderId,
    /// Version of the order this was computed on.
    pub order_version: u64,
    /// Kinds and scenarios, allowed and denied.
    pub options: Vec<CaseOption>,
}

/// Body of `POST /v1/quotes`. Changes nothing, so it carries no idempotency key and may be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteRequest {
    /// The order.
    pub order_id: OrderId,
    /// What is asked for.
    pub kind: CaseKind,
    /// Where the goods are.
    pub scenario: Scenario,
    /// Why; it decides who pays postage.
    pub reason: CaseReason,
    /// Lines and quantities.
    pub lines: Vec<LineQuantity>,
    /// The case this is to revise; what it lays claim to itself does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
}

/// The quote of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteLine {
    /// The line.
    pub line_id: LineId,
    /// Pieces.
    pub quantity: u32,
    /// How `maximum` comes about; the rows add up to it.
    pub rows: Vec<AmountRow>,
    /// Most that can be paid back for this line.
    pub maximum: Money,
}

/// A refund quote.
///
/// The maxima of `lines` and the amount of `postage` add up exactly to `maximum`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Pass it when the case is opened.
    pub quote_id: QuoteId,
    /// The order.
    pub order_id: OrderId,
    /// Version of the order this was computed on.
    pub order_version: u64,
    /// The lines.
    pub lines: Vec<QuoteLine>,
    /// Postage paid back, a row of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<AmountRow>,
    /// Most that can be asked for.
    pub maximum: Money,
    /// Who pays for sending goods back; missing when nothing is sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_postage_payer: Option<Payer>,
    /// Why they do, in the session's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer_reason: Option<String>,
    /// After this the quote is refused as `quote_expired`.
    pub expires_at: Timestamp,
}

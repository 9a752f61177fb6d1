//! What is done to after-sale cases, and how they are found.

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Address, CaseKind, CaseReason, CaseState, ClientId, Condition, Cursor, DisputeKind, LineId, LineQuantity,
    Money, NewShipment, OrderId, Payer, QuoteId, Scenario, SkuId, UploadId, UserId,
};
use serde::Serialize;

open_enum! {
    /// Actions on cases. The comment names the fields of [`ActOnCase`] each one reads.
    pub enum CaseActionCode {
        /// Buyer: change the application (`quote_id`, `amount`, `reason`, `text`, `evidence`).
        Revise = "case.revise",
        /// Buyer: take it back.
        Withdraw = "case.withdraw",
        /// Buyer: take the counter-offer.
        AcceptOffer = "case.accept_offer",
        /// Buyer: decline the counter-offer (`text`).
        DeclineOffer = "case.decline_offer",
        /// Buyer: say how the goods were sent back (`shipment`).
        SendReturn = "case.send_return",
        /// Buyer: confirm the replacement.
        ConfirmReplacement = "case.confirm_replacement",
        /// Buyer or seller: turn the exchange into a refund.
        ConvertToRefund = "case.convert_to_refund",
        /// Buyer or seller: ask the platform to step in (`text`, `evidence`).
        RequestIntervention = "case.request_intervention",
        /// Buyer or seller: tell the platform more (`text`, `evidence`).
        AddEvidence = "case.add_evidence",
        /// Seller: agree (`return_address` when goods are to come back).
        Agree = "case.agree",
        /// Seller: refuse (`text`, `evidence`).
        Refuse = "case.refuse",
        /// Seller: offer something else (`kind`, `amount`, `payer`, `text`).
        CounterOffer = "case.counter_offer",
        /// Seller: count and inspect what came (`inspected`, `evidence`).
        Inspect = "case.inspect",
        /// Seller: pay back (`amount` where less was agreed).
        Refund = "case.refund",
        /// Seller: try a failed refund again.
        RetryRefund = "case.retry_refund",
        /// Seller: dispute the condition of what came (`text`, `evidence`).
        DisputeCondition = "case.dispute_condition",
        /// Seller: send the replacement, the repaired or the missing goods (`shipment`).
        Reship = "case.reship",
        /// Seller: file what the quarrel is about (`dispute`).
        Classify = "case.classify",
        /// Platform: decide (`in_favour_of_buyer`, `amount`, `text`).
        Decide = "case.decide",
    }
}

/// The variant a buyer wants instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeWish {
    /// The order line.
    pub line_id: LineId,
    /// Pieces.
    pub quantity: u32,
    /// The variant; the same one when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<SkuId>,
}

/// Body of `POST /v1/cases`: hand in an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenCase {
    /// Idempotency key. A refund is never retried blindly: the same key gives the same case.
    pub client_id: ClientId,
    /// The order.
    pub order_id: OrderId,
    /// Version of the order the quote was computed on.
    pub order_version: u64,
    /// The quote; expired ones get `409 quote_expired`.
    pub quote_id: QuoteId,
    /// What is asked for.
    pub kind: CaseKind,
    /// Where the goods are.
    pub scenario: Scenario,
    /// Why.
    pub reason: CaseReason,
    /// Lines and quantities, as quoted.
    pub lines: Vec<LineQuantity>,
    /// Amount asked for; above the quote's maximum it is `422 amount_above_maximum` with that maximum.
    pub amount: Money,
    /// The buyer's words; within the limit `case_explanation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Uploaded pictures; within the limits `evidence`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<UploadId>,
    /// What is wanted instead, for exchanges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exchange: Vec<ExchangeWish>,
}

/// One line counted on arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InspectedQuantity {
    /// The order line.
    pub line_id: LineId,
    /// Pieces that came; 0 when none did.
    pub counted: u32,
    /// In what condition.
    pub condition: Condition,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Body of `POST /v1/cases/{id}/actions`.
///
/// Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActOnCase {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the case the action was chosen on; stale ones get `409 version_conflict` with `current_case`.
    pub version: u64,
    /// What to do.
    pub code: CaseActionCode,
    /// Another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    /// Another reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CaseReason>,
    /// An amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A newer quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_id: Option<QuoteId>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Uploaded files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<UploadId>,
    /// Where to send goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_address: Option<Address>,
    /// Who pays for sending them back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// A parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<NewShipment>,
    /// What came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inspected: Vec<InspectedQuantity>,
    /// What the quarrel is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute: Option<DisputeKind>,
    /// The platform's decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_favour_of_buyer: Option<bool>,
}

impl ActOnCase {
    /// The action without any input.
    pub fn new(client_id: ClientId, version: u64, code: CaseActionCode) -> Self {
        Self {
            client_id,
            version,
            code,
            kind: None,
            reason: None,
            amount: None,
            quote_id: None,
            text: None,
            evidence: Vec::new(),
            return_address: None,
            payer: None,
            shipment: None,
            inspected: Vec::new(),
            dispute: None,
            in_favour_of_buyer: None,
        }
    }
}

/// Query of `GET /v1/cases`; the next deadline comes first. Buyers see their own cases only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseQuery {
    /// Only this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<CaseState>,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    /// Only cases of this order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// Only cases of this buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<UserId>,
    /// Only cases that have ended (`false`: only open ones).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<bool>,
    /// Only cases with a deadline in its warning time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<bool>,
    /// Number of case or order, or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

//! After-sale cases (售后单).

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Action, Address, CaseId, CaseKind, CaseReason, CaseState, Condition, ConversationId, Deadline,
    DisputeKind, HistoryEntry, Intervention, LineId, Money, OrderId, Payer, Person, Quote, Scenario,
    Shipment, SkuId, Timestamp, Upload, Warning,
};
use serde::Serialize;

/// A line of an order inside a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseLine {
    /// The order line.
    pub line_id: LineId,
    /// Title as bought.
    pub title: String,
    /// The variant in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Pieces.
    pub quantity: u32,
    /// This line's share of the amount asked for; the shares and `postage` add up to `amount`.
    pub amount: Money,
}

/// What the seller offers instead (协商).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CounterOffer {
    /// Another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    /// Another amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Who would pay for sending goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_postage_payer: Option<Payer>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who offered it.
    pub by: Person,
    /// When.
    pub at: Timestamp,
}

/// Why the seller refused (拒绝退款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// In words.
    pub text: String,
    /// Proof.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Upload>,
    /// Who refused.
    pub by: Person,
    /// When.
    pub at: Timestamp,
}

/// One line counted on arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InspectedLine {
    /// The order line.
    pub line_id: LineId,
    /// Pieces that should have come.
    pub expected: u32,
    /// Pieces that came.
    pub counted: u32,
    /// In what condition.
    pub condition: Condition,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What was found in the parcel sent back (验货).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inspection {
    /// Line by line.
    pub lines: Vec<InspectedLine>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Upload>,
    /// Who counted; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Person>,
    /// When.
    pub at: Timestamp,
}

open_enum! {
    /// How far the money is.
    pub enum RefundState {
        /// With the payment service.
        Pending = "pending",
        /// Paid back.
        Succeeded = "succeeded",
        /// Refused by the payment service; see `failure`.
        Failed = "failed",
    }
}

/// Money on its way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refund {
    /// How far it is.
    pub state: RefundState,
    /// How much.
    pub amount: Money,
    /// Where to, in words that hide account numbers, e.g. `原路退回`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// When it was ordered.
    pub requested_at: Timestamp,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Timestamp>,
}

/// What the buyer gets instead of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeLine {
    /// The order line sent back.
    pub line_id: LineId,
    /// Pieces.
    pub quantity: u32,
    /// The variant to send; the same one when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<SkuId>,
    /// The variant in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
}

/// The exchange, repair or reshipment of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exchange {
    /// What is sent.
    pub lines: Vec<ExchangeLine>,
    /// What the buyer tops up, or gets back when negative (多退少补).
    pub difference: Money,
    /// The parcel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Shipment>,
    /// Whether it became a refund in the end.
    #[serde(default)]
    pub converted_to_refund: bool,
}

/// A case, as the session may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// Identifier, in paths.
    pub id: CaseId,
    /// Grows with every change; the higher one wins. Send it back with every action.
    pub version: u64,
    /// Number as people say it.
    pub number: String,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// That order's number.
    pub order_number: String,
    /// The conversation about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<ConversationId>,
    /// Who applied.
    pub buyer: Person,
    /// What is asked for.
    pub kind: CaseKind,
    /// Where the goods are.
    pub scenario: Scenario,
    /// Why.
    pub reason: CaseReason,
    /// Where it stands.
    pub state: CaseState,
    /// What the backend itself calls the state, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_state: Option<String>,
    /// What to call an unknown state, in the session's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    /// What the quarrel is about, as filed by staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute: Option<DisputeKind>,
    /// Lines and quantities.
    pub lines: Vec<CaseLine>,
    /// Postage asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<Money>,
    /// Amount asked for; never more than the quote's maximum.
    pub amount: Money,
    /// Amount agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_amount: Option<Money>,
    /// The quote it was opened with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The buyer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// The buyer's pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Upload>,
    /// What the seller offers instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter_offer: Option<CounterOffer>,
    /// Why the seller refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Who pays for sending goods back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_postage_payer: Option<Payer>,
    /// Where to send them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_address: Option<Address>,
    /// The parcel sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_shipment: Option<Shipment>,
    /// What was in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<Inspection>,
    /// The money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
    /// The replacement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    /// The platform's part.
    pub intervention: Intervention,
    /// Running deadlines, the next one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// What to beware of; staff only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// What happened, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

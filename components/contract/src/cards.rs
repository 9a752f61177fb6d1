//! Cards: small views of an object inside a message, as it is when the message is read.

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Address, CaseId, CaseKind, CaseState, Money, OfferId, OfferKind, OrderId, OrderState, ProductId,
    Timestamp,
};
use serde::Serialize;

/// A product as shown in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProductCard {
    /// Identifier.
    pub id: ProductId,
    /// Title in the shop's language.
    pub title: String,
    /// Current price.
    pub price: Money,
    /// Picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Product page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An order as shown in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderCard {
    /// Identifier.
    pub id: OrderId,
    /// Number as people say it.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// What to call an unknown state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    /// Title of the first line.
    pub title: String,
    /// Picture of the first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Number of lines.
    pub line_count: u32,
    /// What the buyer pays.
    pub total: Money,
}

/// The progress of an after-sale case as shown in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RefundCard {
    /// Identifier.
    pub id: CaseId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// What is asked for.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// What to call an unknown state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    /// Amount asked for, or agreed.
    pub amount: Money,
    /// Last change.
    pub updated_at: Timestamp,
}

/// An offer as shown in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferCard {
    /// Identifier.
    pub id: OfferId,
    /// What kind.
    pub kind: OfferKind,
    /// Name.
    pub title: String,
    /// What it takes off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<Money>,
    /// Spend at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Money>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
}

/// An address the buyer is asked to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddressCard {
    /// The order it belongs to.
    pub order_id: OrderId,
    /// The address.
    pub address: Address,
    /// When the buyer confirmed it; missing while they have not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Timestamp>,
}

/// The buyer is asked how the service was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatingCard {
    /// Their score from 1 to 5; missing while they have given none.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Their reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rated_at: Option<Timestamp>,
}

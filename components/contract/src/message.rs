//! Messages and what they contain.

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Address, CaseId, ClientId, ConversationId, MessageId, OfferId, OrderId, Person, ProductCard, ProductId,
    Timestamp, Upload, UploadId,
};
#[cfg(feature = "commerce")]
use crate::{AddressCard, OfferCard, OrderCard, RatingCard, RefundCard};
use serde::Serialize;

open_enum! {
    /// What a message contains; decides which optional field of [`Content`] is filled.
    pub enum ContentType {
        /// Plain text in `text`.
        Text = "text",
        /// A product in `product`.
        Product = "product",
        /// Pictures in `files`.
        Image = "image",
        /// Other files in `files`.
        File = "file",
        /// An order in `order`.
        Order = "order",
        /// The progress of an after-sale case in `refund`.
        Refund = "refund",
        /// An offer in `offer`.
        Offer = "offer",
        /// An address to be confirmed in `address`.
        AddressConfirm = "address_confirm",
        /// A rating asked for, and given, in `rating`.
        RatingRequest = "rating_request",
        /// A line written by the system, in `text`.
        Notice = "notice",
    }
}

open_enum! {
    /// Who may see a message.
    pub enum Visibility {
        /// Both sides.
        Everyone = "everyone",
        /// Staff only: an internal note (备注).
        Staff = "staff",
    }
}

/// Content of a message: a type and the field belonging to it.
///
/// Optional fields rather than a tagged enum: a type unknown to this version still parses, shows its `text`
/// as fallback, and costs no code in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Content {
    /// Which kind of content this is.
    #[serde(rename = "type")]
    pub kind: ContentType,
    /// The text; for other types what to show where the type is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The product of a `product` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductCard>,
    /// The files of an `image` or `file` message.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Upload>,
    /// What the buyer may want to say next, most likely first; choosing one sends it as a `text` message of theirs. A
    /// reader that does not offer them loses nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// The order of an `order` message.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderCard>,
    /// The after-sale case of a `refund` message.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<RefundCard>,
    /// The offer of an `offer` message.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferCard>,
    /// The address of an `address_confirm` message.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<AddressCard>,
    /// The rating asked for by a `rating_request` message.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingCard>,
}

impl Content {
    /// Content of this kind with nothing in it yet.
    pub fn empty(kind: ContentType) -> Self {
        Self {
            kind,
            text: None,
            product: None,
            files: Vec::new(),
            suggestions: Vec::new(),
            #[cfg(feature = "commerce")]
            order: None,
            #[cfg(feature = "commerce")]
            refund: None,
            #[cfg(feature = "commerce")]
            offer: None,
            #[cfg(feature = "commerce")]
            address: None,
            #[cfg(feature = "commerce")]
            rating: None,
        }
    }

    /// A plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::empty(ContentType::Text) }
    }
}

/// A message, as stored by the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// The sender's own key, echoed so that an optimistic bubble finds its message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The conversation it belongs to.
    pub conversation_id: ConversationId,
    /// Place in the conversation, from 1 upwards; the one order both sides see. Positions a session may not
    /// see are left out.
    pub position: u64,
    /// Who wrote it.
    pub sender: Person,
    /// What it says.
    pub content: Content,
    /// Who may see it.
    pub visibility: Visibility,
    /// When the server took it.
    pub sent_at: Timestamp,
}

/// Content as a client sends it: references where [`Content`] has what the server knows about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewContent {
    /// Which kind of content this is.
    #[serde(rename = "type")]
    pub kind: ContentType,
    /// The text of a `text` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The product of a `product` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Uploaded files of an `image` or `file` message; within the limits `upload`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub upload_ids: Vec<UploadId>,
    /// The order of an `order` or `address_confirm` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// The case of a `refund` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// The offer of an `offer` message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_id: Option<OfferId>,
    /// The address of an `address_confirm` message; the order's own when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

impl NewContent {
    /// Content of this kind with nothing in it yet.
    pub fn empty(kind: ContentType) -> Self {
        Self {
            kind,
            text: None,
            product_id: None,
            upload_ids: Vec::new(),
            order_id: None,
            case_id: None,
            offer_id: None,
            address: None,
        }
    }

    /// A plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::empty(ContentType::Text) }
    }
}

impl From<&Content> for NewContent {
    fn from(content: &Content) -> Self {
        let new = Self {
            text: content.text.clone(),
            product_id: content.product.as_ref().map(|product| product.id.clone()),
            upload_ids: content.files.iter().map(|file| file.id.clone()).collect(),
            ..Self::empty(content.kind.clone())
        };
        #[cfg(feature = "commerce")]
        let new = new.with_cards(content);
        new
    }
}

#[cfg(feature = "commerce")]
impl NewContent {
    fn with_cards(self, content: &Content) -> Self {
        let address = content.address.as_ref();
        Self {
            order_id: (content.order.as_ref().map(|order| order.id.clone()))
                .or_else(|| address.map(|card| card.order_id.clone())),
            case_id: content.refund.as_ref().map(|refund| refund.id.clone()),
            offer_id: content.offer.as_ref().map(|offer| offer.id.clone()),
            // A masked address cannot be sent back; the server has the real one.
            address: address.filter(|card| !card.address.masked).map(|card| card.address.clone()),
            ..self
        }
    }
}

/// Body of `POST /v1/conversations/{id}/messages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SendMessage {
    /// Idempotency key.
    pub client_id: ClientId,
    /// What to say.
    pub content: NewContent,
    /// Who may see it; everyone when missing. Only staff may write notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
}

/// Body of `POST /v1/conversations/{id}/typing`. Not stored; forgotten after a few seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetTyping {
    /// Whether the sender is writing right now.
    pub typing: bool,
}

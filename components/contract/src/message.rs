//! Messages and what they contain.

use crate::{ClientId, ConversationId, MessageId, Money, Person, ProductId, Timestamp};
use serde::{Deserialize, Serialize};

open_enum! {
    /// What a message contains; decides which optional field of [`Content`] is filled.
    pub enum ContentType {
        /// Plain text in `text`.
        Text = "text",
        /// A product in `product`.
        Product = "product",
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

/// A product as shown in a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// Content of a message: a type and the field belonging to it.
///
/// Optional fields rather than a tagged enum: a type unknown to this version still parses, shows its `text`
/// as fallback, and costs no code in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Content {
    /// A plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { kind: ContentType::Text, text: Some(text.into()), product: None }
    }
}

/// A message, as stored by the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl From<&Content> for NewContent {
    fn from(content: &Content) -> Self {
        Self {
            kind: content.kind.clone(),
            text: content.text.clone(),
            product_id: content.product.as_ref().map(|product| product.id.clone()),
        }
    }
}

/// Body of `POST /v1/conversations/{id}/messages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetTyping {
    /// Whether the sender is writing right now.
    pub typing: bool,
}

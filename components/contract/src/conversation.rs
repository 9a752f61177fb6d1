//! Conversations between a buyer and the shop.

use crate::json::ToJson;
use crate::read::Read;
use crate::{Action, ClientId, ConversationId, Message, OrderId, Person, ProductCard, ProductId, Timestamp};
use serde::Serialize;

open_enum! {
    /// Where a conversation stands.
    pub enum ConversationStatus {
        /// Being worked on.
        Open = "open",
        /// Put aside until later.
        Snoozed = "snoozed",
        /// Finished; a new message of the buyer reopens it.
        Closed = "closed",
    }
}

/// What a conversation is about, filled in by the server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConversationContext {
    /// The product page it was opened on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductCard>,
    /// The order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
}

/// How far each side has read, as message positions; 0 means nothing yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadState {
    /// Last position the buyer has seen.
    pub buyer: u64,
    /// Last position any of the staff has seen.
    pub staff: u64,
}

/// A conversation (会话), as the session may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conversation {
    /// Identifier.
    pub id: ConversationId,
    /// Grows with every change; the higher one wins.
    pub version: u64,
    /// The customer.
    pub buyer: Person,
    /// Who of the staff looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Person>,
    /// Where it stands.
    pub status: ConversationStatus,
    /// What it is about.
    #[serde(default)]
    pub context: ConversationContext,
    /// The newest message the session may see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_message: Option<Message>,
    /// Messages of the other side not yet read by the session's side.
    pub unread: u32,
    /// How far each side has read.
    #[serde(default)]
    pub read: ReadState,
    /// Time of the buyer's first message still without a human answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// Labels given by the staff; empty for buyers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// What a new conversation is about: references only, the server looks them up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenContext {
    /// Product page the chat was opened on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Order the question is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
}

/// Body of `POST /v1/conversations`: open the buyer's conversation, or take up the one already open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenConversation {
    /// Idempotency key.
    pub client_id: ClientId,
    /// What it is about; replaces the former context when given.
    #[serde(default)]
    pub context: OpenContext,
}

/// Body of `POST /v1/conversations/{id}/read`. Positions never move backwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarkRead {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Last message position seen.
    pub up_to: u64,
}

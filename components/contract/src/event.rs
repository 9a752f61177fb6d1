//! Events: what changed, in one order per audience.

use crate::json::ToJson;
use crate::read::Read;
#[cfg(feature = "commerce")]
use crate::{Case, Customer, Order, Review};
use crate::{Conversation, ConversationId, Message, Person, Timestamp};
use serde::Serialize;

open_enum! {
    /// What happened. Unknown types are skipped, but their `seq` counts.
    pub enum EventType {
        /// A message was added: `message`, and the `conversation` it changed.
        MessageCreated = "message.created",
        /// A message shows something new, such as an answer in a card: `message` as it is now.
        MessageChanged = "message.changed",
        /// A conversation began or changed: `conversation`.
        ConversationChanged = "conversation.changed",
        /// An order was placed or changed: `order`.
        OrderChanged = "order.changed",
        /// An after-sale case was opened or changed: `case`.
        CaseChanged = "case.changed",
        /// A review was written or changed: `review`; without it one was removed, and lists are asked for again.
        ReviewChanged = "review.changed",
        /// A customer was filed or changed: `customer`; staff only.
        CustomerChanged = "customer.changed",
        /// Somebody is writing, or has stopped: `typing`. Has no `seq` and is never replayed.
        Typing = "typing",
    }
}

/// Somebody is writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Typing {
    /// Where.
    pub conversation_id: ConversationId,
    /// Who.
    pub person: Person,
    /// Whether they are writing right now.
    pub typing: bool,
}

/// One event of `GET /v1/events`.
///
/// Sequence numbers of one audience are dense: a gap means that an event was lost and must be asked for again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Place in the audience's order, from 1 upwards; missing for fleeting events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// When.
    pub at: Timestamp,
    /// The conversation after the change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    /// The message added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
    /// The order after the change.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Box<Order>>,
    /// The case after the change.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<Case>>,
    /// The review after the change.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review>>,
    /// The customer after the change.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Box<Customer>>,
    /// Who is writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<Typing>,
}

impl Event {
    /// An event of this kind with nothing in it yet.
    pub fn new(kind: EventType, at: Timestamp) -> Self {
        Self {
            seq: None,
            kind,
            at,
            conversation: None,
            message: None,
            #[cfg(feature = "commerce")]
            order: None,
            #[cfg(feature = "commerce")]
            case: None,
            #[cfg(feature = "commerce")]
            review: None,
            #[cfg(feature = "commerce")]
            customer: None,
            typing: None,
        }
    }
}

/// Answer of the long-poll twin `GET /v1/events?after=&wait=`.
///
/// On the stream the same two facts are an SSE `id` and an SSE event named `reset`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventBatch {
    /// Events after the asked-for number, in order. May hold fleeting ones without `seq`.
    pub events: Vec<Event>,
    /// Pass as the next `after`.
    pub seq: u64,
    /// True when `after` is too old or unknown: fetch state anew, then listen after `seq`.
    #[serde(default)]
    pub reset: bool,
}

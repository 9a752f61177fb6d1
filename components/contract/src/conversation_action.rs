//! What staff and buyers do to conversations besides writing.

use crate::json::ToJson;
use crate::read::Read;
use crate::{ClientId, ConversationStatus, Timestamp, UserId};
use serde::Serialize;

/// Body of `PATCH /v1/conversations/{id}`: what is missing stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UpdateConversation {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the conversation; stale ones get `409 version_conflict` with `current_conversation`.
    pub version: u64,
    /// Where it stands from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ConversationStatus>,
    /// When a snoozed conversation comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snooze_until: Option<Timestamp>,
    /// Who looks after it from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee_id: Option<UserId>,
    /// All labels from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
}

open_enum! {
    /// Actions on conversations. The comment names the fields of [`ActOnConversation`] each one reads.
    pub enum ConversationActionCode {
        /// Send a message; done with `POST …/messages`.
        Send = "message.send",
        /// Staff: write a note buyers never see (备注) (`text`).
        Note = "message.note",
        /// Staff: hand to a colleague (转接) (`to`, `reason`).
        Transfer = "conversation.transfer",
        /// Staff: give back to the queue.
        Release = "conversation.release",
        /// Staff: put aside; done with `PATCH`.
        Snooze = "conversation.snooze",
        /// Close; done with `PATCH`.
        Close = "conversation.close",
        /// Open again; done with `PATCH`.
        Reopen = "conversation.reopen",
        /// Staff: ask for a rating.
        AskRating = "conversation.ask_rating",
        /// Buyer: rate the service (`score`, `reason`).
        Rate = "conversation.rate",
        /// Buyer: ask for a human (转人工).
        AskHuman = "conversation.ask_human",
    }
}

/// Body of `POST /v1/conversations/{id}/actions`.
///
/// Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActOnConversation {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the conversation the action was chosen on.
    pub version: u64,
    /// What to do.
    pub code: ConversationActionCode,
    /// A text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The colleague.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UserId>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A score from 1 to 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
}

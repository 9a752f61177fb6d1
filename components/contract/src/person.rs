//! Who takes part in a conversation.

use crate::UserId;
use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

open_enum! {
    /// What somebody is to the shop. Decided by the server, never by the client.
    pub enum Role {
        /// A customer (买家).
        Buyer = "buyer",
        /// Customer service (客服).
        Agent = "agent",
        /// Head of customer service (客服主管): sees everything, approves above limits.
        Supervisor = "supervisor",
        /// An automatic answerer; always marked as such.
        Bot = "bot",
        /// The shop itself: notices, expiries.
        System = "system",
    }
}

impl Role {
    /// Whether this role works on the shop's side of a conversation as a human.
    pub fn is_staff(&self) -> bool {
        matches!(self, Self::Agent | Self::Supervisor)
    }
}

/// A person or automaton as others may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Identifier.
    pub id: UserId,
    /// Display name or nickname, as plain text.
    pub name: String,
    /// Role towards the shop.
    pub role: Role,
    /// Picture, relative to the endpoint's origin or absolute; initials are drawn when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
}

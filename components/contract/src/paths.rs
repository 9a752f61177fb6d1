//! Paths of the contract, written once for clients, servers and the OpenAPI document.
//!
//! All are relative to the endpoint a host configures, which may carry a prefix of its own.

use crate::ConversationId;

/// `GET`: who is asking, and within which limits.
pub const SESSION: &str = "/v1/session";
/// `GET` list, `POST` open.
pub const CONVERSATIONS: &str = "/v1/conversations";
/// `GET` one.
pub const CONVERSATION: &str = "/v1/conversations/{id}";
/// `GET` page, `POST` send.
pub const MESSAGES: &str = "/v1/conversations/{id}/messages";
/// `POST` read position.
pub const READ: &str = "/v1/conversations/{id}/read";
/// `POST` typing.
pub const TYPING: &str = "/v1/conversations/{id}/typing";
/// `GET` event stream or long poll.
pub const EVENTS: &str = "/v1/events";

/// Fills the id into one of the path templates.
///
/// ```
/// # use kefu_contract::{paths, ConversationId};
/// assert_eq!(paths::with_id(paths::READ, &ConversationId::from("c-1")), "/v1/conversations/c-1/read");
/// ```
pub fn with_id(template: &str, id: &ConversationId) -> String {
    template.replace("{id}", id.as_str())
}

//! Paths of the contract, written once for clients, servers and the OpenAPI document.
//!
//! All are relative to the endpoint a host configures, which may carry a prefix of its own.

/// `GET`: who is asking, and within which limits.
pub const SESSION: &str = "/v1/session";
/// `GET` list, `POST` open.
pub const CONVERSATIONS: &str = "/v1/conversations";
/// `GET` one, `PATCH` change.
pub const CONVERSATION: &str = "/v1/conversations/{id}";
/// `GET` page, `POST` send.
pub const MESSAGES: &str = "/v1/conversations/{id}/messages";
/// `POST` read position.
pub const READ: &str = "/v1/conversations/{id}/read";
/// `POST` typing.
pub const TYPING: &str = "/v1/conversations/{id}/typing";
/// `GET` event stream or long poll.
pub const EVENTS: &str = "/v1/events";
/// `POST` transfer, note, rating and other actions.
pub const CONVERSATION_ACTIONS: &str = "/v1/conversations/{id}/actions";
/// `GET` list.
pub const ORDERS: &str = "/v1/orders";
/// `GET` one.
pub const ORDER: &str = "/v1/orders/{id}";
/// `POST` an action.
pub const ORDER_ACTIONS: &str = "/v1/orders/{id}/actions";
/// `GET` what may be applied for.
pub const CASE_OPTIONS: &str = "/v1/orders/{id}/case-options";
/// `POST`: how much could be paid back.
pub const QUOTES: &str = "/v1/quotes";
/// `GET` list, `POST` open.
pub const CASES: &str = "/v1/cases";
/// `GET` one.
pub const CASE: &str = "/v1/cases/{id}";
/// `POST` an action.
pub const CASE_ACTIONS: &str = "/v1/cases/{id}/actions";
/// `GET` list, `POST` write.
pub const REVIEWS: &str = "/v1/reviews";
/// `GET` one.
pub const REVIEW: &str = "/v1/reviews/{id}";
/// `POST` the shop's explanation.
pub const REVIEW_REPLY: &str = "/v1/reviews/{id}/reply";
/// `POST` an action.
pub const REVIEW_ACTIONS: &str = "/v1/reviews/{id}/actions";
/// `GET` list.
pub const CUSTOMERS: &str = "/v1/customers";
/// `GET` one, `PATCH` change.
pub const CUSTOMER: &str = "/v1/customers/{id}";
/// `GET` list, `POST` a new one.
pub const QUICK_REPLIES: &str = "/v1/quick-replies";
/// `PUT` replace.
pub const QUICK_REPLY: &str = "/v1/quick-replies/{id}";
/// `GET` list, `POST` a new entry.
pub const KNOWLEDGE: &str = "/v1/knowledge";
/// `PUT` replace.
pub const KNOWLEDGE_ENTRY: &str = "/v1/knowledge/{id}";
/// `GET` list.
pub const OFFERS: &str = "/v1/offers";
/// `GET` figures.
pub const METRICS: &str = "/v1/metrics";
/// `POST` a file.
pub const UPLOADS: &str = "/v1/uploads";

/// Fills the id into one of the path templates.
///
/// ```
/// # use kefu_contract::{paths, ConversationId};
/// assert_eq!(paths::with_id(paths::READ, &ConversationId::from("c-1")), "/v1/conversations/c-1/read");
/// ```
pub fn with_id(template: &str, id: impl AsRef<str>) -> String {
    // Looking for characters is less code than looking for a text.
    let (before, rest) = template.split_once('{').unwrap_or((template, ""));
    let (_, after) = rest.split_once('}').unwrap_or_default();
    [before, id.as_ref(), after].concat()
}

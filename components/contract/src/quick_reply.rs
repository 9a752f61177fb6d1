//! Quick replies (快捷短语).

use crate::json::ToJson;
use crate::read::Read;
use crate::{Action, ClientId, Cursor, QuickReplyId, ReceptionStage, Timestamp, Topic};
use serde::Serialize;

open_enum! {
    /// Whose quick reply it is.
    pub enum QuickReplyScope {
        /// The agent's own.
        Personal = "personal",
        /// The whole team's.
        Team = "team",
    }
}

/// A text to send with two keys.
///
/// Variables stand in braces, e.g. `{buyer.name}` or `{order.tracking_no}`. A text is not sent while one of them
/// is unresolved; the server refuses it as `unresolved_variable`. Braces that are meant as such are doubled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuickReply {
    /// Identifier.
    pub id: QuickReplyId,
    /// Grows with every change; the higher one wins.
    pub version: u64,
    /// Whose it is.
    pub scope: QuickReplyScope,
    /// Step of the reception it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<ReceptionStage>,
    /// Topic it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Name in lists.
    pub title: String,
    /// What to type after `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcut: Option<String>,
    /// The text.
    pub text: String,
    /// Names of the variables in the text, without braces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<String>,
    /// How often it was sent; counting does not change `version`.
    #[serde(default)]
    pub used: u64,
    /// Put away: kept for old references, offered no longer.
    #[serde(default)]
    pub archived: bool,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Body of `POST /v1/quick-replies` (a new one) and `PUT /v1/quick-replies/{id}` (all of an old one).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SaveQuickReply {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version to replace; missing for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Whose it is.
    pub scope: QuickReplyScope,
    /// Step of the reception it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<ReceptionStage>,
    /// Topic it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Name in lists.
    pub title: String,
    /// What to type after `/`; no other of the same scope that is offered has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcut: Option<String>,
    /// The text; within the limit `quick_reply`.
    pub text: String,
    /// Put away.
    #[serde(default)]
    pub archived: bool,
}

/// Query of `GET /v1/quick-replies`, most used first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuickReplyQuery {
    /// Only of this scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<QuickReplyScope>,
    /// Only for this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<ReceptionStage>,
    /// Only about this topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// Words of title, shortcut or text; all of them have to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// What was put away, instead of what is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

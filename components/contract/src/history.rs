//! What happened to an object, in order.

use crate::json::ToJson;
use crate::read::Read;
use crate::{Actor, Money, Person, Timestamp};
use serde::Serialize;

/// One step in the history of an order, a case or a review (协商历史).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Which side did it.
    pub actor: Actor,
    /// Who did it; missing for the machine and where the session may not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// Code of the action or expiry, e.g. `case.refuse` or `deadline.answer_case`.
    pub code: String,
    /// State before, where it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// State after, where it changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What was said with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The amount it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

//! The platform stepping in (平台介入).

use crate::json::ToJson;
use crate::read::Read;
use crate::{Actor, Money, Timestamp, Upload};
use serde::Serialize;

open_enum! {
    /// How far the platform's intervention is. While it is open, ordinary actions and deadlines pause.
    pub enum InterventionState {
        /// Not possible.
        None = "none",
        /// May be asked for.
        Eligible = "eligible",
        /// Asked for.
        Requested = "requested",
        /// Both sides hand in evidence.
        Evidence = "evidence",
        /// Decided for the buyer.
        DecidedBuyer = "decided_buyer",
        /// Decided for the seller.
        DecidedSeller = "decided_seller",
    }
}

/// What one side told the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Which side.
    pub actor: Actor,
    /// What it says.
    pub text: String,
    /// Pictures and files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Upload>,
    /// When.
    pub at: Timestamp,
}

/// The platform's intervention, beside the state of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Intervention {
    /// How far it is.
    pub state: InterventionState,
    /// When it can be asked for, while it cannot yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<Actor>,
    /// When it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_at: Option<Timestamp>,
    /// What both sides told the platform.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// The decision in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The amount awarded to the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded: Option<Money>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
}

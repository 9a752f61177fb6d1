//! What may be done, said by the server.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// An action on an object, allowed or denied. The interface shows what stands here and infers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Action {
    /// Stable code, e.g. `message.send`.
    pub code: String,
    /// Whether it may be done now.
    pub enabled: bool,
    /// Why not, in the session's language; present exactly when `enabled` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it will become possible, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
}

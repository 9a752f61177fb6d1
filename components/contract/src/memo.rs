//! Memos on orders: an agent's note that others act on.

use crate::json::ToJson;
use crate::read::Read;
use crate::{Person, Timestamp};
use serde::Serialize;

open_enum! {
    /// Colour of a memo and what it tells colleagues (插旗).
    pub enum MemoFlag {
        /// Special request or after-sale: who pays and how far it is.
        Red = "red",
        /// Hold, do not ship yet.
        Yellow = "yellow",
        /// Clear to ship.
        Green = "green",
        /// Special after-sale, bad review or shortage.
        Blue = "blue",
        /// The refund may be processed.
        Purple = "purple",
        /// No flag.
        Grey = "grey",
    }
}

/// A memo (备注), seen by staff only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Memo {
    /// Its colour.
    pub flag: MemoFlag,
    /// What to know.
    pub text: String,
    /// Who wrote it.
    pub author: Person,
    /// When.
    pub at: Timestamp,
}

/// A memo to be written; author and time come from the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewMemo {
    /// Its colour.
    pub flag: MemoFlag,
    /// What to know; within the limit `memo`.
    pub text: String,
}

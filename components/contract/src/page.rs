//! Pages of keyset-paginated lists.

use crate::Cursor;
use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

/// One page of a list.
///
/// Messages come oldest first; conversations in the order the server ranks them. A missing cursor means that
/// there is nothing further on that side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "{T}Page"))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Pass as `before` to get the page before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Cursor>,
    /// Pass as `after` to get the page after this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
}

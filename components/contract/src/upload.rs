//! Files: uploaded once, referenced by id.

use crate::UploadId;
use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

/// An uploaded file. The server judges the type by the content, not by the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Upload {
    /// Pass this wherever a file is asked for. Unused uploads are forgotten after a while.
    pub id: UploadId,
    /// Where to get it, relative to the endpoint's origin or absolute.
    pub url: String,
    /// Smaller picture for lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// File name as plain text, without folders.
    pub name: String,
    /// Media type found in the content, e.g. `image/webp`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Width of a picture, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

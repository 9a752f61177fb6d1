//! Delivery addresses.

use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

/// Where a parcel goes (收货地址).
///
/// A session that may not see private data gets masked texts (`138****5678`) and `masked: true`; such an
/// address is for showing only and is refused when sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Address {
    /// Who receives it (收件人).
    pub recipient: String,
    /// Telephone number, as dialled.
    pub phone: String,
    /// ISO 3166-1 alpha-2 code of the country, e.g. `CN`.
    pub country: String,
    /// Province or state (省).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// City (市).
    pub city: String,
    /// District (区/县).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Street, house and door (详细地址).
    pub street: String,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Whether parts are hidden.
    #[serde(default)]
    pub masked: bool,
}

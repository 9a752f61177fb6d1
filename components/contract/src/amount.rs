//! Amounts explained row by row.

use crate::Money;
use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

open_enum! {
    /// What a row of a derivation stands for.
    pub enum AmountCode {
        /// Price times quantity.
        Goods = "goods",
        /// Discount on the line itself.
        LineDiscount = "line_discount",
        /// This line's share of a discount on the whole order.
        OrderDiscount = "order_discount",
        /// A coupon.
        Coupon = "coupon",
        /// Changed by the seller before payment.
        PriceChange = "price_change",
        /// Postage.
        Postage = "postage",
        /// Tax.
        Tax = "tax",
        /// Share of the pieces that are not part of the application.
        Kept = "kept",
        /// Paid back before.
        AlreadyRefunded = "already_refunded",
        /// In another open case.
        Reserved = "reserved",
        /// Postage of sending goods back.
        ReturnPostage = "return_postage",
        /// Dearer or cheaper replacement (多退少补).
        PriceDifference = "price_difference",
        /// Compensation without return (折价补偿).
        Compensation = "compensation",
    }
}

/// One row: what, and how much. The rows of a derivation add up exactly to its total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AmountRow {
    /// What the row stands for.
    pub code: AmountCode,
    /// What to call it, in the session's language; for codes the page does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How much; negative rows are taken off.
    pub amount: Money,
}

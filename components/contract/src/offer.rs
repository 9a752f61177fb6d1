//! Offers an agent can send (促销). The backend decides who is eligible and what it is worth.

use crate::json::ToJson;
use crate::read::Read;
use crate::{Cursor, Money, OfferId, OrderId, ProductCard, ProductId, Timestamp, UserId};
use serde::Serialize;

open_enum! {
    /// What kind of offer.
    pub enum OfferKind {
        /// Spend and save (满减/满就送).
        SpendAndSave = "spend_and_save",
        /// Coupon (优惠券).
        Coupon = "coupon",
        /// Discount on single items (单品宝).
        ItemDiscount = "item_discount",
        /// Bundle (搭配套餐).
        Bundle = "bundle",
        /// Gift (赠品).
        Gift = "gift",
        /// Free postage over an amount (满包邮).
        FreePostage = "free_postage",
        /// Flash sale (限时抢购).
        FlashSale = "flash_sale",
        /// Member price (会员价).
        MemberPrice = "member_price",
        /// Pre-sale deposit (预售定金).
        PresaleDeposit = "presale_deposit",
    }
}

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offer {
    /// Identifier.
    pub id: OfferId,
    /// Grows with every change; the higher one wins.
    pub version: u64,
    /// What kind.
    pub kind: OfferKind,
    /// Name, in the session's language.
    pub title: String,
    /// The small print.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Spend at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Money>,
    /// What it takes off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<Money>,
    /// What it takes off, in hundredths of a percent: 1500 is 15 %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving_basis_points: Option<u32>,
    /// What the item or the bundle costs with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// What is paid in advance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
    /// What it is for; everything when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<ProductCard>,
    /// What comes with it for free.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gifts: Vec<ProductCard>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// How many are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u32>,
    /// Whether the buyer asked about may use it.
    pub eligible: bool,
    /// Why not, in the session's language; present exactly when `eligible` is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ineligible_reason: Option<String>,
}

/// Query of `GET /v1/offers`: what fits, those that may be used first, then by what they save.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferQuery {
    /// For this buyer; the order's, else the session's user when missing. Buyers name nobody but themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<UserId>,
    /// For this product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// For this order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OfferKind>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

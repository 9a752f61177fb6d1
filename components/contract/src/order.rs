//! Orders (订单).

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Action, Address, AmountRow, CaseId, Deadline, DeliveryClass, HistoryEntry, LineId, Memo, Money, OrderId,
    Person, ProductId, Shipment, ShippingOption, SkuId, Timestamp, Warning,
};
use serde::Serialize;

open_enum! {
    /// Where an order stands, whatever the backend calls it (`native_state`).
    pub enum OrderState {
        /// Placed, not paid (待付款); Taobao `WAIT_BUYER_PAY`.
        AwaitingPayment = "awaiting_payment",
        /// Paid, nothing shipped (待发货); Taobao `WAIT_SELLER_SEND_GOODS`.
        AwaitingShipment = "awaiting_shipment",
        /// Some lines shipped (部分发货); Taobao `SELLER_CONSIGNED_PART`.
        PartShipped = "part_shipped",
        /// Everything shipped, receipt not confirmed (待收货); Taobao `WAIT_BUYER_CONFIRM_GOODS`.
        AwaitingReceipt = "awaiting_receipt",
        /// Received and money released (交易成功); Taobao `TRADE_FINISHED`.
        Completed = "completed",
        /// Ended without success (交易关闭); see `close_reason`. Never ship.
        Closed = "closed",
    }
}

open_enum! {
    /// Why an order was closed (关闭理由).
    pub enum CloseReason {
        /// Not paid in time.
        Unpaid = "unpaid",
        /// Everything paid back.
        Refunded = "refunded",
        /// The buyer no longer wants it (我不想买了).
        BuyerChangedMind = "buyer_changed_mind",
        /// Ordered twice (重复下单).
        Duplicate = "duplicate",
        /// Wrong item ordered (拍错了).
        WrongItem = "wrong_item",
        /// Out of stock (缺货).
        OutOfStock = "out_of_stock",
        /// The buyer cannot be reached (联系不上买家).
        CannotContact = "cannot_contact",
        /// Agreed between both (协商一致).
        Agreed = "agreed",
        /// Another reason.
        Unlisted = "other",
    }
}

open_enum! {
    /// Where the money is (担保交易).
    pub enum Escrow {
        /// Nothing has been paid.
        None = "none",
        /// Held until receipt.
        Held = "held",
        /// Partly with the seller.
        PartlyReleased = "partly_released",
        /// With the seller.
        Released = "released",
        /// Back with the buyer.
        Refunded = "refunded",
    }
}

open_enum! {
    /// Where a paid order is inside the shop, where the backend reports it.
    pub enum FulfilmentStage {
        /// Order review (审单).
        Review = "review",
        /// Payment check (财务).
        PaymentCheck = "payment_check",
        /// Printing of slips (制单).
        Printing = "printing",
        /// Picking (配货).
        Picking = "picking",
        /// Inspection (检验).
        Inspection = "inspection",
        /// Packing (打包).
        Packing = "packing",
        /// Weighing (称重).
        Weighing = "weighing",
        /// Handed to the courier (交接).
        HandedOver = "handed_over",
    }
}

open_enum! {
    /// How an order is or was paid.
    pub enum PaymentMethod {
        /// Account balance (余额).
        Balance = "balance",
        /// Online bank (网银).
        OnlineBank = "online_bank",
        /// Quick pay by card (快捷支付).
        QuickPay = "quick_pay",
        /// Credit or instalments (分期).
        Credit = "credit",
        /// Paid by a friend (代付).
        PayForMe = "pay_for_me",
        /// On delivery (货到付款).
        CashOnDelivery = "cash_on_delivery",
    }
}

open_enum! {
    /// Special shelf of an order in the workbench.
    pub enum OrderMark {
        /// Not to be shipped (作废).
        Void = "void",
        /// Shipped to a bad address (无效).
        Invalid = "invalid",
        /// Lost on the way (丢失).
        Lost = "lost",
    }
}

open_enum! {
    /// Why the 7-day no-reason return does not apply to a line (不支持七天无理由).
    pub enum NoReasonExclusion {
        /// Made to the buyer's order (定作).
        MadeToOrder = "made_to_order",
        /// Fresh or perishable (鲜活易腐).
        Perishable = "perishable",
        /// Audio-visual goods or software, once opened (拆封音像软件).
        OpenedMedia = "opened_media",
        /// Digital goods, once downloaded (数字化商品).
        Digital = "digital",
        /// Newspapers and periodicals (报纸期刊).
        Periodical = "periodical",
        /// The buyer confirmed the exclusion when buying.
        ConfirmedAtPurchase = "confirmed_at_purchase",
    }
}

/// One line of an order. Product and price are as bought, not as they are today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// Identifier.
    pub id: LineId,
    /// The product.
    pub product_id: ProductId,
    /// Title as bought.
    pub title: String,
    /// Picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Product page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku_id: Option<SkuId>,
    /// The variant in words, e.g. `颜色：素白；容量：350 ml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Pieces bought.
    pub quantity: u32,
    /// Price of one piece.
    pub unit_price: Money,
    /// Taken off this line, shares of order discounts included; 0 or more.
    pub discount: Money,
    /// What the buyer pays for this line, without postage.
    pub total: Money,
    /// Pieces handed to a courier.
    #[serde(default)]
    pub shipped: u32,
    /// Pieces refunded.
    #[serde(default)]
    pub refunded: u32,
    /// Amount refunded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded_amount: Option<Money>,
    /// The open after-sale case, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
    /// Why no-reason return does not apply; missing when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_reason_exclusion: Option<NoReasonExclusion>,
}

/// An order, as the session may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Order {
    /// Identifier, in paths.
    pub id: OrderId,
    /// Grows with every change; the higher one wins. Send it back with every action.
    pub version: u64,
    /// Number as people say it (订单号).
    pub number: String,
    /// Who ordered.
    pub buyer: Person,
    /// Where it stands.
    pub state: OrderState,
    /// What the backend itself calls the state, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_state: Option<String>,
    /// What to call an unknown state, in the session's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    /// Why it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    /// Where the money is.
    pub escrow: Escrow,
    /// Special shelves it stands on; staff only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<OrderMark>,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// Sum of price times quantity.
    pub goods_total: Money,
    /// Everything taken off; 0 or more.
    pub discount: Money,
    /// Postage (运费).
    pub postage: Money,
    /// What the buyer pays: `goods_total - discount + postage`.
    pub total: Money,
    /// How `total` comes about; the rows add up to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<AmountRow>,
    /// What has been paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Money>,
    /// How it was or will be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<PaymentMethod>,
    /// What has been paid back; never more than `paid`.
    pub refunded: Money,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// What the buyer wrote when ordering (买家留言).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_message: Option<String>,
    /// The shop's memo; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Memo>,
    /// Where it is inside the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfilment: Option<FulfilmentStage>,
    /// How it is delivered.
    pub delivery: DeliveryClass,
    /// Ways to ship it, for staff while it can be shipped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shipping_options: Vec<ShippingOption>,
    /// Parcels sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shipments: Vec<Shipment>,
    /// Running deadlines, the next one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// After-sale cases, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseId>,
    /// What to beware of; staff only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// What happened to it, oldest first; only when a single order is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
    /// When it was placed.
    pub created_at: Timestamp,
    /// When it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
    /// When the last parcel was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipped_at: Option<Timestamp>,
    /// When it was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Timestamp>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

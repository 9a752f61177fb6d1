//! What is done to orders, and how they are found.

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Address, ClientId, CloseReason, Cursor, LineId, LineQuantity, MemoFlag, Money, NewMemo, NewShipment,
    OrderId, OrderMark, OrderState, PaymentMethod, ShipmentException, ShipmentId, Timestamp, UserId,
};
use serde::Serialize;

open_enum! {
    /// Actions on orders. The comment names the fields of [`ActOnOrder`] each one reads.
    pub enum OrderActionCode {
        /// Buyer: pay (`payment_method`).
        Pay = "order.pay",
        /// Buyer or seller: change the address before shipment (`address`, `line_ids` for single lines).
        ChangeAddress = "order.change_address",
        /// Seller: ask the buyer to confirm an address; buyer, when asked: confirm it, so that the order goes there
        /// (`address`, the order's own when missing).
        ConfirmAddress = "order.confirm_address",
        /// Buyer: ask to ship soon (催发货).
        RemindToShip = "order.remind_to_ship",
        /// Seller: remind to pay (催付) (`channel`).
        RemindToPay = "order.remind_to_pay",
        /// Seller: change prices before payment (`prices`).
        ChangePrice = "order.change_price",
        /// Seller: change the postage before payment (`postage`).
        ChangePostage = "order.change_postage",
        /// Seller: merge orders to one address, postage once (`merge_with`).
        Merge = "order.merge",
        /// Seller: split lines off into a new order (`lines`).
        Split = "order.split",
        /// Seller: write the memo (`memo`).
        SetMemo = "order.set_memo",
        /// Seller: ship everything or some lines (`shipment`).
        Ship = "order.ship",
        /// Seller: correct courier or tracking number (`shipment_id`, `shipment`).
        ChangeShipment = "order.change_shipment",
        /// Seller: note what went wrong on the way (`shipment_id`, `exception`).
        ReportException = "order.report_exception",
        /// Buyer or seller: extend the time to confirm receipt (`extend_days`).
        ExtendReceipt = "order.extend_receipt",
        /// Buyer: confirm receipt, which releases the money.
        ConfirmReceipt = "order.confirm_receipt",
        /// Close (`reason`, `note`).
        Close = "order.close",
        /// Seller: say that lines are out of stock (`line_ids`, `note`).
        ReportOutOfStock = "order.report_out_of_stock",
        /// Seller: put on a special shelf, or take off it (`mark`, none to take off).
        Mark = "order.mark",
        /// Buyer: apply for after-sale; done with `POST /v1/cases`.
        OpenCase = "case.open",
        /// Buyer: write a review; done with `POST /v1/reviews`.
        WriteReview = "review.write",
        /// Buyer: put the same goods into the cart again.
        BuyAgain = "order.buy_again",
    }
}

open_enum! {
    /// Through what a buyer is reminded.
    pub enum Channel {
        /// The chat.
        Chat = "chat",
        /// Text message.
        Sms = "sms",
        /// Telephone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
    }
}

/// A new price for a line (改价).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceChange {
    /// The line.
    pub line_id: LineId,
    /// Discount on the line from now on; 0 or more.
    pub discount: Money,
}

/// Body of `POST /v1/orders/{id}/actions`.
///
/// Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActOnOrder {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the order the action was chosen on; stale ones get `409 version_conflict` with `current_order`.
    pub version: u64,
    /// What to do.
    pub code: OrderActionCode,
    /// New address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Only these lines; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub line_ids: Vec<LineId>,
    /// Lines with quantities, e.g. to split off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineQuantity>,
    /// New prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceChange>,
    /// New postage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<Money>,
    /// New memo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<NewMemo>,
    /// Parcel to be shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<NewShipment>,
    /// The parcel meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<ShipmentId>,
    /// What went wrong on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<ShipmentException>,
    /// Days to extend receipt by; the action's `input` lists the choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extend_days: Option<u32>,
    /// Why it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<CloseReason>,
    /// Anything to add, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Orders of the same buyer to merge into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge_with: Vec<OrderId>,
    /// Through what to remind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// How to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<PaymentMethod>,
    /// Special shelf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<OrderMark>,
}

impl ActOnOrder {
    /// The action without any input.
    pub fn new(client_id: ClientId, version: u64, code: OrderActionCode) -> Self {
        Self {
            client_id,
            version,
            code,
            address: None,
            line_ids: Vec::new(),
            lines: Vec::new(),
            prices: Vec::new(),
            postage: None,
            memo: None,
            shipment: None,
            shipment_id: None,
            exception: None,
            extend_days: None,
            reason: None,
            note: None,
            merge_with: Vec::new(),
            channel: None,
            payment_method: None,
            mark: None,
        }
    }
}

open_enum! {
    /// In which order a list of orders comes.
    pub enum OrderSort {
        /// Newest first; the default.
        Newest = "newest",
        /// Oldest first.
        Oldest = "oldest",
        /// Next deadline first.
        Deadline = "deadline",
        /// Largest total first.
        Amount = "amount",
    }
}

/// Query of `GET /v1/orders`. Buyers see their own orders only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderQuery {
    /// Only this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<OrderState>,
    /// Only this shelf; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<OrderMark>,
    /// Only this memo flag; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<MemoFlag>,
    /// Only orders of this buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<UserId>,
    /// Number, recipient, phone, tracking number or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Only orders with a deadline in its warning time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<bool>,
    /// Placed at or after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Placed before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Timestamp>,
    /// In which order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<OrderSort>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

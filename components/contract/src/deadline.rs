//! Deadlines: who must act until when, and what happens if nobody does.
//!
//! Count down from the server's clock (`server_time` of the session). When a deadline passes the client asks
//! again; it never carries out the outcome itself.

use crate::Timestamp;
use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

open_enum! {
    /// What must happen before the deadline. The lengths are the backend's policy.
    pub enum DeadlineKind {
        /// The buyer pays the order (付款).
        Pay = "pay",
        /// The seller ships the paid order (发货).
        Ship = "ship",
        /// The buyer confirms receipt (确认收货).
        ConfirmReceipt = "confirm_receipt",
        /// An after-sale application may still be opened (售后期).
        OpenCase = "open_case",
        /// The seller answers an application (处理申请).
        AnswerCase = "answer_case",
        /// The buyer revises a refused application or answers a counter-offer (修改申请).
        ReviseCase = "revise_case",
        /// The buyer sends the goods back and gives a tracking number (寄回商品).
        ReturnGoods = "return_goods",
        /// The seller confirms the goods sent back (确认退货).
        InspectReturn = "inspect_return",
        /// The seller sends the replacement (换货发货).
        ShipReplacement = "ship_replacement",
        /// The buyer confirms the replacement (确认换货).
        ConfirmReplacement = "confirm_replacement",
        /// A party hands in evidence to the platform (举证).
        GiveEvidence = "give_evidence",
        /// The buyer writes a review (评价).
        WriteReview = "write_review",
        /// The buyer changes or removes a neutral or bad review (修改评价).
        ChangeReview = "change_review",
        /// The shop explains itself below a review (解释).
        ExplainReview = "explain_review",
    }
}

open_enum! {
    /// Whose move it is.
    pub enum Actor {
        /// The buyer (买家).
        Buyer = "buyer",
        /// The shop (卖家).
        Seller = "seller",
        /// The marketplace (平台).
        Platform = "platform",
    }
}

open_enum! {
    /// What the server does when a deadline passes.
    pub enum ExpiryOutcome {
        /// The order closes as unpaid.
        CloseOrder = "close_order",
        /// The buyer is compensated for the late shipment; the order goes on.
        CompensateDelay = "compensate_delay",
        /// Receipt counts as confirmed and the money is released.
        ReleaseMoney = "release_money",
        /// The application counts as agreed.
        AgreeCase = "agree_case",
        /// The application closes.
        CloseCase = "close_case",
        /// The money is paid back.
        Refund = "refund",
        /// The replacement counts as received.
        CompleteExchange = "complete_exchange",
        /// The platform decides on what it has.
        Decide = "decide",
        /// The review becomes the default one, good.
        DefaultReview = "default_review",
        /// It can no longer be done; nothing else happens.
        WindowCloses = "window_closes",
    }
}

/// A deadline of an order, a case or a review (倒计时).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// What must happen.
    pub kind: DeadlineKind,
    /// Until when. While paused: when it would end if it resumed now.
    pub at: Timestamp,
    /// From when to show it as a warning, e.g. 24 hours before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_at: Option<Timestamp>,
    /// Whose move it is.
    pub actor: Actor,
    /// What the server does when it passes.
    pub on_expiry: ExpiryOutcome,
    /// Whether the clock stands still, e.g. during a platform intervention; show no countdown then.
    #[serde(default)]
    pub paused: bool,
}

//! Reviews (评价).

use crate::json::ToJson;
use crate::read::Read;
use crate::{
    Action, ClientId, Cursor, Deadline, LineId, OrderId, Person, ProductCard, ProductId, ReviewId, Timestamp,
    Upload, UploadId, UserId, Warning,
};
use serde::Serialize;

open_enum! {
    /// The buyer's verdict.
    pub enum Rating {
        /// Good (好评).
        Good = "good",
        /// Neutral (中评).
        Neutral = "neutral",
        /// Bad (差评).
        Bad = "bad",
    }
}

open_enum! {
    /// Whether a public text may be seen yet (审核).
    pub enum ModerationState {
        /// Being checked; only its author sees it.
        Pending = "pending",
        /// Public.
        Published = "published",
        /// Refused; see the reason.
        Rejected = "rejected",
    }
}

open_enum! {
    /// When and how the shop should approach the author (评价处理).
    pub enum TriageClass {
        /// New and short: contact at once.
        ContactNow = "contact_now",
        /// Long and angry: contact after about a day.
        ContactLater = "contact_later",
        /// Older than a month: apologise and offer something on the next order.
        ApologiseNextOrder = "apologise_next_order",
        /// Older than half a year: look after future orders only.
        FutureOrdersOnly = "future_orders_only",
        /// Good: thank specifically.
        Thank = "thank",
    }
}

open_enum! {
    /// How far the shop has come with the author of a neutral or bad review.
    pub enum ReviewGroup {
        /// Neutral, not worked on.
        Neutral = "neutral",
        /// Bad, not worked on.
        Bad = "bad",
        /// The author agreed to change it.
        AgreedToChange = "agreed_to_change",
        /// Changed.
        Changed = "changed",
        /// The author cannot be reached.
        Unreachable = "unreachable",
        /// Threat to extort; evidence is collected.
        Malicious = "malicious",
    }
}

/// Three scores from 1 to 5; unlike the rating they can never be changed (店铺评分).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scores {
    /// As described (描述相符).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub as_described: u8,
    /// Service (服务态度).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub service: u8,
    /// Speed of shipping (发货速度).
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub shipping: u8,
}

/// What the buyer added later (追评).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FollowUp {
    /// The text.
    pub text: String,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Upload>,
    /// When.
    pub at: Timestamp,
}

/// The shop's public words below a review (解释).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The text.
    pub text: String,
    /// Who wrote it; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Person>,
    /// When.
    pub at: Timestamp,
    /// Whether it is public yet.
    pub moderation: ModerationState,
    /// Why it was refused, in the session's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<String>,
}

/// A review, as the session may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    /// Identifier, in paths.
    pub id: ReviewId,
    /// Grows with every change; the higher one wins. Send it back with every action.
    pub version: u64,
    /// The product reviewed.
    pub product: ProductCard,
    /// The order; not for strangers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<OrderId>,
    /// The order line; not for strangers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_id: Option<LineId>,
    /// Who wrote it; an anonymous author has a hidden name and no picture.
    pub buyer: Person,
    /// Whether the author is hidden from the public.
    #[serde(default)]
    pub anonymous: bool,
    /// The verdict.
    pub rating: Rating,
    /// The scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scores: Option<Scores>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Upload>,
    /// Whether it was given by the machine because the buyer wrote none in time.
    #[serde(default)]
    pub by_default: bool,
    /// When it was changed by its author; at most once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
    /// What the buyer added later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// The shop's public words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// How to approach the author; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageClass>,
    /// When to contact the author; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_at: Option<Timestamp>,
    /// How far the shop has come; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ReviewGroup>,
    /// Running windows, the next one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// What to beware of; staff only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
    /// What may be done, allowed and denied.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Body of `POST /v1/reviews`: a buyer reviews a line of a completed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WriteReview {
    /// Idempotency key.
    pub client_id: ClientId,
    /// The order.
    pub order_id: OrderId,
    /// The line.
    pub line_id: LineId,
    /// The verdict.
    pub rating: Rating,
    /// The scores.
    pub scores: Scores,
    /// The text; within the limit `review_text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Uploaded pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<UploadId>,
    /// Hide the author from the public.
    #[serde(default)]
    pub anonymous: bool,
}

/// Body of `POST /v1/reviews/{id}/reply`: the shop's explanation.
///
/// Private data, insults and rewards for reviews are refused as `private_data_in_text`, `abusive_text` and
/// `reward_for_review`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplyToReview {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the review; stale ones get `409 version_conflict` with `current_review`.
    pub version: u64,
    /// The text; within the limit `review_reply`.
    pub text: String,
}

open_enum! {
    /// Actions on reviews. The comment names the fields of [`ActOnReview`] each one reads.
    pub enum ReviewActionCode {
        /// Seller: explain; done with `POST /v1/reviews/{id}/reply`.
        Reply = "review.reply",
        /// Buyer: change a neutral or bad review, once (`rating`, `text`, `images`).
        Change = "review.change",
        /// Buyer: remove it, once.
        Remove = "review.remove",
        /// Buyer: add a follow-up (`text`, `images`).
        FollowUp = "review.follow_up",
        /// Seller: note how far it is (`group`, `text`).
        SetGroup = "review.set_group",
        /// Seller: report it as malicious (`text`, `images` as evidence).
        Report = "review.report",
    }
}

/// Body of `POST /v1/reviews/{id}/actions`.
///
/// Only the fields the action names in its `input` may be filled; others are refused as `invalid_value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActOnReview {
    /// Idempotency key.
    pub client_id: ClientId,
    /// Version of the review the action was chosen on.
    pub version: u64,
    /// What to do.
    pub code: ReviewActionCode,
    /// Another verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// A text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Uploaded pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<UploadId>,
    /// How far the shop has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ReviewGroup>,
}

/// Query of `GET /v1/reviews`, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReviewQuery {
    /// Only this verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// Only reviews of this product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only reviews of this buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<UserId>,
    /// Only this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ReviewGroup>,
    /// Only this class of urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageClass>,
    /// Only those with (`true`) or without (`false`) an explanation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained: Option<bool>,
    /// Words of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Cursor of a page: items after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// Most items; capped by the session's `limits.page_size`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

//! Errors, after RFC 9457 (Problem Details for HTTP APIs).

use crate::json::ToJson;
use crate::read::Read;
#[cfg(feature = "commerce")]
use crate::{Case, Customer, Order, Review};
use crate::{Conversation, Money};
use serde::Serialize;

open_enum! {
    /// Machine-readable reason. The HTTP status each comes with is in [`ProblemCode::status`].
    pub enum ProblemCode {
        /// Body is not JSON, or not of the declared shape.
        InvalidBody = "invalid_body",
        /// Body has a field the contract does not know.
        UnknownField = "unknown_field",
        /// A field has a value that is not allowed; see `errors`.
        InvalidValue = "invalid_value",
        /// A text is longer than the session's limit.
        TextTooLong = "text_too_long",
        /// The request body is larger than the session's limit.
        BodyTooLarge = "body_too_large",
        /// The content type is not `application/json`.
        UnsupportedMediaType = "unsupported_media_type",
        /// A query parameter, header or cursor cannot be read.
        InvalidQuery = "invalid_query",
        /// The cursor was not made by this server for this list.
        InvalidCursor = "invalid_cursor",
        /// No credentials, or not readable ones.
        Unauthenticated = "unauthenticated",
        /// The credentials were good once.
        TokenExpired = "token_expired",
        /// Known, but not allowed to do this.
        Forbidden = "forbidden",
        /// Does not exist, or is not yours: the two cannot be told apart.
        NotFound = "not_found",
        /// The path exists, the method does not.
        MethodNotAllowed = "method_not_allowed",
        /// The idempotency key was used before with another body.
        IdempotencyKeyReused = "idempotency_key_reused",
        /// The same write is being carried out right now.
        InProgress = "in_progress",
        /// The object changed meanwhile.
        VersionConflict = "version_conflict",
        /// The action is denied now; the object's `actions` say why.
        ActionNotAllowed = "action_not_allowed",
        /// The quote is too old, or the order changed since; ask for another.
        QuoteExpired = "quote_expired",
        /// The time in which this could be done is over.
        WindowClosed = "window_closed",
        /// More money than allowed; `max_amount` has the maximum.
        AmountAboveMaximum = "amount_above_maximum",
        /// An amount that must be above zero is not.
        AmountNotPositive = "amount_not_positive",
        /// Not the currency, or not the exponent, of the order.
        WrongCurrency = "wrong_currency",
        /// More pieces than bought and not yet refunded or shipped; `max` has the maximum.
        QuantityAboveBought = "quantity_above_bought",
        /// A line that the order does not have.
        UnknownLine = "unknown_line",
        /// The reason does not fit the kind and scenario.
        ReasonNotAllowed = "reason_not_allowed",
        /// The file's content is of a type not accepted.
        UnsupportedEvidence = "unsupported_evidence",
        /// The file is larger than the session's limit.
        FileTooLarge = "file_too_large",
        /// More items than allowed; `max` has the maximum.
        TooManyItems = "too_many_items",
        /// An upload that does not exist, is not yours, or was forgotten.
        UnknownUpload = "unknown_upload",
        /// A masked address was sent back.
        MaskedValue = "masked_value",
        /// A public text shows a name, phone, address or order number.
        PrivateDataInText = "private_data_in_text",
        /// A public text insults or blames.
        AbusiveText = "abusive_text",
        /// Money or gifts are offered for a review.
        RewardForReview = "reward_for_review",
        /// A text still has a variable in braces.
        UnresolvedVariable = "unresolved_variable",
        /// The asking account is not the one that ordered.
        AccountMismatch = "account_mismatch",
        /// Too many requests; see `retry_after`.
        RateLimited = "rate_limited",
        /// The server cannot answer now.
        Unavailable = "unavailable",
        /// A fault of the server.
        Internal = "internal",
    }
}

impl ProblemCode {
    /// The HTTP status this code is sent with; 500 for codes unknown to this version.
    pub fn status(&self) -> u16 {
        match self {
            Self::InvalidBody | Self::InvalidQuery | Self::InvalidCursor => 400,
            Self::Unauthenticated | Self::TokenExpired => 401,
            Self::Forbidden | Self::AccountMismatch => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::InProgress
            | Self::VersionConflict
            | Self::ActionNotAllowed
            | Self::QuoteExpired
            | Self::WindowClosed => 409,
            Self::BodyTooLarge | Self::FileTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::UnknownField
            | Self::InvalidValue
            | Self::TextTooLong
            | Self::IdempotencyKeyReused
            | Self::AmountAboveMaximum
            | Self::AmountNotPositive
            | Self::WrongCurrency
            | Self::QuantityAboveBought
            | Self::UnknownLine
            | Self::ReasonNotAllowed
            | Self::UnsupportedEvidence
            | Self::TooManyItems
            | Self::UnknownUpload
            | Self::MaskedValue
            | Self::PrivateDataInText
            | Self::AbusiveText
            | Self::RewardForReview
            | Self::UnresolvedVariable => 422,
            Self::RateLimited => 429,
            Self::Internal | Self::Other(_) => 500,
            Self::Unavailable => 503,
        }
    }
}

/// One thing wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProblemField {
    /// JSON Pointer (RFC 6901) into the body, e.g. `/content/text`.
    pub pointer: String,
    /// What is wrong there.
    pub code: ProblemCode,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The largest value or length that would have been accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    /// The largest amount that would have been accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<Money>,
}

impl ProblemField {
    /// A fault at a place, without further words.
    pub fn new(pointer: impl Into<String>, code: ProblemCode) -> Self {
        Self { pointer: pointer.into(), code, detail: None, max: None, max_amount: None }
    }
}

/// Body of every error answer, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// URI of the problem type, `about:blank` unless the backend documents its own.
    #[serde(rename = "type", default = "about_blank")]
    pub kind: String,
    /// Short name of the problem.
    pub title: String,
    /// HTTP status, repeated.
    pub status: u16,
    /// What was wrong, with which value, and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Machine-readable reason.
    pub code: ProblemCode,
    /// Single faults, for showing beside the field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// Whether the same request may succeed later.
    #[serde(default)]
    pub retryable: bool,
    /// Seconds to wait before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The conversation as it is now, so that a stale write can be rebased at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_conversation: Option<Box<Conversation>>,
    /// The order as it is now, so that a stale write can be rebased at once.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_order: Option<Box<Order>>,
    /// The case as it is now, so that a stale write can be rebased at once.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_case: Option<Box<Case>>,
    /// The review as it is now, so that a stale write can be rebased at once.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_review: Option<Box<Review>>,
    /// The customer as it is now, so that a stale write can be rebased at once.
    #[cfg(feature = "commerce")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_customer: Option<Box<Customer>>,
}

fn about_blank() -> String {
    "about:blank".to_owned()
}

impl Problem {
    /// A problem with the status that belongs to `code`.
    pub fn new(code: ProblemCode, title: impl Into<String>) -> Self {
        let retryable = matches!(
            code,
            ProblemCode::InProgress
                | ProblemCode::RateLimited
                | ProblemCode::Unavailable
                | ProblemCode::Internal
        );
        Self {
            kind: about_blank(),
            title: title.into(),
            status: code.status(),
            detail: None,
            code,
            errors: Vec::new(),
            retryable,
            retry_after: None,
            current_conversation: None,
            #[cfg(feature = "commerce")]
            current_order: None,
            #[cfg(feature = "commerce")]
            current_case: None,
            #[cfg(feature = "commerce")]
            current_review: None,
            #[cfg(feature = "commerce")]
            current_customer: None,
        }
    }
}

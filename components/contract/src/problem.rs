//! Errors, after RFC 9457 (Problem Details for HTTP APIs).

use serde::{Deserialize, Serialize};

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
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::InProgress | Self::VersionConflict => 409,
            Self::BodyTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::UnknownField | Self::InvalidValue | Self::TextTooLong | Self::IdempotencyKeyReused => 422,
            Self::RateLimited => 429,
            Self::Internal | Self::Other(_) => 500,
            Self::Unavailable => 503,
        }
    }
}

/// One thing wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// Body of every error answer, `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        }
    }
}

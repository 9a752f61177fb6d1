//! Rows of reviews.

use super::endpoints::{Endpoint, OBJECT, body_problems};
use crate::{ProblemCode as P, paths};

pub(super) const REVIEWS: &[Endpoint] = &[
    Endpoint {
        id: "listReviews",
        method: "get",
        path: paths::REVIEWS,
        summary: "Reviews, newest first",
        parameters: &[],
        query: Some("ReviewQuery"),
        body: None,
        answers: &[(200, "A page", Some("ReviewPage"))],
        problems: &[P::InvalidQuery, P::InvalidCursor, P::Forbidden],
    },
    Endpoint {
        id: "writeReview",
        method: "post",
        path: paths::REVIEWS,
        summary: "Review a line of a completed order",
        parameters: &[],
        query: None,
        body: Some("WriteReview"),
        answers: &[
            (200, "Already done with this key: the same answer again", Some("Review")),
            (201, "Created", Some("Review")),
        ],
        problems: body_problems!(
            P::IdempotencyKeyReused,
            P::InProgress,
            P::ActionNotAllowed,
            P::WindowClosed,
            P::UnknownLine,
            P::TextTooLong,
            P::UnknownUpload,
            P::UnsupportedEvidence,
            P::TooManyItems
        ),
    },
    Endpoint {
        id: "getReview",
        method: "get",
        path: paths::REVIEW,
        summary: "One review",
        parameters: &[OBJECT],
        query: None,
        body: None,
        answers: &[(200, "The answer", Some("Review"))],
        problems: &[P::NotFound],
    },
    Endpoint {
        id: "replyToReview",
        method: "post",
        path: paths::REVIEW_REPLY,
        summary: "Explain below a review",
        parameters: &[OBJECT],
        query: None,
        body: Some("ReplyToReview"),
        answers: &[(200, "After it", Some("Review"))],
        problems: body_problems!(
            P::VersionConflict,
            P::IdempotencyKeyReused,
            P::InProgress,
            P::ActionNotAllowed,
            P::WindowClosed,
            P::TextTooLong,
            P::PrivateDataInText,
            P::AbusiveText,
            P::RewardForReview,
            P::UnresolvedVariable,
            P::AccountMismatch
        ),
    },
    Endpoint {
        id: "actOnReview",
        method: "post",
        path: paths::REVIEW_ACTIONS,
        summary: "Do one of the review's actions",
        parameters: &[OBJECT],
        query: None,
        body: Some("ActOnReview"),
        answers: &[(200, "After it", Some("Review"))],
        problems: body_problems!(
            P::VersionConflict,
            P::IdempotencyKeyReused,
            P::InProgress,
            P::ActionNotAllowed,
            P::WindowClosed,
            P::TextTooLong,
            P::UnknownUpload,
            P::UnsupportedEvidence,
            P::TooManyItems,
            P::AccountMismatch
        ),
    },
];

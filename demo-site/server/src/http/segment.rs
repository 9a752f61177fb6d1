//! The variable part of a path.

use super::ApiError;
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

/// An id or name in the path. What cannot be read as text names nothing.
#[derive(Debug)]
pub(crate) struct Segment(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(segment) =
            Path::from_request_parts(parts, state).await.map_err(|_| ApiError::not_found())?;
        Ok(Self(segment))
    }
}

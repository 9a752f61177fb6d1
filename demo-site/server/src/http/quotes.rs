//! What may be applied for, and how much could be paid back.

use super::{ApiError, body::Body, segment::Segment};
use crate::{app::AppState, auth::Viewer, desk::quotes, locale::Locale};
use axum::{Json, extract::State};
use kefu_contract::{CaseOptions, OrderId, Quote, QuoteRequest};

pub(crate) async fn options(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<CaseOptions>, ApiError> {
    quotes::options(&app, &viewer, locale, &OrderId(id)).await.map(Json)
}

pub(crate) async fn quote(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<QuoteRequest>,
) -> Result<Json<Quote>, ApiError> {
    quotes::quote(&app, &viewer, locale, &request).await.map(Json)
}

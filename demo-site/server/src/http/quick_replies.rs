//! `/v1/quick-replies`: list, create, replace. For staff alone.

use super::{ApiError, body::Body, listing::Listing, query::Filter, segment::Segment};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::quick_replies,
    locale::Locale,
    store::{QuickReplyFilter, QuickReplyKey},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{Page, QuickReply, QuickReplyId, QuickReplyQuery, SaveQuickReply};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<QuickReplyQuery>,
) -> Result<Json<Page<QuickReply>>, ApiError> {
    viewer.require_staff()?;
    let question = QuickReplyQuery { after: None, limit: None, ..query.clone() };
    let (after, limit) = (query.after.as_ref(), query.limit);
    let listing = Listing::<QuickReplyKey>::of(&app, &viewer, "quick replies", &question, after, limit)?;
    let filter = QuickReplyFilter { viewer: viewer.person.id.clone(), query: question };
    let found = app.store.quick_replies(&filter, listing.after.as_ref(), listing.wanted()).await?;
    let shown = found.into_iter().map(|(key, record)| (key, quick_replies::view(&viewer, locale, &record)));
    listing.page(&app, shown.collect()).map(Json)
}

pub(crate) async fn create(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<SaveQuickReply>,
) -> Result<(StatusCode, Json<QuickReply>), ApiError> {
    viewer.require_staff()?;
    let (status, reply) = quick_replies::create(&app, &viewer, locale, &request).await?;
    Ok((status, Json(reply)))
}

pub(crate) async fn replace(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<SaveQuickReply>,
) -> Result<Json<QuickReply>, ApiError> {
    viewer.require_staff()?;
    quick_replies::replace(&app, &viewer, locale, &QuickReplyId(id), &request).await.map(Json)
}

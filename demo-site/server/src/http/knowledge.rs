//! `/v1/knowledge`: list, create, replace. For staff alone.

use super::{
    ApiError,
    body::Body,
    listing::Listing,
    query::{Filter, check_id},
    segment::Segment,
};
use crate::{app::AppState, auth::Viewer, desk::knowledge, locale::Locale};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{KnowledgeEntry, KnowledgeId, KnowledgeQuery, Page, ProductId, SaveKnowledgeEntry};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<KnowledgeQuery>,
) -> Result<Json<Page<KnowledgeEntry>>, ApiError> {
    viewer.require_staff()?;
    check_id("product_id", query.product_id.as_ref().map(ProductId::check))?;
    let question = KnowledgeQuery { after: None, limit: None, ..query.clone() };
    let listing = Listing::of(&app, &viewer, "knowledge", &question, query.after.as_ref(), query.limit)?;
    let found = knowledge::list(&app, &question, listing.after.as_ref(), listing.wanted()).await?;
    let shown = found.into_iter().map(|(key, entry)| (key, knowledge::view(&viewer, locale, entry)));
    listing.page(&app, shown.collect()).map(Json)
}

pub(crate) async fn create(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<SaveKnowledgeEntry>,
) -> Result<(StatusCode, Json<KnowledgeEntry>), ApiError> {
    viewer.require_staff()?;
    let (status, entry) = knowledge::create(&app, &viewer, locale, &request).await?;
    Ok((status, Json(entry)))
}

pub(crate) async fn replace(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<SaveKnowledgeEntry>,
) -> Result<Json<KnowledgeEntry>, ApiError> {
    viewer.require_staff()?;
    knowledge::replace(&app, &viewer, locale, &KnowledgeId(id), &request).await.map(Json)
}

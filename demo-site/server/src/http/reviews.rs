//! `/v1/reviews`: list, write, show, explain, act.

use super::{
    ApiError,
    body::Body,
    listing::Listing,
    query::{Filter, check_id},
    segment::Segment,
    text_rules::plain,
};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::reviews,
    locale::Locale,
    store::{ReviewFilter, ReviewKey},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{
    ActOnReview, Page, ProductId, ReplyToReview, Review, ReviewId, ReviewQuery, UserId, WriteReview,
};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<ReviewQuery>,
) -> Result<Json<Page<Review>>, ApiError> {
    check_id("product_id", query.product_id.as_ref().map(ProductId::check))?;
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    if query.group.is_some() || query.triage.is_some() {
        // Neither is shown to buyers, so they cannot ask for it either.
        viewer.require_staff()?;
    }
    let question = ReviewQuery { after: None, limit: None, ..query.clone() };
    let listing: Listing<ReviewKey> =
        Listing::of(&app, &viewer, "reviews", &question, query.after.as_ref(), query.limit)?;
    let filter = ReviewFilter { reader: viewer.audience(), query: question };
    let found = app.store.reviews(&filter, listing.after.as_ref(), listing.wanted()).await?;
    let shown = found.into_iter().map(|(key, record)| (key, reviews::shown(&app, &viewer, locale, &record)));
    Ok(Json(listing.page(&app, shown.collect())?))
}

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<Review>, ApiError> {
    let found = reviews::find(&app, &viewer, locale, &ReviewId(id)).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

pub(crate) async fn write(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(mut request): Body<WriteReview>,
) -> Result<(StatusCode, Json<Review>), ApiError> {
    request.text = accept(request.text)?;
    let (new, review) = reviews::write(&app, &viewer, locale, &request).await?;
    Ok((if new { StatusCode::CREATED } else { StatusCode::OK }, Json(review)))
}

pub(crate) async fn reply(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(mut request): Body<ReplyToReview>,
) -> Result<Json<Review>, ApiError> {
    request.text = plain(&request.text, "/text")?;
    reviews::reply(&app, &viewer, locale, &ReviewId(id), &request).await.map(Json)
}

pub(crate) async fn act(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(mut request): Body<ActOnReview>,
) -> Result<Json<Review>, ApiError> {
    request.text = accept(request.text)?;
    reviews::act(&app, &viewer, locale, &ReviewId(id), &request).await.map(Json)
}

fn accept(text: Option<String>) -> Result<Option<String>, ApiError> {
    text.map(|text| plain(&text, "/text")).transpose()
}

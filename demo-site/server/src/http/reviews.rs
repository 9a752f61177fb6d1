//! `/v1/reviews`: list, write, show, explain, act.

use super::{
    ApiError,
    body::Body,
    query::{Filter, check_id, page_limit},
    segment::Segment,
    text_rules::plain,
};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::reviews,
    locale::{Locale, Text},
    store::{ReviewFilter, ReviewKey},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{
    ActOnReview, Page, ProblemCode, ProductId, ReplyToReview, Review, ReviewId, ReviewQuery, UserId,
    WriteReview,
};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<ReviewQuery>,
) -> Result<Json<Page<Review>>, ApiError> {
    let limit = page_limit(query.limit)?;
    check_id("product_id", query.product_id.as_ref().map(ProductId::check))?;
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    if !viewer.is_staff() && (query.group.is_some() || query.triage.is_some()) {
        return Err(ApiError::new(ProblemCode::Forbidden).detail(Text::new(
            "group 和 triage 仅供店铺筛选。",
            "Only the shop filters by group and triage.",
        )));
    }
    // A cursor belongs to one reader and one question.
    let question = serde_json::to_string(&ReviewQuery { after: None, limit: None, ..query.clone() });
    let list = format!("reviews {} {}", viewer.audience().name(), question.unwrap_or_default());
    let after =
        query.after.as_ref().map(|cursor| app.cursors.open::<ReviewKey>(&list, &cursor.0)).transpose()?;
    let filter = ReviewFilter { reader: viewer.audience(), query };
    let mut found = app.store.reviews(&filter, after.as_ref(), limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let after = last.map(|(key, _)| app.cursors.seal(&list, key)).transpose()?;
    let items = found.iter().map(|(_, record)| reviews::view(&app, &viewer, locale, record)).collect();
    Ok(Json(Page { items, before: None, after }))
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

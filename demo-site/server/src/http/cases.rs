//! `/v1/cases`: list, show, open, act.

use super::{
    ApiError,
    body::Body,
    query::{Filter, check_id, page_limit},
    segment::Segment,
};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::{cases, orders::Background},
    locale::Locale,
    store::{CaseFilter, CaseKey},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{ActOnCase, Case, CaseId, CaseQuery, OpenCase, OrderId, Page, UserId};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<CaseQuery>,
) -> Result<Json<Page<Case>>, ApiError> {
    let limit = page_limit(query.limit)?;
    check_id("order_id", query.order_id.as_ref().map(OrderId::check))?;
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    // A cursor belongs to one reader and one question.
    let question = serde_json::to_string(&CaseQuery { after: None, limit: None, ..query.clone() });
    let list = format!("cases {} {}", viewer.audience().name(), question.unwrap_or_default());
    let after =
        query.after.as_ref().map(|cursor| app.cursors.open::<CaseKey>(&list, &cursor.0)).transpose()?;
    let buyer = (!viewer.is_staff()).then(|| viewer.person.id.clone());
    let filter = CaseFilter { buyer, query, now: app.clock.now() };
    let mut found = app.store.cases(&filter, after.as_ref(), limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let after = last.map(|(key, _)| app.cursors.seal(&list, key)).transpose()?;
    let records: Vec<_> = found.iter().map(|(_, file)| &file.order).collect();
    let background = Background::of_many(&app, &viewer, &records).await?;
    let items = found.iter().map(|(_, file)| {
        let mut case = cases::view(&app, &viewer, locale, file, &background);
        cases::sign(&app, &mut case);
        case
    });
    Ok(Json(Page { items: items.collect(), before: None, after }))
}

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<Case>, ApiError> {
    let found = cases::find(&app, &viewer, locale, &CaseId(id)).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

pub(crate) async fn open(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<OpenCase>,
) -> Result<(StatusCode, Json<Case>), ApiError> {
    let (new, case) = cases::open(&app, &viewer, locale, &request).await?;
    Ok((if new { StatusCode::CREATED } else { StatusCode::OK }, Json(case)))
}

pub(crate) async fn act(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<ActOnCase>,
) -> Result<Json<Case>, ApiError> {
    cases::act(&app, &viewer, locale, &CaseId(id), &request).await.map(Json)
}

//! `/v1/orders`: list, show, act.

use super::{
    ApiError,
    body::Body,
    query::{Filter, check_id, page_limit},
    segment::Segment,
};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::orders::{self, Background, Detail},
    locale::Locale,
    store::{OrderFilter, OrderKey},
};
use axum::{Json, extract::State};
use kefu_contract::{ActOnOrder, Order, OrderId, OrderQuery, Page, UserId};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<OrderQuery>,
) -> Result<Json<Page<Order>>, ApiError> {
    let limit = page_limit(query.limit)?;
    // Flags and shelves are the staff's notes; what a buyer's list held would tell of them.
    if query.flag.is_some() || query.mark.is_some() {
        viewer.require_staff()?;
    }
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    // A cursor belongs to one reader and one question.
    let question = serde_json::to_string(&OrderQuery { after: None, limit: None, ..query.clone() });
    let list = format!("orders {} {}", viewer.audience().name(), question.unwrap_or_default());
    let after =
        query.after.as_ref().map(|cursor| app.cursors.open::<OrderKey>(&list, &cursor.0)).transpose()?;
    let buyer = (!viewer.is_staff()).then(|| viewer.person.id.clone());
    let filter = OrderFilter { buyer, query, now: app.clock.now() };
    let mut found = app.store.orders(&filter, after.as_ref(), limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let after = last.map(|(key, _)| app.cursors.seal(&list, key)).transpose()?;
    let records: Vec<_> = found.iter().map(|(_, record)| record).collect();
    let background = Background::of_many(&app, &viewer, &records).await?;
    let row = |record| orders::view(&app, &viewer, locale, record, &background, Detail::Row);
    let items = records.into_iter().map(row).collect();
    Ok(Json(Page { items, before: None, after }))
}

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<Order>, ApiError> {
    let found = orders::find(&app, &viewer, locale, &OrderId(id)).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

pub(crate) async fn act(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<ActOnOrder>,
) -> Result<Json<Order>, ApiError> {
    orders::act(&app, &viewer, locale, &OrderId(id), &request).await.map(Json)
}

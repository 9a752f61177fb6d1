//! `/v1/customers`: list, show, update. For staff alone.

use super::{
    ApiError,
    body::Body,
    listing::Listing,
    query::{Filter, check_id},
    segment::Segment,
};
use crate::{app::AppState, auth::Viewer, desk::customers, locale::Locale, store::CustomerKey};
use axum::{Json, extract::State};
use kefu_contract::{Customer, CustomerQuery, Page, UpdateCustomer, UserId};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<CustomerQuery>,
) -> Result<Json<Page<Customer>>, ApiError> {
    viewer.require_staff()?;
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    let question = CustomerQuery { after: None, limit: None, ..query.clone() };
    let listing =
        Listing::<CustomerKey>::of(&app, &viewer, "customers", &question, query.after.as_ref(), query.limit)?;
    let found = app.store.customers(&query, listing.after.as_ref(), listing.wanted()).await?;
    let shown = found.into_iter().map(|(key, record)| (key, customers::view(&app, locale, &record)));
    listing.page(&app, shown.collect()).map(Json)
}

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<Customer>, ApiError> {
    viewer.require_staff()?;
    let found = customers::find(&app, locale, &UserId(id)).await?;
    found.map(Json).ok_or_else(ApiError::not_found)
}

pub(crate) async fn update(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<UpdateCustomer>,
) -> Result<Json<Customer>, ApiError> {
    viewer.require_staff()?;
    customers::update(&app, &viewer, locale, &UserId(id), &request).await.map(Json)
}

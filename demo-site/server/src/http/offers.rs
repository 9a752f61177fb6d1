//! `/v1/offers`: list.

use super::{
    ApiError,
    listing::Listing,
    query::{Filter, check_id},
};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::offers::{self, OfferKey},
    locale::Locale,
};
use axum::{Json, extract::State};
use kefu_contract::{Offer, OfferQuery, OrderId, Page, ProductId, UserId};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<OfferQuery>,
) -> Result<Json<Page<Offer>>, ApiError> {
    check_id("buyer_id", query.buyer_id.as_ref().map(UserId::check))?;
    check_id("product_id", query.product_id.as_ref().map(ProductId::check))?;
    check_id("order_id", query.order_id.as_ref().map(OrderId::check))?;
    let question = OfferQuery { after: None, limit: None, ..query.clone() };
    let listing =
        Listing::<OfferKey>::of(&app, &viewer, "offers", &question, query.after.as_ref(), query.limit)?;
    let all = offers::list(&app, &viewer, locale, &query).await?;
    let behind = |key: &OfferKey| listing.after.as_ref().is_none_or(|after| key > after);
    let found = all.into_iter().filter(|(key, _)| behind(key)).take(listing.wanted() as usize).collect();
    listing.page(&app, found).map(Json)
}

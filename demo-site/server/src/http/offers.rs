//! `/v1/offers`: list.

use super::{ApiError, listing::Listing, query::Filter};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::offers::{self, OfferKey},
    locale::Locale,
};
use axum::{Json, extract::State};
use kefu_contract::{Offer, OfferQuery, Page};

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<OfferQuery>,
) -> Result<Json<Page<Offer>>, ApiError> {
    let question = OfferQuery { after: None, limit: None, ..query.clone() };
    let listing =
        Listing::<OfferKey>::of(&app, &viewer, "offers", &question, query.after.as_ref(), query.limit)?;
    let all = offers::list(&app, &viewer, locale, &query).await?;
    let behind = |key: &OfferKey| listing.after.as_ref().is_none_or(|after| key > after);
    let found = all.into_iter().filter(|(key, _)| behind(key)).take(listing.wanted() as usize).collect();
    listing.page(&app, found).map(Json)
}

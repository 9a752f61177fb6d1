//! Offers: which fit, who may use them, and which is best.

mod occasion;

use crate::{
    app::App, auth::Viewer, catalogue::Catalogue, http::ApiError, locale::Locale, store::OfferRecord,
};
use kefu_contract::{Money, Offer, OfferId, OfferQuery, ProductCard, ProductId};
use kefu_rules::offers::{self, Ineligible, Occasion};
use occasion::Asked;
use serde::{Deserialize, Serialize};

/// Place of an offer in a list; grows down the list: first what may be used, then what saves most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct OfferKey {
    denied: bool,
    order: i64,
    id: OfferId,
}

/// Every offer that fits what is asked about, in order, each with its place. What has ended is left out.
pub(crate) async fn list(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    query: &OfferQuery,
) -> Result<Vec<(OfferKey, Offer)>, ApiError> {
    let asked = Asked::about(app, viewer, query).await?;
    let occasion =
        Occasion { now: app.clock.now(), buyer: asked.buyer.as_ref(), basket: asked.basket.as_ref() };
    let mut found: Vec<(OfferKey, Offer)> = Vec::new();
    for record in app.store.offers(query.kind.as_ref()).await? {
        let Some(mut offer) = shown(&app.catalogue, locale, &record) else { continue };
        if !asked.fits(&offer) {
            continue;
        }
        let reason = match offers::eligible(&offer, &record.audience, &occasion) {
            Err(Ineligible::Over) => continue,
            judged => judged.err(),
        };
        // Amounts that do not mix save nothing.
        let saved = offers::saving(&offer, occasion.basket, &asked.zero).map_or(0, |saved| saved.amount);
        offer.eligible = reason.is_none();
        offer.ineligible_reason = reason.map(|reason| reason.text(locale.language()));
        found.push((OfferKey { denied: !offer.eligible, order: -saved, id: offer.id.clone() }, offer));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

/// An offer in the reader's language, products as they are today; nothing once one of them is gone.
fn shown(catalogue: &Catalogue, locale: Locale, record: &OfferRecord) -> Option<Offer> {
    let cards = |ids: &[ProductId]| {
        ids.iter().map(|id| Some(catalogue.find(id)?.card(locale))).collect::<Option<Vec<ProductCard>>>()
    };
    Some(Offer {
        id: record.id.clone(),
        version: record.version,
        kind: record.kind.clone(),
        title: record.title.get(locale).to_owned(),
        terms: record.terms.as_ref().map(|terms| terms.get(locale).to_owned()),
        threshold: record.threshold.clone(),
        saving: record.saving.clone(),
        saving_basis_points: record.saving_basis_points,
        price: record.price.clone(),
        deposit: record.deposit.clone(),
        products: cards(&record.products)?,
        gifts: cards(&record.gifts)?,
        starts_at: record.starts_at,
        ends_at: record.ends_at,
        remaining: record.remaining,
        eligible: true,
        ineligible_reason: None,
    })
}

/// No money, in the currency of a price.
fn zero(like: &Money) -> Money {
    Money { amount: 0, ..like.clone() }
}

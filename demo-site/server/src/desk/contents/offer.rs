//! An offer for the buyer.

use super::Sending;
use crate::{
    app::App,
    desk::offers,
    http::ApiError,
    locale::{Locale, Text},
    store::OfferRecord,
};
use kefu_contract::{Content, ContentType, OfferCard, OfferQuery, ProblemCode};

const AT: &str = "/content/offer_id";

/// Offers are the staff's to make, and only those the buyer may use now.
pub(super) async fn accept(sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["offer_id", "text"])?;
    if !sending.viewer.is_staff() {
        let why = Text::new("只有客服可以发送优惠。", "Only staff send offers.");
        return Err(ApiError::new(ProblemCode::Forbidden).detail(why).at("/content/type"));
    }
    let Some(id) = &sending.content.offer_id else {
        let missing = Text::new("请给出优惠编号。", "A message of this type names its offer.");
        return Err(ApiError::invalid_value(AT, missing));
    };
    let record = sending.app.store.offer(id).await?;
    let query = OfferQuery { buyer_id: Some(sending.conversation.buyer.id.clone()), ..OfferQuery::default() };
    let running = offers::list(sending.app, sending.viewer, sending.locale, &query).await?;
    let offer = running.into_iter().map(|(_, offer)| offer).find(|offer| offer.id == *id);
    let Some((record, offer)) = record.zip(offer) else {
        let unknown = Text::new("没有这个优惠，或已结束。", "There is no such offer, or it has ended.");
        return Err(ApiError::invalid_value(AT, unknown));
    };
    match offer.ineligible_reason {
        None => Ok(message(&record, Locale::ZhCn)),
        // In the reader's language already.
        Some(why) => Err(ApiError::invalid_value(AT, Text::new(why.clone(), why))),
    }
}

/// The offer as it is now. One that is gone is shown as it was.
pub(super) async fn refresh(app: &App, locale: Locale, content: &mut Content) -> Result<(), ApiError> {
    let Some(card) = &content.offer else { return Ok(()) };
    if let Some(record) = app.store.offer(&card.id).await? {
        *content = message(&record, locale);
    }
    Ok(())
}

/// The card, and words for readers that cannot show it.
fn message(record: &OfferRecord, locale: Locale) -> Content {
    let title = record.title.get(locale).to_owned();
    let words = Text::new(format!("优惠：{title}"), format!("Offer: {title}"));
    let card = OfferCard {
        id: record.id.clone(),
        kind: record.kind.clone(),
        title,
        saving: record.saving.clone(),
        threshold: record.threshold.clone(),
        ends_at: record.ends_at,
    };
    Content {
        text: Some(words.get(locale).to_owned()),
        offer: Some(card),
        ..Content::empty(ContentType::Offer)
    }
}

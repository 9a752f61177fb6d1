//! A product of the shop.

use super::Sending;
use crate::{
    app::App,
    catalogue::product_content,
    http::ApiError,
    locale::{Locale, Text},
};
use kefu_contract::Content;

const AT: &str = "/content/product_id";

pub(super) fn accept(sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["product_id", "text"])?;
    let Some(wanted) = &sending.content.product_id else {
        let missing = Text::new("请给出商品编号。", "A product message names its product.");
        return Err(ApiError::invalid_value(AT, missing));
    };
    let product = sending.app.catalogue.find(wanted).ok_or_else(|| {
        ApiError::invalid_value(AT, Text::new("本店没有这件商品。", "The shop has no such product."))
    })?;
    Ok(product_content(product.card(Locale::ZhCn)))
}

pub(super) fn refresh(app: &App, locale: Locale, content: &mut Content) {
    if let Some(card) = content.product.take() {
        let now = app.catalogue.find(&card.id).map(|product| product.card(locale));
        *content = product_content(now.unwrap_or(card));
    }
}

//! The variants buyers want instead. All variants of a product cost the same here, so that exchanges leave no difference.

use crate::{
    app::App,
    http::ApiError,
    locale::{Locale, Text},
};
use kefu_contract::{Exchange, ExchangeWish, LineId, Order, OrderLine, SkuId};

/// What a variant of a line's product is called; nothing for one it is not sold in.
fn words(app: &App, line: &OrderLine, sku: &SkuId) -> Option<Text> {
    let product = app.catalogue.find(&line.product_id)?;
    let (_, words) = product.variant(&product.choice(sku)?)??;
    Some(words)
}

fn bought<'a>(order: &'a Order, id: &LineId) -> Option<&'a OrderLine> {
    order.lines.iter().find(|line| line.id == *id)
}

/// Refuses variants the products are not sold in; unknown lines are left to the rules.
pub(super) fn check(app: &App, order: &Order, wishes: &[ExchangeWish]) -> Result<(), ApiError> {
    for (i, wish) in wishes.iter().enumerate() {
        let (Some(line), Some(sku)) = (bought(order, &wish.line_id), &wish.sku_id) else { continue };
        if line.sku_id.as_ref() != Some(sku) && words(app, line, sku).is_none() {
            let unknown = Text::new("这件商品没有这个规格。", "The product is not sold in this variant.");
            return Err(ApiError::invalid_value(&format!("/exchange/{i}/sku_id"), unknown));
        }
    }
    Ok(())
}

/// Calls the variants as the reader does.
pub(super) fn localise(app: &App, order: &Order, exchange: &mut Exchange, locale: Locale) {
    for line in &mut exchange.lines {
        let Some(bought) = bought(order, &line.line_id) else { continue };
        let wanted = line.sku_id.as_ref().or(bought.sku_id.as_ref());
        if let Some(words) = wanted.and_then(|sku| words(app, bought, sku)) {
            line.sku = Some(words.get(locale).to_owned());
        }
    }
}

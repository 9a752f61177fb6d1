//! An address the buyer is asked to confirm.

use crate::{
    app::App,
    http::ApiError,
    locale::{Locale, Text},
};
use kefu_contract::{Address, AddressCard, Content, ContentType, Order};

/// A message that asks whether an order is to go to an address. The words do not repeat it: the card can be hidden once
/// the address is needed no more.
pub(crate) fn message(order: &Order, address: Address) -> Content {
    let card = AddressCard { order_id: order.id.clone(), address, confirmed_at: None };
    let words = in_words(order, &card).get(Locale::ZhCn).to_owned();
    Content { text: Some(words), address: Some(card), ..Content::empty(ContentType::AddressConfirm) }
}

/// Words of the reader's language. Those about an order that is gone stay.
pub(super) async fn refresh(app: &App, locale: Locale, content: &mut Content) -> Result<(), ApiError> {
    let Some(card) = &content.address else { return Ok(()) };
    if let Some(record) = app.store.order(&card.order_id).await? {
        content.text = Some(in_words(&record.order, card).get(locale).to_owned());
    }
    Ok(())
}

fn in_words(order: &Order, card: &AddressCard) -> Text {
    let number = &order.number;
    match card.confirmed_at {
        None => Text::new(
            format!("请核对订单 {number} 的收货地址"),
            format!("Please check the delivery address of order {number}"),
        ),
        Some(_) => Text::new(
            format!("订单 {number} 的收货地址已确认"),
            format!("The delivery address of order {number} is confirmed"),
        ),
    }
}

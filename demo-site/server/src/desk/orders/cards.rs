//! Orders and addresses as messages show them: a card, and words for readers that cannot show it.

use crate::{
    catalogue::in_words as price,
    locale::{Locale, Text},
};
use kefu_contract::{AddressCard, Content, ContentType, Order, OrderCard};

/// The order, in the shop's own language.
pub(super) fn order(order: &Order) -> Content {
    let first = order.lines.first();
    let card = OrderCard {
        id: order.id.clone(),
        number: order.number.clone(),
        state: order.state.clone(),
        state_label: None,
        title: first.map(|line| line.title.clone()).unwrap_or_default(),
        image_url: first.and_then(|line| line.image_url.clone()),
        line_count: u32::try_from(order.lines.len()).unwrap_or(u32::MAX),
        total: order.total.clone(),
    };
    let text = format!("订单 {}：{}", card.number, price(&card.title, &card.total));
    Content { text: Some(text), order: Some(card), ..Content::empty(ContentType::Order) }
}

/// The address an order goes to, to be confirmed; nothing where there is none. The words do not repeat it: the card can
/// be hidden once the address is needed no more.
pub(super) fn address(order: &Order, language: Locale) -> Option<Content> {
    let number = &order.number;
    let text = Text::new(
        format!("请核对订单 {number} 的收货地址"),
        format!("Please check the delivery address of order {number}"),
    );
    let address = order.address.clone()?;
    let card = AddressCard { order_id: order.id.clone(), address, confirmed_at: None };
    let kind = ContentType::AddressConfirm;
    Some(Content { text: Some(text.get(language).to_owned()), address: Some(card), ..Content::empty(kind) })
}

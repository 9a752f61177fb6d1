//! Orders inside messages.

use kefu_contract::{AddressCard, Content, ContentType, Order, OrderCard};

/// An order as a card in the shop's own language.
fn card(order: &Order) -> OrderCard {
    let first = order.lines.first();
    OrderCard {
        id: order.id.clone(),
        number: order.number.clone(),
        state: order.state.clone(),
        state_label: None,
        title: first.map(|line| line.title.clone()).unwrap_or_default(),
        image_url: first.and_then(|line| line.image_url.clone()),
        line_count: u32::try_from(order.lines.len()).unwrap_or(u32::MAX),
        total: order.total.clone(),
    }
}

/// Words with the order they are about.
pub(super) fn with_order(text: impl Into<String>, order: &Order) -> Content {
    Content { text: Some(text.into()), order: Some(card(order)), ..Content::empty(ContentType::Order) }
}

/// Words with the address they ask about; without one, with the order.
pub(super) fn with_address(text: impl Into<String>, order: &Order) -> Content {
    let Some(address) = order.address.clone() else { return with_order(text, order) };
    let card = AddressCard { order_id: order.id.clone(), address, confirmed_at: None };
    Content { text: Some(text.into()), address: Some(card), ..Content::empty(ContentType::AddressConfirm) }
}

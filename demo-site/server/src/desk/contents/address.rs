//! An address the buyer is asked to confirm.

use super::{Sending, order};
use crate::{
    app::App,
    auth::Viewer,
    desk::orders,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{
    Address, AddressCard, Content, ContentType, Order, OrderId, ProblemCode, Timestamp, Visibility,
};
use kefu_rules::address::masked;

/// Asking is an action on the order: what the order does not allow is not asked.
pub(super) async fn accept(change: &mut Change, sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["order_id", "address", "text"])?;
    if !sending.viewer.is_staff() {
        let why = Text::new("只有客服可以请买家核对地址。", "Only staff ask for an address to be confirmed.");
        return Err(ApiError::new(ProblemCode::Forbidden).detail(why).at("/content/type"));
    }
    if *sending.visibility != Visibility::Everyone {
        let why = Text::new("买家看不到内部备注。", "Buyers do not see internal notes.");
        return Err(ApiError::invalid_value("/visibility", why));
    }
    let record = order::find(change, sending).await?;
    let Sending { app, viewer, locale, client_id, content, .. } = sending;
    let address = content.address.clone();
    let (order, asked) = orders::ask(app, change, viewer, *locale, &record, client_id, address).await?;
    let address = asked.ok_or_else(|| ApiError::new(ProblemCode::Internal))?;
    Ok(message(&order, address))
}

/// A message that asks whether an order is to go to an address. The words do not repeat it: the card can be hidden once
/// the address is needed no more.
pub(crate) fn message(order: &Order, address: Address) -> Content {
    let card = AddressCard { order_id: order.id.clone(), address, confirmed_at: None };
    let words = in_words(order, &card).get(Locale::ZhCn).to_owned();
    Content { text: Some(words), address: Some(card), ..Content::empty(ContentType::AddressConfirm) }
}

/// Puts the buyer's answer into every message that asked for it, for everybody who has them on screen.
pub(crate) async fn confirm(
    change: &mut Change,
    order: &OrderId,
    address: &Address,
    at: Timestamp,
) -> Result<(), ApiError> {
    for mut message in change.messages_asking(order).await? {
        let Some(card) = &mut message.content.address else { continue };
        if card.confirmed_at.is_some() || card.address != *address {
            continue;
        }
        card.confirmed_at = Some(at);
        change.rewrite(&message.id, &message.content).await?;
        change.tell_rewritten(&message, at).await?;
    }
    Ok(())
}

/// Words of the reader's language, and nothing the reader need not know any more. Those about an order that is gone stay.
pub(super) async fn refresh(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    content: &mut Content,
) -> Result<(), ApiError> {
    let Some(card) = &mut content.address else { return Ok(()) };
    let Some(record) = app.store.order(&card.order_id).await? else { return Ok(()) };
    if viewer.is_staff() && orders::is_hidden(&record.order) {
        card.address = masked(&card.address);
    }
    content.text = Some(in_words(&record.order, card).get(locale).to_owned());
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

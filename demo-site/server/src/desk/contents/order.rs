//! An order of the buyer.

use super::Sending;
use crate::{
    app::App,
    catalogue::price_in_words,
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Content, ContentType, Order, OrderCard, OrderState};

const AT: &str = "/content/order_id";

pub(super) async fn accept(change: &mut Change, sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["order_id", "text"])?;
    let order = find(change, sending).await?;
    Ok(content(card(sending.app, Locale::ZhCn, &order), Locale::ZhCn))
}

/// The order a message names; it must be the buyer's with whom the conversation is.
pub(super) async fn find(change: &mut Change, sending: &Sending<'_>) -> Result<Order, ApiError> {
    let Some(id) = &sending.content.order_id else {
        let missing = Text::new("请给出订单编号。", "A message of this type names its order.");
        return Err(ApiError::invalid_value(AT, missing));
    };
    let found = change.order(id).await?.map(|record| record.order);
    found.filter(|order| order.buyer.id == sending.conversation.buyer.id).ok_or_else(|| {
        let unknown = Text::new("这位买家没有这笔订单。", "This buyer has no such order.");
        ApiError::invalid_value(AT, unknown)
    })
}

/// The order as it is now. One that is gone is shown as it was.
pub(super) async fn refresh(app: &App, locale: Locale, message: &mut Content) -> Result<(), ApiError> {
    if let Some(former) = message.order.take() {
        let now = app.store.order(&former.id).await?;
        let card = now.map_or(former, |record| card(app, locale, &record.order));
        *message = content(card, locale);
    }
    Ok(())
}

fn card(app: &App, locale: Locale, order: &Order) -> OrderCard {
    let first = order.lines.first();
    let mut title = first.map(|line| line.title.clone()).unwrap_or_default();
    if let Some(line) = first {
        app.catalogue.localise_title(&line.product_id, &mut title, locale);
    }
    OrderCard {
        id: order.id.clone(),
        number: order.number.clone(),
        state: order.state.clone(),
        state_label: order.state_label.clone(),
        title,
        image_url: first.and_then(|line| line.image_url.clone()),
        line_count: u32::try_from(order.lines.len()).unwrap_or(u32::MAX),
        total: order.total.clone(),
    }
}

/// An order message: the card, and words for readers that cannot show it.
fn content(card: OrderCard, locale: Locale) -> Content {
    let words = in_words(&card).get(locale).to_owned();
    Content { text: Some(words), order: Some(card), ..Content::empty(ContentType::Order) }
}

fn in_words(card: &OrderCard) -> Text {
    let OrderCard { number, title, .. } = card;
    let (state, total) = (state_in_words(card), price_in_words(&card.total));
    let (zh, en) = match card.line_count {
        0 | 1 => (title.clone(), title.clone()),
        count => (format!("{title} 等 {count} 件商品"), format!("{title} and {} more", count - 1)),
    };
    Text::new(
        format!("订单 {number}（{}）：{zh}，{total}", state.zh),
        format!("Order {number} ({}): {en}, {total}", state.en),
    )
}

fn state_in_words(card: &OrderCard) -> Text {
    let (zh, en) = match &card.state {
        OrderState::AwaitingPayment => ("待付款", "awaiting payment"),
        OrderState::AwaitingShipment => ("待发货", "awaiting shipment"),
        OrderState::PartShipped => ("部分发货", "partly shipped"),
        OrderState::AwaitingReceipt => ("待收货", "on its way"),
        OrderState::Completed => ("交易成功", "completed"),
        OrderState::Closed => ("交易关闭", "closed"),
        OrderState::Other(code) => {
            let label = card.state_label.as_deref().unwrap_or(code);
            return Text::new(label, label);
        }
    };
    Text::new(zh, en)
}

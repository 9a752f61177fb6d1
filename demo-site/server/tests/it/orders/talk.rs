//! What actions on orders say in the conversation.

use super::*;
use kefu_contract::{ContentType, Conversation, ConversationId, EventType, Message, Page, Role};

async fn conversation(buyer: &User<'_>) -> Conversation {
    buyer.get::<Page<Conversation>>("/v1/conversations").await.items.remove(0)
}

/// What was said last: a card, and the words with it.
async fn last(user: &User<'_>, id: &ConversationId) -> (Message, String) {
    let mut said = user.messages(id, "limit=2").await.items;
    let words = said.remove(1);
    assert_eq!((&words.content.kind, &words.sender), (&ContentType::Text, &said[0].sender));
    (said.remove(0), words.content.text.unwrap())
}

#[tokio::test]
async fn a_reminder_is_kind_and_carries_the_order() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    advance(&shop, HOUR).await;
    let seq = buyer.session().await.stream.seq;
    done(&agent, &order, "order.remind_to_pay", json!({ "channel": "chat" })).await;
    let told = buyer.poll(&format!("after={seq}&wait=0")).await.events;
    assert_eq!(
        told.iter().map(|event| &event.kind).collect::<Vec<_>>(),
        [&EventType::MessageCreated, &EventType::MessageCreated, &EventType::OrderChanged]
    );
    let seen = conversation(&buyer).await;
    let (said, text) = last(&buyer, &seen.id).await;
    assert_eq!((&said.content.kind, &said.sender.role), (&ContentType::Order, &Role::Agent));
    assert!(text.starts_with("您好") && text.contains("“素白马克杯 350 ml”等 2 款商品"), "{text}");
    let card = said.content.order.as_ref().unwrap();
    assert_eq!((&card.id, &card.number, card.line_count), (&order.id, &order.number, 2));
    let fallback = said.content.text.unwrap();
    assert!(fallback.contains(&order.number) && fallback.contains("166.00"), "{fallback}");
    assert_eq!(seen.unread, 2);
}

#[tokio::test]
async fn who_ordered_in_english_is_written_to_in_english() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-3").await, shop.user("agent-1").await);
    let id = conversation(&buyer).await.id;
    let asked = buyer.request(Method::POST, "/demo/orders").header("accept-language", "en");
    let order: Order = asked.json(&wanted(basket())).send().await.unwrap().json().await.unwrap();
    assert_eq!(order.lines[0].title, "Plain white mug, 350 ml");
    advance(&shop, HOUR).await;
    let order = done(&agent, &order, "order.remind_to_pay", json!({ "channel": "chat" })).await;
    let (_, text) = last(&buyer, &id).await;
    assert!(text.starts_with("Hello!") && text.contains("“Plain white mug, 350 ml” and 1 more"), "{text}");
    // Otherwise than by chat: counted, not written.
    let before = agent.messages(&id, "").await.items.len();
    advance(&shop, DAY).await;
    let order = done(&agent, &order, "order.remind_to_pay", json!({ "channel": "phone" })).await;
    assert_eq!(agent.messages(&id, "").await.items.len(), before);
    assert_eq!(order.history.last().unwrap().text.as_deref(), Some("电话"));
    assert!(!action(&order, "order.remind_to_pay").enabled, "two in all");
    advance(&shop, DAY / 2).await;
    let over = show(&agent, &order.id).await;
    assert_eq!(action(&over, "order.remind_to_pay").opens_at, None);
}

#[tokio::test]
async fn a_buyer_who_urges_waits_for_an_answer() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    done(&buyer, &order, "order.remind_to_ship", json!({})).await;
    let seen = agent.show(&conversation(&buyer).await.id).await;
    assert!(seen.waiting_since.is_some());
    let (said, words) = last(&agent, &seen.id).await;
    assert_eq!((&said.sender.id.as_str(), &said.content.kind), (&"buyer-1", &ContentType::Order));
    assert_eq!(said.content.order.unwrap().id, order.id);
    assert!(words.contains("尽快发货"));
}

#[tokio::test]
async fn addresses_are_asked_about_and_shortages_told() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let order = done(&agent, &order, "order.confirm_address", json!({})).await;
    let id = conversation(&buyer).await.id;
    let asked = last(&buyer, &id).await.0.content;
    assert_eq!(asked.kind, ContentType::AddressConfirm);
    let card = asked.address.unwrap();
    assert_eq!(
        (card.order_id, card.address.street, card.confirmed_at),
        (order.id.clone(), "文三路 100 号 2 幢 301".to_owned(), None)
    );
    assert!(!asked.text.unwrap().contains("文三路"), "only the card shows where");

    let what = json!({ "line_ids": [order.lines[1].id], "note": "下周三到货" });
    let short = done(&agent, &order, "order.report_out_of_stock", what).await;
    assert_eq!(short.warnings[0].code.as_str(), "out_of_stock");
    assert_eq!(
        show_in_english(&agent, &order.id).await.warnings[0].text,
        "Some of the goods are out of stock"
    );
    let (told, text) = last(&buyer, &id).await;
    assert!(
        text.contains("“布面手账本 A5”") && text.contains("退款") && text.ends_with("下周三到货"),
        "{text}"
    );
    assert_eq!(told.content.order.unwrap().id, order.id);
    let sent = done(&agent, &short, "order.ship", parcel("ZT0001")).await;
    assert!(sent.warnings.is_empty(), "it was there after all");
}

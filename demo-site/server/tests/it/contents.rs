//! What messages can contain, and what they show when they are read.

use crate::{
    after_sale::uploads::picture,
    harness::{Shop, User, key, problem},
    history::History,
};
use kefu_contract::{CaseState, ContentType, ConversationId, Message, OrderState, Page, ProblemCode};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// `buyer-1` has the order `o-1` and the case `s-1`, `buyer-2` the order `o-2` and the case `s-2`.
async fn shop_with_orders() -> Shop {
    let shop = Shop::open().await;
    let history = History::begin(&shop, "2026-11-01T00:00:00+08:00").await;
    history.order("o-1", "buyer-1", "10:00:00", Some("10:01:00"), 12_900).await;
    history.order("o-2", "buyer-2", "10:00:00", Some("10:01:00"), 5_900).await;
    history.disputed("s-1", "o-1", "buyer-1", "+1 10:00:00").await;
    history.disputed("s-2", "o-2", "buyer-2", "+1 10:00:00").await;
    history.end().await;
    shop
}

fn message(content: &Value) -> Value {
    json!({ "client_id": key(), "content": content })
}

async fn send(user: &User<'_>, id: &ConversationId, content: Value) -> Message {
    let answer = user.post(&format!("/v1/conversations/{id}/messages"), &message(&content)).await;
    assert_eq!(answer.status(), StatusCode::CREATED, "{content}");
    answer.json().await.unwrap()
}

async fn newest(user: &User<'_>, id: &ConversationId, language: &str) -> Message {
    let request = user.request(Method::GET, &format!("/v1/conversations/{id}/messages?limit=1"));
    let answer = request.header("accept-language", language).send().await.unwrap();
    answer.json::<Page<Message>>().await.unwrap().items.remove(0)
}

#[tokio::test]
async fn an_order_is_shown_as_it_is_when_the_message_is_read() {
    let shop = shop_with_orders().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let seq = agent.session().await.stream.seq;
    let sent = send(&buyer, &id, json!({ "type": "order", "order_id": "o-1" })).await;
    let card = sent.content.order.as_ref().unwrap();
    assert_eq!((card.id.as_str(), &card.state), ("o-1", &OrderState::AwaitingShipment));
    assert!(!card.title.is_empty() && card.line_count > 1);
    let words = sent.content.text.as_deref().unwrap();
    assert!(words.starts_with(&format!("订单 {}（待发货）：{} 等 ", card.number, card.title)), "{words}");
    assert!(words.ends_with(&format!("，¥{}", card.total.decimal())), "{words}");
    assert_eq!(newest(&agent, &id, "zh-CN").await, sent);
    let english = newest(&agent, &id, "en").await.content.text.unwrap();
    assert!(english.starts_with(&format!("Order {} (awaiting shipment): ", card.number)), "{english}");

    shop.sql("UPDATE shop_order SET body = json_set(body, '$.order.state', 'completed') WHERE id = 'o-1'")
        .await;
    let now = newest(&agent, &id, "zh-CN").await.content;
    assert_eq!(now.order.as_ref().unwrap().state, OrderState::Completed);
    assert!(now.text.as_ref().unwrap().contains("（交易成功）"));
    let heard = agent.poll(&format!("after={seq}&wait=0")).await.events.remove(0);
    assert_eq!(heard.message.unwrap().content, now);
    assert_eq!(heard.conversation.unwrap().last_message.unwrap().content, now);
    assert_eq!(agent.show(&id).await.last_message.unwrap().content, now);
}

#[tokio::test]
async fn a_case_is_shown_as_it_is_when_the_message_is_read() {
    let shop = shop_with_orders().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let sent = send(&agent, &id, json!({ "type": "refund", "case_id": "s-1" })).await;
    let card = sent.content.refund.as_ref().unwrap();
    assert_eq!((card.id.as_str(), card.order_id.as_str(), &card.state), ("s-1", "o-1", &CaseState::Refused));
    assert_eq!(newest(&buyer, &id, "zh-CN").await, sent);
    shop.sql("UPDATE after_sale_case SET body = json_set(body, '$.case.state', 'refunded') WHERE id = 's-1'")
        .await;
    let now = newest(&buyer, &id, "en").await.content;
    assert_eq!(now.refund.unwrap().state, CaseState::Refunded);
    let (before, after) = (sent.content.text.unwrap(), now.text.unwrap());
    assert!(
        before.starts_with("售后：退货退款 ¥63.67") && after.starts_with("After-sale: "),
        "{before} {after}"
    );
}

#[tokio::test]
async fn pictures_are_sent_by_who_uploaded_them_and_seen_by_both() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let (one, two) = (picture(&buyer, "杯子").await, picture(&buyer, "盒子").await);
    let sent = send(&buyer, &id, json!({ "type": "image", "upload_ids": [&one.id, &two.id] })).await;
    let names =
        |message: &Message| message.content.files.iter().map(|file| file.id.clone()).collect::<Vec<_>>();
    assert_eq!(names(&sent), [one.id.clone(), two.id.clone()]);
    assert_eq!(sent.content.text.as_deref(), Some("图片：cup.png、cup.png"));
    let seen = newest(&agent, &id, "en").await;
    assert_eq!(
        (names(&seen), seen.content.text.as_deref()),
        (names(&sent), Some("Picture: cup.png, cup.png"))
    );
    assert_eq!(shop.get(&seen.content.files[0].url).await.status(), StatusCode::OK);
    assert_eq!(shop.number("SELECT COUNT(*) FROM upload WHERE used = 0").await, 0, "they are kept now");

    let file = picture(&agent, "尺寸").await;
    let sent = send(&agent, &id, json!({ "type": "file", "upload_ids": [&file.id] })).await;
    assert_eq!((&sent.content.kind, sent.content.files.len()), (&ContentType::File, 1));
}

#[tokio::test]
async fn files_of_others_too_many_and_none_are_refused() {
    use ProblemCode::{InvalidValue, TooManyItems, UnknownUpload};
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let own = picture(&buyer, "杯子").await.id;
    let foreign = picture(&shop.user("agent-1").await, "盒子").await.id;
    let path = format!("/v1/conversations/{id}/messages");
    let counts = shop.counts().await;
    for (ids, code, pointer, max) in [
        (json!([]), InvalidValue, "/content/upload_ids", None),
        (json!([&own, &own]), InvalidValue, "/content/upload_ids/1", None),
        (json!([&own, &foreign]), UnknownUpload, "/content/upload_ids/1", None),
        (json!(["up-1"]), UnknownUpload, "/content/upload_ids/0", None),
        (json!(["a", "b", "c", "d"]), TooManyItems, "/content/upload_ids", Some(3)),
    ] {
        let body = message(&json!({ "type": "image", "upload_ids": ids }));
        let refused = problem(buyer.post(&path, &body).await).await;
        let fault = &refused.errors[0];
        assert_eq!((&refused.code, fault.pointer.as_str(), fault.max), (&code, pointer, max), "{ids}");
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
    assert_eq!(shop.number("SELECT COUNT(*) FROM upload WHERE used = 1").await, 0);
}

#[tokio::test]
async fn agents_send_orders_of_the_buyer_they_talk_with() {
    let shop = shop_with_orders().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let sent = send(&agent, &id, json!({ "type": "order", "order_id": "o-1" })).await;
    assert_eq!(sent.content.kind, ContentType::Order);
    let note = json!({ "client_id": key(), "visibility": "staff",
                       "content": { "type": "order", "order_id": "o-1" } });
    let path = format!("/v1/conversations/{id}/messages");
    assert_eq!(agent.post(&path, &note).await.status(), StatusCode::CREATED);
    assert_eq!(buyer.messages(&id, "limit=10").await.items.len(), 1);
}

#[tokio::test]
async fn references_must_be_the_buyers_own() {
    let shop = shop_with_orders().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let path = format!("/v1/conversations/{id}/messages");
    let counts = shop.counts().await;
    for (user, content, pointer) in [
        (&buyer, json!({ "type": "order", "order_id": "o-2" }), "/content/order_id"),
        (&buyer, json!({ "type": "order", "order_id": "o-3" }), "/content/order_id"),
        (&buyer, json!({ "type": "order" }), "/content/order_id"),
        (&agent, json!({ "type": "order", "order_id": "o-2" }), "/content/order_id"),
        (&agent, json!({ "type": "order", "order_id": "o-1", "case_id": "x" }), "/content/case_id"),
        (&agent, json!({ "type": "text", "text": "x", "order_id": "o-1" }), "/content/order_id"),
        (&buyer, json!({ "type": "refund", "case_id": "s-2" }), "/content/case_id"),
        (&buyer, json!({ "type": "refund" }), "/content/case_id"),
        (&agent, json!({ "type": "refund", "case_id": "s-2" }), "/content/case_id"),
        (&agent, json!({ "type": "refund", "case_id": "s-1", "order_id": "o-1" }), "/content/order_id"),
        (&agent, json!({ "type": "rating_request" }), "/content/type"),
    ] {
        let refused = problem(user.post(&path, &message(&content)).await).await;
        let found = (&refused.code, refused.errors[0].pointer.as_str());
        assert_eq!(found, (&ProblemCode::InvalidValue, pointer), "{content}");
        assert!(refused.detail.is_some());
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
}

#[tokio::test]
async fn a_conversation_is_opened_about_ones_own_order() {
    let shop = shop_with_orders().await;
    let buyer = shop.user("buyer-1").await;
    let counts = shop.counts().await;
    let foreign = json!({ "client_id": key(), "context": { "order_id": "o-2" } });
    let refused = problem(buyer.post("/v1/conversations", &foreign).await).await;
    assert_eq!(
        (refused.code, refused.errors[0].pointer.as_str()),
        (ProblemCode::InvalidValue, "/context/order_id")
    );
    assert_eq!(shop.counts().await, counts, "nothing stored");

    let (_, opened) = buyer.open(json!({ "product_id": "mug-01" })).await;
    assert_eq!(opened.context.order_id, None);
    let (status, about) = buyer.open(json!({ "order_id": "o-1" })).await;
    assert_eq!((status, about.context.order_id.as_ref().unwrap().as_str()), (StatusCode::OK, "o-1"));
    assert_eq!(about.context.product, opened.context.product, "what is not named stays");
    assert_eq!(about.version, opened.version + 1);
    let (_, same) = buyer.open(json!({ "order_id": "o-1" })).await;
    assert_eq!(same.version, about.version);
}

#[tokio::test]
async fn staff_do_not_send_what_they_forgot_to_fill_in() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let path = format!("/v1/conversations/{id}/messages");
    let greeting = "{buyer.name}您好，容量 {350 ml}";
    let counts = shop.counts().await;
    let body = message(&json!({ "type": "text", "text": greeting }));
    let refused = problem(agent.post(&path, &body).await).await;
    assert_eq!(
        (refused.code, refused.errors[0].pointer.as_str()),
        (ProblemCode::UnresolvedVariable, "/content/text")
    );
    assert!(refused.detail.unwrap().contains("{buyer.name}"));
    assert_eq!(shop.counts().await, counts, "nothing stored");
    agent.say(&id, "您好，容量 {350 ml}").await;
    agent.note(&id, greeting).await;
    buyer.say(&id, greeting).await;
}

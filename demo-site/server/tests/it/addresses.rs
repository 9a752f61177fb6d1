//! Asking a buyer whether an address is right, and the answer.

use crate::{
    harness::{Shop, User, key, problem},
    history::History,
};
use kefu_contract::{Action, AddressCard, ConversationId, EventType, Message, Order, ProblemCode};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

/// `buyer-1` has the paid order `o-1`.
async fn shop() -> Shop {
    let shop = Shop::open().await;
    let history = History::begin(&shop, "2026-11-01T00:00:00+08:00").await;
    history.order("o-1", "buyer-1", "10:00:00", Some("10:01:00"), 12_900).await;
    history.end().await;
    shop
}

async fn order(user: &User<'_>) -> Order {
    user.get("/v1/orders/o-1").await
}

async fn ask(agent: &User<'_>, id: &ConversationId, more: Value) -> Response {
    let mut content = json!({ "type": "address_confirm", "order_id": "o-1" });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let body = json!({ "client_id": key(), "content": content });
    agent.post(&format!("/v1/conversations/{id}/messages"), &body).await
}

async fn asked(agent: &User<'_>, id: &ConversationId, more: Value) -> Message {
    let answer = ask(agent, id, more).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

async fn confirm(buyer: &User<'_>, more: Value) -> Response {
    let version = order(buyer).await.version;
    let mut body = json!({ "client_id": key(), "version": version, "code": "order.confirm_address" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    buyer.post("/v1/orders/o-1/actions", &body).await
}

fn card(message: &Message) -> &AddressCard {
    message.content.address.as_ref().unwrap()
}

async fn newest(user: &User<'_>, id: &ConversationId) -> Message {
    user.messages(id, "limit=1").await.items.remove(0)
}

fn confirming(order: &Order) -> &Action {
    order.actions.iter().find(|action| action.code == "order.confirm_address").unwrap()
}

#[tokio::test]
async fn the_answer_shows_in_the_message_that_asked() {
    let shop = shop().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let before = order(&buyer).await;
    assert!(!confirming(&before).enabled && confirming(&before).reason.is_some(), "nobody has asked");

    let question = asked(&agent, &id, json!({})).await;
    assert!(question.client_id.is_some());
    assert_eq!((card(&question).order_id.as_str(), card(&question).confirmed_at), ("o-1", None));
    assert_eq!(Some(&card(&question).address), before.address.as_ref());
    let words = question.content.text.as_deref().unwrap();
    assert!(words.contains(&before.number) && !words.contains(&card(&question).address.street), "{words}");
    let waiting = order(&buyer).await;
    assert_eq!(waiting.version, before.version + 1);
    assert!(confirming(&waiting).enabled);

    let (at_home, at_desk) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);
    let answer = confirm(&buyer, json!({ "address": card(&question).address })).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let after: Order = answer.json().await.unwrap();
    assert_eq!((&after.address, confirming(&after).enabled), (&before.address, false));
    for (user, seq) in [(&buyer, at_home), (&agent, at_desk)] {
        let shown = newest(user, &id).await;
        assert_eq!(card(&shown).confirmed_at, Some(after.updated_at));
        assert!(shown.content.text.as_ref().unwrap().ends_with("已确认"));
        let events = user.poll(&format!("after={seq}&wait=0")).await.events;
        let changed = events.iter().find(|event| event.kind == EventType::MessageChanged).unwrap();
        assert_eq!(changed.message.as_ref(), Some(&shown));
        assert!(events.iter().any(|event| event.kind == EventType::OrderChanged));
    }
    let again = problem(confirm(&buyer, json!({})).await).await;
    assert_eq!(again.code, ProblemCode::ActionNotAllowed);
}

#[tokio::test]
async fn another_address_is_where_the_order_goes_once_it_is_confirmed() {
    let shop = shop().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let mut elsewhere = order(&buyer).await.address.unwrap();
    let before = elsewhere.clone();
    elsewhere.street = "文三路 200 号 5 幢 101".to_owned();
    let question = asked(&agent, &id, json!({ "address": elsewhere })).await;
    assert_eq!(card(&question).address, elsewhere);
    assert_eq!(order(&agent).await.address.unwrap(), before, "asking changes nothing");
    // An answer about another address is none to this question.
    let old = asked(&agent, &id, json!({})).await;
    confirm(&buyer, json!({ "address": elsewhere })).await;
    assert_eq!(order(&agent).await.address.unwrap(), elsewhere);
    assert_eq!(card(&newest(&agent, &id).await).confirmed_at, None, "{}", old.id);
    let all = agent.messages(&id, "limit=10").await.items;
    assert!(card(&all[all.len() - 2]).confirmed_at.is_some());
}

#[tokio::test]
async fn a_new_address_takes_the_question_back() {
    let shop = shop().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    asked(&agent, &id, json!({})).await;
    let waiting = order(&buyer).await;
    let mut address = waiting.address.clone().unwrap();
    address.street = "文三路 200 号 5 幢 101".to_owned();
    let change = json!({ "client_id": key(), "version": waiting.version, "code": "order.change_address", "address": address });
    let changed: Order = buyer.post("/v1/orders/o-1/actions", &change).await.json().await.unwrap();
    assert!(!confirming(&changed).enabled);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_and_leaves_nothing() {
    use ProblemCode::{ActionNotAllowed, Forbidden, InvalidValue, MaskedValue};
    let shop = shop().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let address = order(&buyer).await.address.unwrap();
    let with = |name: &str, value: Value| {
        let mut changed = serde_json::to_value(&address).unwrap();
        changed[name] = value;
        json!({ "address": changed })
    };
    let counts = shop.counts().await;
    for (user, more, code, pointer) in [
        (&buyer, json!({}), Forbidden, "/content/type"),
        (&agent, json!({ "order_id": "o-2" }), InvalidValue, "/content/order_id"),
        (&agent, json!({ "product_id": "mug-01" }), InvalidValue, "/content/product_id"),
        (&agent, with("masked", json!(true)), MaskedValue, "/content/address"),
        (&agent, with("street", json!(" ")), InvalidValue, "/content/address/street"),
    ] {
        let refused = problem(ask(user, &id, more.clone()).await).await;
        assert_eq!((&refused.code, refused.errors[0].pointer.as_str()), (&code, pointer), "{more}");
    }
    let note = json!({ "client_id": key(), "visibility": "staff",
                       "content": { "type": "address_confirm", "order_id": "o-1" } });
    let refused = problem(agent.post(&format!("/v1/conversations/{id}/messages"), &note).await).await;
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (InvalidValue, "/visibility"));
    shop.sql("UPDATE shop_order SET body = json_set(body, '$.order.state', 'awaiting_receipt')").await;
    let refused = problem(ask(&agent, &id, json!({})).await).await;
    assert_eq!((refused.code, refused.detail.as_deref()), (ActionNotAllowed, Some("商品已发出")));
    assert_eq!(shop.counts().await, counts, "nothing stored");
    assert_eq!(shop.number("SELECT SUM(version) FROM shop_order WHERE id = 'o-1'").await, 1);
}

#[tokio::test]
async fn an_address_nobody_needs_any_more_is_hidden_from_the_staff() {
    let shop = shop().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let question = asked(&agent, &id, json!({})).await;
    shop.sql("UPDATE shop_order SET body = json_remove(json_set(body, '$.order.state', 'completed'), '$.order.lines[0].case_id')")
        .await;
    assert_eq!(card(&newest(&buyer, &id).await).address, card(&question).address);
    let seen = newest(&agent, &id).await;
    assert!(card(&seen).address.masked && card(&seen).address.street != card(&question).address.street);
}

//! The same write twice, and other writes with the same key.

use crate::harness::{Shop, key, problem};
use kefu_contract::{Message, ProblemCode};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn the_same_message_is_never_sent_twice() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let path = format!("/v1/conversations/{id}/messages");
    let body = json!({ "client_id": key(), "content": { "type": "text", "text": "只说一次" } });
    let first = buyer.post(&path, &body).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first: Message = first.json().await.unwrap();
    assert_eq!(first.client_id.as_ref().map(|id| id.as_str()), body["client_id"].as_str());
    let (seq, counts) = (buyer.session().await.stream.seq, shop.counts().await);

    let again = buyer.post(&path, &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Message>().await.unwrap(), first);
    assert_eq!((buyer.session().await.stream.seq, shop.counts().await), (seq, counts));
}

#[tokio::test]
async fn spacing_and_order_of_fields_do_not_make_another_request() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let (path, key) = (format!("/v1/conversations/{id}/messages"), key());
    let send = |body: String| {
        buyer
            .request(reqwest::Method::POST, &path)
            .header("content-type", "application/json")
            .body(body)
            .send()
    };
    let first =
        send(format!(r#"{{"client_id":"{key}","content":{{"type":"text","text":"嗯"}}}}"#)).await.unwrap();
    assert_eq!(first.status(), StatusCode::CREATED);
    let again = send(format!(r#"{{ "content": {{"text":"嗯","type":"text"}}, "client_id" : "{key}" }}"#))
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_key_is_good_for_one_request_only() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let path = format!("/v1/conversations/{id}/messages");
    let key = key();
    let say = |text: &str| json!({ "client_id": key, "content": { "type": "text", "text": text } });
    assert_eq!(buyer.post(&path, &say("第一句")).await.status(), StatusCode::CREATED);
    let counts = shop.counts().await;

    let refused = problem(buyer.post(&path, &say("第二句")).await).await;
    assert_eq!(refused.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(refused.errors[0].pointer, "/client_id");
    let elsewhere =
        buyer.post(&format!("/v1/conversations/{id}/read"), &json!({ "client_id": key, "up_to": 1 })).await;
    assert_eq!(problem(elsewhere).await.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(shop.counts().await, counts, "nothing stored");

    // Keys are the user's own: somebody else may happen to use the same.
    let agent = shop.user("agent-1").await;
    assert_eq!(agent.post(&path, &say("第三句")).await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn the_same_message_sent_at_once_over_two_lines_is_stored_once() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let path = format!("/v1/conversations/{id}/messages");
    let body = json!({ "client_id": key(), "content": { "type": "text", "text": "同时" } });
    let send = || buyer.post(&path, &body);
    let (a, b, c) = tokio::join!(send(), send(), send());
    let mut statuses = [a.status(), b.status(), c.status()];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::OK, StatusCode::CREATED]);
    assert_eq!(buyer.messages(&id, "").await.items.len(), 1);
}

#[tokio::test]
async fn opening_and_reading_are_repeatable_too() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let body = json!({ "client_id": key(), "context": { "product_id": "mug-01" } });
    let first = buyer.post("/v1/conversations", &body).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first: kefu_contract::Conversation = first.json().await.unwrap();
    buyer.say(&first.id, "你好").await;
    let again = buyer.post("/v1/conversations", &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<kefu_contract::Conversation>().await.unwrap(), first, "the answer given then");
}

#[tokio::test]
async fn writers_at_once_get_places_without_gaps() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let seq = agent.session().await.stream.seq;
    let talk = |user: &crate::harness::User<'_>, name: &'static str| {
        let (user_token, id) = (user.token.clone(), id.clone());
        let shop = &shop;
        async move {
            let user = crate::harness::User { shop, token: user_token };
            for number in 0..15 {
                user.say(&id, &format!("{name} {number}")).await;
            }
        }
    };
    tokio::join!(talk(&buyer, "买家"), talk(&agent, "客服"), talk(&buyer, "买家的手机"));
    let all = buyer.messages(&id, "limit=100").await.items;
    assert_eq!(all.iter().map(|m| m.position).collect::<Vec<_>>(), (1..=45).collect::<Vec<_>>());
    let batch = agent.poll(&format!("after={seq}&wait=0")).await;
    let seqs: Vec<_> = batch.events.iter().filter_map(|event| event.seq).collect();
    assert_eq!(seqs, (seq + 1..=seq + 45).collect::<Vec<_>>());
}

//! What the shop says by itself.

mod answers;
mod desk;
mod figures;
mod hand_over;
mod orders;

use crate::{
    harness::{Shop, User, key},
    orders::advance,
    talk::{done, patch},
};
use kefu_contract::{ConversationId, ConversationStatus, Message, Role, Visibility};
use reqwest::StatusCode;
use serde_json::{Value, json};

const MINUTE: i64 = 60;

/// Everything switched on.
fn everything() -> Value {
    json!({
        "automatic": { "welcome": true, "busy": true, "away": true, "after_hours": true },
        "answers": true,
    })
}

/// Hours in which the shop never closes.
fn always() -> Value {
    let day = json!([{ "from_min": 0, "to_min": 1440 }]);
    json!({ "week": vec![day; 7] })
}

/// Open now and for an hour, then closed for 22.
fn until_soon(shop_now: i64) -> Value {
    let minute = (shop_now / 60_000 + 480).rem_euclid(1_440);
    let window = json!([{ "from_min": (minute + 1_380) % 1_440, "to_min": (minute + 60) % 1_440 }]);
    json!({ "week": vec![window; 7] })
}

fn written(shop: &Shop, assistant: &Value, hours: &Value) -> String {
    let path = shop.folder.path().join("policy.json");
    let policy = json!({ "assistant": assistant, "business_hours": hours });
    std::fs::write(&path, policy.to_string()).unwrap();
    format!("--policy={}", path.display())
}

/// A shop in which nobody has spoken yet, with this policy for what it says by itself.
async fn open_with(assistant: Value, hours: Value) -> Shop {
    let shop = Shop::open_with(&["--test-clock"]).await;
    shop.sql("DELETE FROM event; DELETE FROM message; DELETE FROM conversation").await;
    restart(shop, assistant, hours).await
}

async fn restart(shop: Shop, assistant: Value, hours: Value) -> Shop {
    let option = written(&shop, &assistant, &hours);
    shop.restart_with(&["--test-clock", &option]).await
}

/// A shop that says everything it can, at any hour.
async fn open() -> Shop {
    open_with(everything(), always()).await
}

/// Says something from a page in English.
async fn say_in_english(user: &User<'_>, id: &ConversationId, text: &str) -> Message {
    let body = json!({ "client_id": key(), "content": { "type": "text", "text": text } });
    let request = user.request(reqwest::Method::POST, &format!("/v1/conversations/{id}/messages"));
    let answer = request.header("accept-language", "en").json(&body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

/// What was said automatically after a message.
async fn replies(user: &User<'_>, id: &ConversationId, after: &Message) -> Vec<Message> {
    let all = user.messages(id, "limit=100").await.items.into_iter();
    let later = all.filter(|message| message.position > after.position).collect::<Vec<_>>();
    for message in later.iter().filter(|message| message.visibility == Visibility::Everyone) {
        assert_eq!(message.sender.role, Role::Bot);
        assert_eq!(message.client_id, None);
    }
    later
}

/// The words of what was said automatically to something.
async fn reply_to(user: &User<'_>, id: &ConversationId, text: &str) -> Vec<String> {
    let message = user.say(id, text).await;
    words(replies(user, id, &message).await)
}

/// The same on a page in English.
async fn reply_in_english(user: &User<'_>, id: &ConversationId, text: &str) -> Vec<String> {
    let message = say_in_english(user, id, text).await;
    words(replies(user, id, &message).await)
}

fn words(messages: Vec<Message>) -> Vec<String> {
    messages.into_iter().map(|message| message.content.text.unwrap_or_default()).collect()
}

async fn close(agent: &User<'_>, id: &ConversationId) {
    let closed = done(patch(agent, id, json!({ "status": "closed" })).await).await;
    assert_eq!(closed.status, ConversationStatus::Closed);
}

fn has(texts: &[String], parts: &[&str]) {
    assert_eq!(texts.len(), 1, "{texts:?}");
    for part in parts {
        assert!(texts[0].contains(part), "{part} is not in {:?}", texts[0]);
    }
}

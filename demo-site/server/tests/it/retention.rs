//! How long the answers of writes are kept for the same write coming again.

use crate::harness::{Shop, key};
use kefu_contract::Message;
use reqwest::StatusCode;
use serde_json::{Value, json};

/// Client ids of the answers kept, oldest first.
async fn kept(shop: &Shop) -> Vec<String> {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}?mode=ro", shop.database().display())).await;
    let pool = pool.unwrap();
    let ids = sqlx::query_scalar("SELECT client_id FROM idempotency ORDER BY at_ms").fetch_all(&pool).await;
    pool.close().await;
    ids.unwrap()
}

fn text(text: &str) -> Value {
    json!({ "client_id": key(), "content": { "type": "text", "text": text } })
}

#[tokio::test]
async fn answers_are_forgotten_after_a_week_and_not_before() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    shop.sql("DELETE FROM idempotency").await;
    let (old, recent) = (text("八天前"), text("六天前"));
    buyer.post(&path, &old).await;
    shop.sql("UPDATE idempotency SET at_ms = at_ms - 2 * 86400000").await;
    let first: Message = buyer.post(&path, &recent).await.json().await.unwrap();
    shop.sql("UPDATE idempotency SET at_ms = at_ms - 6 * 86400000").await;
    let ids = [&old, &recent].map(|body| body["client_id"].as_str().unwrap().to_owned());
    assert_eq!(kept(&shop).await, ids);

    let shop = shop.restart_with(&[]).await;
    assert_eq!(kept(&shop).await, ids[1..]);
    let buyer = shop.user("buyer-1").await;
    let again = buyer.post(&path, &recent).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Message>().await.unwrap(), first);

    // The time is the operator's to choose.
    let shop = shop.restart_with(&["--idempotency-retention-s=604800"]).await;
    assert_eq!(kept(&shop).await, ids[1..]);
    let shop = shop.restart_with(&["--idempotency-retention-s=86400"]).await;
    assert!(kept(&shop).await.is_empty());
}

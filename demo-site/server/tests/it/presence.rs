//! What buyers are told about the shop: whether somebody is there, and how long answers take.

use crate::harness::{PATIENCE, Shop, User};
use kefu_contract::Presence;
use serde_json::Value;
use tokio::time::timeout;

async fn wait_for(user: &User<'_>, presence: Presence) {
    let changed = async {
        while user.session().await.shop.presence != presence {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, changed).await.expect("the presence changes");
}

#[tokio::test]
async fn a_fresh_demo_shop_is_away_until_somebody_signs_in_at_the_workbench() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let start = buyer.session().await.shop;
    assert_eq!(start.presence, Presence::Away);
    let wait = start.expected_wait_s.expect("past conversations tell");
    assert!((5..=600).contains(&wait), "{wait} s is no believable wait");

    // Buyers do not attend the shop; staff do, as long as they listen.
    let listening = buyer.listen("").await;
    assert_eq!(buyer.session().await.shop.presence, Presence::Away);
    drop(listening);
    let stream = shop.user("agent-1").await.listen("").await;
    assert_eq!(buyer.session().await.shop.presence, Presence::Online);
    drop(stream);
    wait_for(&buyer, Presence::Away).await;
}

#[tokio::test]
async fn without_any_answer_no_wait_is_promised() {
    let shop = Shop::open().await;
    shop.sql("DELETE FROM event; DELETE FROM message; DELETE FROM conversation").await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let raw: Value = buyer.get("/v1/session").await;
    assert!(raw["shop"].get("expected_wait_s").is_none_or(Value::is_null));
    assert_eq!(buyer.session().await.shop.presence, Presence::Away);

    // A question alone tells nothing yet, nor does a note.
    let id = buyer.conversation().await;
    buyer.say(&id, "在吗").await;
    agent.note(&id, "新顾客").await;
    let shop_now = buyer.session().await.shop;
    assert_eq!((shop_now.expected_wait_s, shop_now.presence), (None, Presence::Away));
    agent.say(&id, "在的").await;
    let shop_now = buyer.session().await.shop;
    assert!(shop_now.expected_wait_s.is_some_and(|wait| wait <= 10));
    assert_eq!(shop_now.presence, Presence::Online, "an answer just now counts as being there");
}

//! Lists of conversations, and opening them.

use crate::harness::{Shop, key};
use kefu_contract::{Conversation, ConversationStatus, Page};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn staff_see_the_longest_waiting_first_in_pages_without_gaps() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let whole: Page<Conversation> = agent.get("/v1/conversations?limit=100").await;
    assert!(whole.items.len() >= 45 && whole.after.is_none() && whole.before.is_none());
    let waits: Vec<_> = whole.items.iter().map_while(|one| one.waiting_since).collect();
    assert!(waits.len() >= 4 && waits.is_sorted());
    assert!(whole.items[waits.len()..].iter().all(|one| one.waiting_since.is_none()));

    let mut paged = Vec::new();
    let mut query = "limit=7".to_owned();
    loop {
        let page: Page<Conversation> = agent.get(&format!("/v1/conversations?{query}")).await;
        paged.extend(page.items);
        let Some(after) = page.after else { break };
        query = format!("limit=7&after={}", after.0);
    }
    assert_eq!(paged, whole.items);
}

#[tokio::test]
async fn lists_can_be_narrowed_to_a_status() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let closed: Page<Conversation> = agent.get("/v1/conversations?status=closed&limit=100").await;
    assert!(!closed.items.is_empty());
    assert!(closed.items.iter().all(|one| one.status == ConversationStatus::Closed));
    let unknown: Page<Conversation> = agent.get("/v1/conversations?status=snoozed").await;
    assert!(unknown.items.is_empty());
    let page: Page<Conversation> = agent.get("/v1/conversations?status=open&limit=2").await;
    let cursor = page.after.unwrap().0;
    let other_list =
        agent.request(reqwest::Method::GET, &format!("/v1/conversations?status=closed&after={cursor}"));
    assert_eq!(other_list.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn buyers_see_their_own_only() {
    let shop = Shop::open().await;
    let newcomer: Page<Conversation> = shop.user("buyer-1").await.get("/v1/conversations").await;
    assert!(newcomer.items.is_empty());
    let own: Page<Conversation> = shop.user("buyer-2").await.get("/v1/conversations").await;
    assert_eq!(own.items.len(), 1);
    assert_eq!(own.items[0].buyer.id.as_str(), "buyer-2");
    assert!(own.items[0].tags.is_empty());
}

#[tokio::test]
async fn there_is_one_conversation_per_buyer() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let (status, first) = buyer.open(json!({ "product_id": "mug-01" })).await;
    assert_eq!((status, first.version), (StatusCode::CREATED, 1));
    let seq = buyer.session().await.stream.seq;

    let (status, same) = buyer.open(json!({})).await;
    assert_eq!((status, &same), (StatusCode::OK, &first));
    assert_eq!(buyer.session().await.stream.seq, seq, "nothing changed, nothing to tell");

    let (status, moved) = buyer.open(json!({ "product_id": "mug-02" })).await;
    assert_eq!((status, &moved.id, moved.version), (StatusCode::OK, &first.id, 2));
    assert_eq!(moved.context.product.unwrap().id.as_str(), "mug-02");
    assert_eq!(buyer.session().await.stream.seq, seq + 1);
}

#[tokio::test]
async fn opening_at_once_from_two_tabs_makes_one_conversation() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let open = || buyer.open(json!({}));
    let (a, b, c) = tokio::join!(open(), open(), open());
    assert!(a.1.id == b.1.id && b.1.id == c.1.id);
    let created = [a.0, b.0, c.0].into_iter().filter(|status| *status == StatusCode::CREATED).count();
    assert_eq!(created, 1);
}

#[tokio::test]
async fn staff_do_not_open_conversations() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let answer = agent.post("/v1/conversations", &json!({ "client_id": key() })).await;
    assert_eq!(crate::harness::problem(answer).await.code, kefu_contract::ProblemCode::Forbidden);
}

#[tokio::test]
async fn read_positions_only_move_forward_and_not_beyond_the_end() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    for text in ["一", "二", "三"] {
        buyer.say(&id, text).await;
    }
    assert_eq!(agent.show(&id).await.unread, 3);
    let two = agent.read(&id, 2).await;
    assert_eq!((two.unread, two.read.staff), (1, 2));
    let seq = agent.session().await.stream.seq;
    let back = agent.read(&id, 1).await;
    assert_eq!((back.read.staff, back.version), (2, two.version));
    assert_eq!(agent.session().await.stream.seq, seq, "nothing moved, nothing to tell");
    let beyond = agent.read(&id, u64::MAX).await;
    assert_eq!((beyond.read.staff, beyond.unread), (3, 0));
    assert_eq!(agent.session().await.stream.seq, seq + 1);
}

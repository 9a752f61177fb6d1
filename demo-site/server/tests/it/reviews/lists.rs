//! Lists of reviews.

use super::*;
use crate::harness::problem;
use kefu_contract::ProblemCode;
use std::collections::BTreeSet;

/// Twelve reviews of three buyers on two products.
async fn busy() -> Shop {
    let shop = shop().await;
    for number in 0..12u32 {
        let (buyer, product) = (number % 3 + 2, ["mug-01", "mug-02"][number as usize % 2]);
        let buyer = format!("buyer-{buyer}");
        let order = completed(&shop, &format!("o-10{number:02}"), &buyer, &[product], 3_600).await;
        let rating = ["good", "neutral", "bad"][number as usize / 4];
        let body = with(review_of(&order, rating), "text", json!(format!("第{number}条 100% Nice_{number}")));
        write(&shop.user(&buyer).await, &body).await;
    }
    shop
}

fn ids(page: &Page<Review>) -> Vec<String> {
    page.items.iter().map(|review| review.id.to_string()).collect()
}

#[tokio::test]
async fn pages_hold_every_review_once_newest_first() {
    let shop = busy().await;
    // Many of the same moment: then the id decides.
    shop.sql("UPDATE review SET created_ms = created_ms / 60000 * 60000").await;
    for who in ["agent-1", "buyer-2", "buyer-1"] {
        let user = shop.user(who).await;
        let whole = list(&user, "limit=100").await;
        assert_eq!((whole.items.len(), whole.after.is_some()), (12, false));
        for limit in [1, 5, 6, 12] {
            let mut all = Vec::new();
            let mut page = list(&user, &format!("limit={limit}")).await;
            loop {
                all.extend(ids(&page));
                let Some(after) = page.after else { break };
                assert!(page.items.len() == limit && all.len() < 12, "pages come to an end");
                page = list(&user, &format!("limit={limit}&after={}", after.0)).await;
            }
            assert_eq!(all, ids(&whole), "limit {limit}");
        }
        assert_eq!(ids(&whole).into_iter().collect::<BTreeSet<_>>().len(), 12);
    }
}

#[tokio::test]
async fn filters_narrow() {
    let shop = busy().await;
    let (agent, buyer) = (shop.user("agent-1").await, shop.user("buyer-2").await);
    for (query, expected) in [
        ("rating=bad", 4),
        ("rating=splendid", 0),
        ("product_id=mug-01", 6),
        ("product_id=mug-01&rating=good", 2),
        ("product_id=nothing", 0),
        ("buyer_id=buyer-3", 4),
        ("explained=false", 12),
        ("search=nice_1", 3),
        ("search=%20NICE_%20", 12),
        ("search=0%25", 12),
        ("search=1%25", 0),
        ("search=N_ce", 0),
        ("search=%E7%AC%AC3%E6%9D%A1", 1),
        ("search=o-10", 0),
        ("search=buyer", 0),
    ] {
        for user in [&agent, &buyer] {
            assert_eq!(list(user, query).await.items.len(), expected, "{query}");
        }
    }
    assert_eq!(list(&agent, "group=bad").await.items.len(), 4);
    assert_eq!(list(&agent, "group=changed").await.items.len(), 0);
    assert_eq!(list(&agent, "triage=contact_now").await.items.len(), 8);
    assert_eq!(list(&agent, "triage=thank&product_id=mug-02").await.items.len(), 2);
    for query in ["group=bad", "triage=thank", "group=x&product_id=mug-01"] {
        let refused = buyer.request(Method::GET, &format!("/v1/reviews?{query}")).send().await.unwrap();
        assert_eq!(problem(refused).await.code, ProblemCode::Forbidden, "{query}");
    }
}

#[tokio::test]
async fn what_the_shop_notes_is_not_searched() {
    let shop = busy().await;
    let (agent, buyer) = (shop.user("agent-1").await, shop.user("buyer-2").await);
    let bad = list(&agent, "rating=bad").await.items.remove(0);
    let bad = act(&agent, &bad, "review.set_group", json!({ "group": "unreachable", "text": "空号" })).await;
    act(&agent, &bad, "review.report", json!({ "text": "敲诈" })).await;
    for word in ["空号", "敲诈", "unreachable", "malicious"] {
        for user in [&agent, &buyer] {
            assert!(list(user, &format!("search={word}")).await.items.is_empty(), "{word}");
        }
    }
}

#[tokio::test]
async fn cursors_belong_to_one_reader_and_one_question() {
    let shop = busy().await;
    let (agent, buyer) = (shop.user("agent-1").await, shop.user("buyer-2").await);
    let cursor = list(&agent, "limit=2").await.after.unwrap().0;
    let refused = async |user: &User<'_>, query: &str| {
        let answer = user.request(Method::GET, &format!("/v1/reviews?{query}")).send().await.unwrap();
        problem(answer).await.code
    };
    for (user, query) in [
        (&agent, format!("limit=2&rating=bad&after={cursor}")),
        (&buyer, format!("limit=2&after={cursor}")),
        (&agent, "after=x".to_owned()),
    ] {
        assert_eq!(refused(user, &query).await, ProblemCode::InvalidCursor, "{query}");
    }
    for query in ["limit=0", "limit=101", "limit=x", "explained=perhaps", "product_id=a%20b", "buyer_id="] {
        assert_eq!(refused(&agent, query).await, ProblemCode::InvalidQuery, "{query}");
    }
}

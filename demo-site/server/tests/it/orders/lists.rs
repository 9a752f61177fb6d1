//! Lists of orders: narrowed, sorted, searched, page by page.

use super::*;
use kefu_contract::{Page, ProblemCode};

async fn list(user: &User<'_>, query: &str) -> Vec<String> {
    let page: Page<Order> = user.get(&format!("/v1/orders?{query}")).await;
    page.items.into_iter().map(|order| order.id.0).collect()
}

/// One thing, so that every order has another total.
fn pieces(quantity: u32) -> Value {
    json!([{ "product_id": "tote-02", "options": [0], "quantity": quantity }])
}

fn ids(orders: &[&Order]) -> Vec<String> {
    orders.iter().map(|order| order.id.0.clone()).collect()
}

#[tokio::test]
async fn lists_are_narrowed_and_sorted() {
    let shop = open().await;
    let (buyer, other, agent) =
        (shop.user("buyer-1").await, shop.user("buyer-2").await, shop.user("agent-1").await);
    let first = place(&buyer, pieces(2)).await;
    advance(&shop, HOUR).await;
    let second = place(&other, pieces(5)).await;
    advance(&shop, HOUR).await;
    let third = paid(&buyer, pieces(1)).await;
    let memo = json!({ "memo": { "flag": "blue", "text": "补发" } });
    let second = done(&agent, &second, "order.set_memo", memo).await;
    let third = done(&agent, &third, "order.mark", json!({ "mark": "void" })).await;
    let closed = place(&buyer, pieces(4)).await;
    let closed = done(&buyer, &closed, "order.close", json!({ "reason": "duplicate" })).await;

    for (query, found) in [
        ("", ids(&[&closed, &third, &second, &first])),
        ("sort=newest", ids(&[&closed, &third, &second, &first])),
        ("sort=oldest", ids(&[&first, &second, &third, &closed])),
        ("sort=amount", ids(&[&second, &closed, &first, &third])),
        // What has ended has no deadline and comes last.
        ("sort=deadline", ids(&[&first, &second, &third, &closed])),
        ("state=awaiting_payment", ids(&[&second, &first])),
        ("state=from_tomorrow", ids(&[])),
        ("flag=blue", ids(&[&second])),
        ("mark=void", ids(&[&third])),
        ("buyer_id=buyer-2", ids(&[&second])),
        ("buyer_id=buyer-1&state=closed", ids(&[&closed])),
        ("warned=true", ids(&[])),
    ] {
        assert_eq!(list(&agent, query).await, found, "{query}");
    }
    let times = format!("from={}&to={}", second.created_at, third.created_at);
    assert_eq!(list(&agent, &times).await, ids(&[&second]), "from belongs to it, to does not");
    assert_eq!(list(&buyer, "").await, ids(&[&closed, &third, &first]), "buyers see their own");
    assert_eq!(list(&buyer, "buyer_id=buyer-2").await, ids(&[]));
    advance(&shop, 46 * HOUR + 60).await;
    assert_eq!(list(&agent, "warned=true&sort=deadline").await, ids(&[&first]), "24 hours before");
    assert_eq!(list(&agent, "warned=false").await, ids(&[&closed, &third, &second]));
}

#[tokio::test]
async fn orders_are_found_by_what_people_know_of_them() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let mut elsewhere = wanted(pieces(1));
    elsewhere["address"]["recipient"] = "Zoë O'Neil 100%".into();
    elsewhere["address"]["phone"] = "+44 7700 900-123".into();
    elsewhere["address"]["country"] = "GB".into();
    let emma = shop.user("buyer-3").await;
    let other: Order = emma.post("/demo/orders", &elsewhere).await.json().await.unwrap();
    done(&agent, &order, "order.ship", parcel("ZT-77-Abc")).await;
    let found = async |search: &str| {
        let asked = agent.request(Method::GET, "/v1/orders").query(&[("search", search)]);
        let page: Page<Order> = asked.send().await.unwrap().json().await.unwrap();
        page.items.into_iter().map(|order| order.id.0).collect::<Vec<_>>()
    };
    let number = &order.number;
    for search in [
        number,
        &number[5..],
        "林小满",
        "13800005678",
        "5678",
        "zt-77-abc",
        "素白马克杯",
        "plain white MUG",
        "布面手账",
    ] {
        assert_eq!(found(search).await, ids(&[&order]), "{search}");
    }
    for search in
        ["emma", "zoe\u{308} o'neil", "100%", "447700900123", "900-123", "Foldable cotton", "折叠购物袋"]
    {
        assert_eq!(found(search).await, ids(&[&other]), "{search}");
    }
    for search in ["%%", "_", "nobody", "' OR 1=1 --"] {
        assert_eq!(found(search).await, ids(&[]), "{search}");
    }
    assert_eq!(found("  ").await.len(), 2, "nothing asked for, nothing left out");
    assert_eq!(list(&buyer, "search=Emma").await, ids(&[]), "nobody finds what is not theirs");
}

#[tokio::test]
async fn pages_have_no_gaps_and_no_doubles_while_orders_come_in() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    // However few the catalogue has counted, there is enough for everything ordered here.
    shop.sql("INSERT INTO stock_change SELECT id, 1000 FROM product").await;
    for quantity in 1..=9 {
        place(&buyer, pieces(1 + quantity % 3)).await;
    }
    // Some of the same moment: then the id decides.
    shop.sql("UPDATE shop_order SET created_ms = created_ms / 60000 * 60000").await;
    for sort in ["newest", "oldest", "deadline", "amount"] {
        let whole = list(&agent, &format!("sort={sort}")).await;
        let mut paged = Vec::new();
        let mut query = format!("sort={sort}&limit=2");
        loop {
            let page: Page<Order> = agent.get(&format!("/v1/orders?{query}")).await;
            assert!(page.items.len() <= 2 && page.before.is_none());
            paged.extend(page.items.into_iter().map(|order| order.id.0));
            let Some(after) = page.after else { break };
            query = format!("sort={sort}&limit=2&after={}", after.0);
            place(&buyer, pieces(2)).await;
        }
        paged.retain(|id| whole.contains(id));
        assert_eq!(paged, whole, "{sort}");
    }
}

#[tokio::test]
async fn cursors_belong_to_one_list() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    for _ in 0..3 {
        place(&buyer, pieces(1)).await;
    }
    let page: Page<Order> = agent.get("/v1/orders?limit=1").await;
    let cursor = page.after.unwrap().0;
    let asked = async |user: &User<'_>, query: String| {
        user.request(Method::GET, &format!("/v1/orders?{query}")).send().await.unwrap()
    };
    assert_eq!(
        asked(&agent, format!("limit=2&after={cursor}")).await.status(),
        StatusCode::OK,
        "another size"
    );
    for query in [
        format!("sort=oldest&after={cursor}"),
        format!("state=closed&after={cursor}"),
        "after=AAAA".to_owned(),
        "after=".to_owned(),
    ] {
        let refused = problem(asked(&agent, query.clone()).await).await;
        assert_eq!(refused.code, ProblemCode::InvalidCursor, "{query}");
    }
    let refused = problem(asked(&buyer, format!("after={cursor}")).await).await;
    assert_eq!(refused.code, ProblemCode::InvalidCursor, "somebody else's");
    let conversations: Page<kefu_contract::Conversation> = agent.get("/v1/conversations?limit=1").await;
    let foreign = conversations.after.unwrap().0;
    let refused = problem(asked(&agent, format!("after={foreign}")).await).await;
    assert_eq!(refused.code, ProblemCode::InvalidCursor);
    for query in [
        "limit=0",
        "limit=101",
        "limit=x",
        "warned=perhaps",
        "from=yesterday",
        "buyer_id=a%20b",
        "limit=1&limit=2",
    ] {
        let refused = problem(asked(&agent, query.to_owned()).await).await;
        assert_eq!(refused.code, ProblemCode::InvalidQuery, "{query}");
    }
}

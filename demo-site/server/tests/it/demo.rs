//! The demo shop's own resources, and that it is the same every time.

use crate::harness::{Shop, User};
use kefu_contract::{Order, OrderState, Page};
use reqwest::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

async fn json(shop: &Shop, path: &str, language: &str) -> Value {
    let answer = shop.request(Method::GET, path).header("accept-language", language).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.unwrap()
}

#[tokio::test]
async fn people_can_be_chosen_from() {
    let shop = Shop::open().await;
    let users = json(&shop, "/demo/users", "zh-CN").await;
    let (buyers, staff) = (users["buyers"].as_array().unwrap(), users["staff"].as_array().unwrap());
    assert!(buyers.len() >= 44 && staff.len() == 4);
    assert_eq!((buyers[0]["id"].as_str(), buyers[0]["name"].as_str()), (Some("buyer-1"), Some("林小满")));
    assert!(staff.iter().any(|one| one["role"] == "supervisor"));
    for one in buyers.iter().chain(staff) {
        assert!(!one["tagline"].as_str().unwrap().is_empty());
        let avatar = shop.get(one["avatar_url"].as_str().unwrap()).await;
        assert_eq!(avatar.headers()["content-type"], "image/svg+xml");
        assert_eq!(avatar.headers()["content-security-policy"], "default-src 'none'");
    }
    let english = json(&shop, "/demo/users", "en").await;
    assert_eq!(english["buyers"][0]["tagline"], "New customer · first visit");
}

#[tokio::test]
async fn products_are_complete_in_both_languages() {
    let shop = Shop::open().await;
    let chinese = json(&shop, "/demo/products", "zh-CN").await;
    let english = json(&shop, "/demo/products", "en").await;
    let (chinese, english) = (chinese.as_array().unwrap(), english.as_array().unwrap());
    assert!(chinese.len() >= 32 && chinese.len() == english.len());
    for (zh, en) in chinese.iter().zip(english) {
        assert_eq!((&zh["id"], &zh["price"], &zh["stock"]), (&en["id"], &en["price"], &en["stock"]));
        assert!(has_chinese(zh) && !en_text(en).chars().any(is_chinese), "{}", en["id"]);
        assert!(zh["images"].as_array().unwrap().len() >= 3);
        assert!((3..=5).contains(&(zh["rating"].as_u64().unwrap() / 10)));
        for list in ["options", "attributes", "promises", "offers", "description", "reviews"] {
            assert!(!zh[list].as_array().unwrap().is_empty(), "{} {list}", zh["id"]);
        }
        // How many to buy is asked by the page itself.
        for options in [&zh["options"], &en["options"]] {
            assert!(
                options
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|one| one["name"] != "数量" && one["name"] != "Quantity")
            );
        }
    }
    let one = json(&shop, "/demo/products/mug-01", "zh-CN").await;
    assert_eq!(&one, &chinese[0]);
    assert_eq!(one["price"]["amount"], 5_900);
}

fn has_chinese(product: &Value) -> bool {
    ["title", "subtitle"].iter().all(|field| product[*field].as_str().unwrap().chars().any(is_chinese))
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Everything but nicknames, which stay as they are.
fn en_text(product: &Value) -> String {
    let mut product = product.clone();
    for review in product["reviews"].as_array_mut().unwrap() {
        review["author"] = Value::Null;
    }
    product.to_string()
}

#[tokio::test]
async fn pictures_are_drawn() {
    let shop = Shop::open().await;
    let products = json(&shop, "/demo/products", "en").await;
    for url in products.as_array().unwrap().iter().flat_map(|one| one["images"].as_array().unwrap()) {
        let answer = shop.get(url.as_str().unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{url}");
        assert_eq!(answer.headers()["content-type"], "image/svg+xml");
        assert_eq!(answer.headers()["content-security-policy"], "default-src 'none'");
        assert!(answer.text().await.unwrap().starts_with("<svg "));
    }
}

#[tokio::test]
async fn seeded_conversations_hold_what_the_server_holds_itself_to() {
    let shop = Shop::open().await;
    let url = format!("sqlite://{}?mode=ro", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for (what, sql) in [
        (
            "positions are dense",
            "SELECT COUNT(*) FROM conversation c WHERE last_position <> (SELECT COUNT(*) FROM message WHERE conversation_id = c.id)",
        ),
        (
            "positions end where they should",
            "SELECT COUNT(*) FROM conversation c WHERE last_position <> (SELECT MAX(position) FROM message WHERE conversation_id = c.id)",
        ),
        (
            "public positions too",
            "SELECT COUNT(*) FROM conversation c WHERE last_public_position <> (SELECT MAX(position) FROM message WHERE conversation_id = c.id AND visibility = 'everyone')",
        ),
        (
            "nobody has read what is not there",
            "SELECT COUNT(*) FROM conversation WHERE read_buyer > last_position OR read_staff > last_position",
        ),
        (
            "those who wait have asked last",
            "SELECT COUNT(*) FROM conversation c JOIN message m ON m.conversation_id = c.id AND m.position = c.last_position WHERE (c.waiting_since_ms IS NOT NULL) <> (m.sender_id = c.buyer_id)",
        ),
        (
            "time goes forward",
            "SELECT COUNT(*) FROM message a JOIN message b ON a.conversation_id = b.conversation_id AND b.position = a.position + 1 WHERE b.sent_ms < a.sent_ms",
        ),
        (
            "nothing comes from the future",
            "SELECT COUNT(*) FROM message WHERE sent_ms > (SELECT MAX(updated_ms) FROM conversation)",
        ),
        ("the newcomer has nothing", "SELECT COUNT(*) FROM conversation WHERE buyer_id = 'buyer-1'"),
    ] {
        let wrong: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        assert_eq!(wrong, 0, "{what}");
    }
    let notes: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM message WHERE visibility = 'staff'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(notes >= 5);
}

/// Everything of a list, page by page.
async fn all<T: DeserializeOwned>(user: &User<'_>, path: &str) -> Vec<T> {
    let (mut items, mut query) = (Vec::new(), "limit=100".to_owned());
    loop {
        let page: Page<T> = user.get(&format!("{path}?{query}")).await;
        items.extend(page.items);
        let Some(after) = page.after else { return items };
        query = format!("limit=100&after={}", after.0);
    }
}

/// How many there are of each kind.
fn tally<K: Ord>(kinds: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut tally = BTreeMap::new();
    kinds.for_each(|kind| *tally.entry(kind).or_insert(0) += 1);
    tally
}

#[tokio::test]
async fn the_shop_has_traded() {
    let shop = Shop::open_trading().await;
    let agent = shop.user("agent-1").await;
    let orders: Vec<Order> = all(&agent, "/v1/orders").await;
    assert!(orders.len() >= 300, "{} orders", orders.len());
    let states = tally(orders.iter().map(|order| order.state.as_str().to_owned()));
    assert!(OrderState::KNOWN.iter().all(|state| states.contains_key(*state)), "{states:?}");
    assert!(orders.iter().all(|order| !order.actions.is_empty()));
    let newcomer = shop.user("buyer-1").await;
    assert!(all::<Order>(&newcomer, "/v1/orders").await.is_empty());
    let regular = shop.user("buyer-2").await;
    let own: Vec<Order> = all(&regular, "/v1/orders").await;
    assert!(!own.is_empty() && own.iter().all(|order| order.buyer.id.as_str() == "buyer-2"));
}

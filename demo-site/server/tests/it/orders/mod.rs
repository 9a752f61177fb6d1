//! Orders, from the checkout to the last parcel.

mod bad_input;
mod book;
mod checkout;
mod clock;
mod life;
mod lists;
mod ownership;
mod talk;
mod views;

use crate::harness::{PATIENCE, Shop, User, key, problem};
use kefu_contract::{Action, DeadlineKind, Order, OrderId, Problem};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

/// A shop whose clock can be put forward, at ten in the morning: reminders are not sent at night.
pub(crate) async fn open() -> Shop {
    let shop = Shop::open_with(&["--test-clock"]).await;
    const DAY_S: i64 = 24 * 3_600;
    let now = shop.user("buyer-1").await.session().await.server_time.unix_ms / 1_000;
    let since_midnight = (now + 8 * 3_600).rem_euclid(DAY_S);
    advance(&shop, (10 * 3_600 - since_midnight).rem_euclid(DAY_S)).await;
    shop
}

/// Puts the shop's clock forward.
pub(crate) async fn advance(shop: &Shop, seconds: i64) {
    let body = json!({ "seconds": seconds });
    let answer = shop.request(Method::POST, "/demo/clock").json(&body).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

pub(crate) const HOUR: i64 = 3_600;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) fn address() -> Value {
    json!({
        "recipient": "林小满", "phone": "13800005678", "country": "CN", "region": "浙江省", "city": "杭州市",
        "district": "西湖区", "street": "文三路 100 号 2 幢 301", "postal_code": "310012",
    })
}

/// Two plain mugs, one by one in their box, and a notebook: ¥118 and ¥48.
pub(crate) fn basket() -> Value {
    json!([
        { "product_id": "mug-01", "options": [0], "quantity": 2 },
        { "product_id": "notebook-01", "options": [0, 1], "quantity": 1 },
    ])
}

/// An order as the checkout takes it.
pub(crate) fn wanted(lines: Value) -> Value {
    json!({ "client_id": key(), "lines": lines, "address": address() })
}

pub(crate) async fn place(buyer: &User<'_>, lines: Value) -> Order {
    let answer = buyer.post("/demo/orders", &wanted(lines)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

/// An order placed and paid.
pub(crate) async fn paid(buyer: &User<'_>, lines: Value) -> Order {
    let order = place(buyer, lines).await;
    done(buyer, &order, "order.pay", json!({ "payment_method": "balance" })).await
}

/// A request for an action on the order as it was last seen.
pub(crate) fn request(order: &Order, code: &str, mut fields: Value) -> Value {
    fields["client_id"] = key().into();
    fields["version"] = order.version.into();
    fields["code"] = code.into();
    fields
}

pub(crate) async fn act(user: &User<'_>, order: &Order, code: &str, fields: Value) -> Response {
    user.post(&format!("/v1/orders/{}/actions", order.id), &request(order, code, fields)).await
}

/// The order after an action that is carried out.
pub(crate) async fn done(user: &User<'_>, order: &Order, code: &str, fields: Value) -> Order {
    let answer = act(user, order, code, fields).await;
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{code}: {text}");
    serde_json::from_str(&text).unwrap()
}

/// The refusal of an action, after which everything is as it was.
pub(crate) async fn refused(user: &User<'_>, order: &Order, code: &str, fields: Value) -> Problem {
    let before = rows(user.shop).await;
    let refused = problem(act(user, order, code, fields).await).await;
    assert_eq!(rows(user.shop).await, before, "nothing written");
    refused
}

pub(crate) async fn show(user: &User<'_>, id: &OrderId) -> Order {
    user.get(&format!("/v1/orders/{id}")).await
}

pub(crate) async fn show_in_english(user: &User<'_>, id: &OrderId) -> Order {
    let asked = user.request(Method::GET, &format!("/v1/orders/{id}")).header("accept-language", "en");
    asked.send().await.unwrap().json().await.unwrap()
}

/// Waits until an order is as wanted, woken by its events.
pub(crate) async fn until(user: &User<'_>, id: &OrderId, wanted: impl Fn(&Order) -> bool) -> Order {
    let waiting = async {
        loop {
            let seq = user.session().await.stream.seq;
            let order = show(user, id).await;
            if wanted(&order) {
                return order;
            }
            user.poll(&format!("after={seq}&wait=25")).await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("the order becomes as wanted")
}

pub(crate) fn action<'a>(order: &'a Order, code: &str) -> &'a Action {
    order.actions.iter().find(|action| action.code == code).unwrap()
}

pub(crate) fn deadline(order: &Order, kind: DeadlineKind) -> Option<i64> {
    order.deadlines.iter().find(|deadline| deadline.kind == kind).map(|deadline| deadline.at.unix_ms)
}

/// A parcel with everything that is left.
pub(crate) fn parcel(number: &str) -> Value {
    json!({ "shipment": { "courier": "中通", "tracking_no": number } })
}

/// One answer of a query about everything.
pub(crate) async fn ask(shop: &Shop, sql: &'static str) -> Vec<String> {
    let url = format!("sqlite://{}?mode=ro", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let rows = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows
}

/// Everything that acting on orders may write.
pub(crate) async fn rows(shop: &Shop) -> Vec<String> {
    ask(
        shop,
        "SELECT id || body FROM shop_order UNION ALL SELECT id || kind FROM payment
         UNION ALL SELECT product_id || pieces FROM stock_change
         UNION ALL SELECT product_id || sku_id || quantity FROM cart_line
         UNION ALL SELECT subject_id || what || at_ms FROM due
         UNION ALL SELECT 'messages ' || COUNT(*) FROM message
         UNION ALL SELECT 'conversations ' || COUNT(*) || ' ' || SUM(version) FROM conversation
         UNION ALL SELECT 'events ' || COUNT(*) FROM event
         UNION ALL SELECT 'answers ' || COUNT(*) FROM idempotency",
    )
    .await
}

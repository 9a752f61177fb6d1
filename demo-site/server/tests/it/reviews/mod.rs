//! Reviews: written, read by everybody, worked on, and what time does to them.

mod clock;
mod guards;
mod lists;
mod pictures;
mod public;
mod work;
mod writing;

use crate::harness::{PATIENCE, Shop, User, key};
use kefu_contract::{Event, EventType, LineId, Order, OrderState, Page, Person, Review, Timestamp};
use kefu_rules::{order::on_enter, policy::Policy};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

const DAY_S: u32 = 24 * 3_600;

/// A shop whose clock can be put forward.
async fn shop() -> Shop {
    quiet(Shop::open_with(&["--test-clock"]).await).await
}

/// The shop, with nothing that happens by itself in it yet: deadlines of the demo's own orders are not what is tested.
async fn quiet(shop: Shop) -> Shop {
    shop.sql("DELETE FROM due").await;
    shop
}

async fn now(shop: &Shop) -> Timestamp {
    let time: Value = shop.get("/demo/clock").await.json().await.unwrap();
    serde_json::from_value(time["now"].clone()).unwrap()
}

async fn advance(shop: &Shop, seconds: u32) {
    let request = shop.request(Method::POST, "/demo/clock").json(&json!({ "seconds": seconds }));
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

/// A completed order of these products, one line each, as if `age_s` had gone by since its completion.
async fn completed(shop: &Shop, id: &str, buyer: &str, products: &[&str], age_s: i64) -> Order {
    let fixture =
        include_str!("../../../../../components/contract/spec/fixtures/order.awaiting-shipment.json");
    let mut order: Order = serde_json::from_str(fixture).unwrap();
    let person: Person = shop.user(buyer).await.session().await.user;
    let line = order.lines.remove(0);
    order.lines = (1u32..)
        .zip(products)
        .map(|(number, product)| kefu_contract::OrderLine {
            id: LineId(format!("l-{number}")),
            product_id: (*product).into(),
            shipped: line.quantity,
            ..line.clone()
        })
        .collect();
    let at = now(shop).await.plus_ms(-age_s * 1_000);
    (order.id, order.buyer, order.state) = (id.into(), person, OrderState::Completed);
    order.number = format!("2026111800{}", &id[2..]);
    order.deadlines = on_enter(&order.state, &order.delivery, at, &Policy::default());
    (order.created_at, order.updated_at, order.completed_at) = (at, at, Some(at));
    insert(shop, &order).await;
    order
}

/// Puts an order into the database behind the server's back.
async fn insert(shop: &Shop, order: &Order) {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", shop.database().display())).await.unwrap();
    sqlx::query(
        "INSERT INTO shop_order (id, version, number, buyer_id, state, marks, total, created_ms, searched, body)
         VALUES ($1, $2, $3, $4, 'completed', '[]', 0, $5, '', $6)",
    )
    .bind(order.id.as_str())
    .bind(i64::try_from(order.version).unwrap())
    .bind(&order.number)
    .bind(order.buyer.id.as_str())
    .bind(order.created_at.unix_ms)
    .bind(json!({ "order": order }).to_string())
    .execute(&pool)
    .await
    .unwrap();
    for deadline in &order.deadlines {
        sqlx::query("INSERT INTO due (subject_kind, subject_id, what, at_ms) VALUES ('order', $1, $2, $3)")
            .bind(order.id.as_str())
            .bind(deadline.kind.as_str())
            .bind(deadline.at.unix_ms)
            .execute(&pool)
            .await
            .unwrap();
    }
    pool.close().await;
}

/// What of reviews and orders is stored, as numbers that any write would change.
async fn rows(shop: &Shop) -> Vec<i64> {
    let url = format!("sqlite://{}?mode=ro", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let mut rows = shop.counts().await;
    for sql in [
        "SELECT COUNT(*) FROM review",
        "SELECT COALESCE(SUM(version), 0) FROM review",
        "SELECT COUNT(*) FROM review_file",
        "SELECT COALESCE(SUM(version), 0) FROM shop_order",
        "SELECT COUNT(*) FROM due",
    ] {
        rows.push(sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap());
    }
    pool.close().await;
    rows
}

/// The body of a review of an order's first line.
fn review_of(order: &Order, rating: &str) -> Value {
    json!({
        "client_id": key(),
        "order_id": order.id,
        "line_id": "l-1",
        "rating": rating,
        "scores": { "as_described": 2, "service": 4, "shipping": 5 },
        "text": "杯口有裂纹，失望。",
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

/// Writes a review.
async fn write(buyer: &User<'_>, body: &Value) -> Review {
    let answer = buyer.post("/v1/reviews", body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

/// A review of `buyer-2`, who is called 晚风拾柿, in the state their first line gets it into.
async fn reviewed(shop: &Shop, rating: &str) -> (Order, Review) {
    let order = completed(shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let review = write(&shop.user("buyer-2").await, &review_of(&order, rating)).await;
    (order, review)
}

async fn show(user: &User<'_>, id: &str) -> Review {
    user.get(&format!("/v1/reviews/{id}")).await
}

async fn list(user: &User<'_>, query: &str) -> Page<Review> {
    user.get(&format!("/v1/reviews?{query}")).await
}

/// Asks for an action on a review, with more fields.
async fn ask(user: &User<'_>, review: &Review, code: &str, more: Value) -> Response {
    let mut body = json!({ "client_id": key(), "version": review.version, "code": code });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    user.post(&format!("/v1/reviews/{}/actions", review.id), &body).await
}

async fn act(user: &User<'_>, review: &Review, code: &str, more: Value) -> Review {
    let answer = ask(user, review, code, more).await;
    assert_eq!(answer.status(), StatusCode::OK, "{code}");
    answer.json().await.unwrap()
}

async fn reply(user: &User<'_>, review: &Review, text: &str, language: &str) -> Response {
    let body = json!({ "client_id": key(), "version": review.version, "text": text });
    let request = user.request(Method::POST, &format!("/v1/reviews/{}/reply", review.id)).json(&body);
    request.header("accept-language", language).send().await.unwrap()
}

/// What a person may do with a review: codes, and whether each may be done now.
fn choices(review: &Review) -> Vec<(&str, bool)> {
    review.actions.iter().map(|action| (action.code.as_str(), action.enabled)).collect()
}

/// The last number given out to somebody.
async fn seq(user: &User<'_>) -> u64 {
    user.session().await.stream.seq
}

/// The first event after `after` about a review that is as wanted. Events carry reviews as they are when they are read:
/// only a higher version says that something was stored since.
async fn heard(user: &User<'_>, mut after: u64, wanted: impl Fn(&Review) -> bool) -> Review {
    let hear = async {
        loop {
            let batch = user.poll(&format!("after={after}&wait=5")).await;
            let reviews = batch.events.into_iter().filter_map(|event: Event| event.review);
            if let Some(review) = reviews.map(|review| *review).find(&wanted) {
                return review;
            }
            after = batch.seq;
        }
    };
    timeout(PATIENCE, hear).await.expect("the event comes")
}

/// The events somebody has not heard yet, but for what they do to customers' files.
async fn news(user: &User<'_>, after: u64) -> Vec<Event> {
    let events = user.poll(&format!("after={after}&wait=0")).await.events;
    events.into_iter().filter(|event| event.kind != EventType::CustomerChanged).collect()
}

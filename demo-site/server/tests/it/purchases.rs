//! Buyers and orders for tests that are about something else: made behind the server's back, paid through it.

use crate::harness::{Shop, User, key};
use kefu_contract::{Escrow, Money, Order, OrderState, Timestamp};
use reqwest::StatusCode;
use serde_json::json;

/// Somebody the shop has never heard of.
pub(crate) async fn newcomer<'a>(shop: &'a Shop, id: &str, name: &str) -> User<'a> {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", shop.database().display())).await.unwrap();
    sqlx::query("INSERT INTO person (id, name, role, demo_rank) VALUES ($1, $2, 'buyer', 3000)")
        .bind(id)
        .bind(name)
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    shop.user(id).await
}

/// An order of mugs for `fen` that waits to be paid.
pub(crate) fn unpaid(buyer: &str, number: u32, fen: i64) -> Order {
    let example = include_str!("../../../../components/contract/spec/fixtures/order.awaiting-shipment.json");
    let mut order: Order = serde_json::from_str(example).unwrap();
    order.id = format!("o-test-{buyer}-{number}").as_str().into();
    order.number = format!("9988{buyer}{number:04}").replace(|c: char| !c.is_ascii_digit(), "");
    order.buyer.id = buyer.into();
    order.state = OrderState::AwaitingPayment;
    order.escrow = Escrow::None;
    order.lines.truncate(1);
    let line = &mut order.lines[0];
    (line.quantity, line.unit_price) = (1, Money::cny(fen));
    (line.discount, line.total) = (Money::cny(0), Money::cny(fen));
    (order.goods_total, order.discount) = (Money::cny(fen), Money::cny(0));
    (order.postage, order.total) = (Money::cny(0), Money::cny(fen));
    (order.paid, order.paid_at, order.payment_method) = (None, None, None);
    order.refunded = Money::cny(0);
    order.memo = None;
    order.warnings.clear();
    order.deadlines.clear();
    order.cases.clear();
    order.amounts.clear();
    order.actions.clear();
    order.fulfilment = None;
    order
}

/// Puts an order into the shop's database, as of now.
pub(crate) async fn place(shop: &Shop, mut order: Order) -> Order {
    let now: serde_json::Value = shop.get("/demo/clock").await.json().await.unwrap();
    order.created_at = Timestamp::parse(now["now"].as_str().unwrap()).unwrap();
    let url = format!("sqlite://{}", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query(
        "INSERT INTO shop_order (id, version, number, buyer_id, state, marks, total, created_ms, searched, body)
         VALUES ($1, $2, $3, $4, $5, '[]', $6, $7, $3, $8)",
    )
    .bind(order.id.as_str())
    .bind(i64::try_from(order.version).unwrap())
    .bind(&order.number)
    .bind(order.buyer.id.as_str())
    .bind(order.state.as_str())
    .bind(order.total.amount)
    .bind(order.created_at.unix_ms)
    .bind(json!({ "order": order }).to_string())
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    order
}

/// Places an order and has its buyer pay it.
pub(crate) async fn buy(user: &User<'_>, buyer: &str, number: u32, fen: i64) -> Order {
    let order = place(user.shop, unpaid(buyer, number, fen)).await;
    let body = json!({
        "client_id": key(), "version": order.version, "code": "order.pay", "payment_method": "balance",
    });
    let answer = user.post(&format!("/v1/orders/{}/actions", order.id), &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

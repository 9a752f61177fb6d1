//! Orders of the checkout, and what the shop's books say of their refunds.

use super::world::{NOT_RECEIVED, opened, pass};
use crate::{
    harness::{Shop, User},
    orders,
};
use kefu_contract::{Case, CaseState, LineId, Order, OrderState, Quote};
use serde_json::{Value, json};

/// What the book of money and the ledger of refunds say was paid back for an order, in fen.
async fn booked(shop: &Shop, order: &Order) -> (i64, i64) {
    let url = format!("sqlite://{}?mode=ro", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let sums = sqlx::query_as(
        "SELECT (SELECT COALESCE(SUM(amount), 0) FROM payment WHERE kind = 'refund' AND order_id = $1),
           (SELECT COALESCE(SUM(r.amount), 0) FROM refund_attempt r JOIN after_sale_case c ON c.id = r.case_id
            WHERE r.state = 'paid' AND c.order_id = $1)",
    );
    let sums = sums.bind(&order.id.0).fetch_one(&pool).await.unwrap();
    pool.close().await;
    sums
}

/// Notebooks put back on the shelf beyond those taken off.
async fn notebooks(shop: &Shop) -> i64 {
    shop.number("SELECT COALESCE(SUM(pieces), 0) FROM stock_change WHERE product_id = 'notebook-01'").await
}

/// An application for pieces of lines that have not come.
async fn applies(buyer: &User<'_>, order: &Order, lines: &[(&LineId, u32)]) -> Case {
    let lines: Vec<Value> =
        lines.iter().map(|(id, quantity)| json!({ "line_id": id, "quantity": quantity })).collect();
    let mut request = NOT_RECEIVED.quote(order.id.as_str());
    request["lines"] = json!(lines);
    let quote: Quote = buyer.post("/v1/quotes", &request).await.json().await.unwrap();
    let mut application = NOT_RECEIVED.application(&quote);
    application["lines"] = json!(lines);
    opened(buyer.post("/v1/cases", &application).await).await
}

/// What was paid back stands in the order, in the ledger of refunds and in the book of money.
async fn agree(shop: &Shop, order: &Order) -> i64 {
    let buyer = shop.user("buyer-1").await;
    let refunded = orders::show(&buyer, &order.id).await.refunded.amount;
    assert_eq!(booked(shop, order).await, (refunded, refunded));
    refunded
}

#[tokio::test]
async fn an_order_is_paid_back_piece_by_piece_and_the_books_agree() {
    let shop = orders::open().await;
    let (buyer, boss) = (shop.user("buyer-1").await, shop.user("supervisor-1").await);
    let placed = orders::place(&buyer, orders::basket()).await;
    let order = orders::done(&buyer, &placed, "order.pay", json!({ "payment_method": "pay_for_me" })).await;
    let [mugs, notebook] = [&order.lines[0].id, &order.lines[1].id];

    let first = applies(&buyer, &order, &[(mugs, 1)]).await;
    assert_eq!(agree(&shop, &order).await, 0);
    boss.does(&first, "case.agree", json!({})).await;
    pass(&shop, 5).await;
    let failed = buyer.sees(&first, CaseState::RefundFailed).await;
    assert_eq!(agree(&shop, &order).await, 0, "nothing is booked that was not paid");
    boss.does(&failed, "case.retry_refund", json!({})).await;
    pass(&shop, 5).await;
    buyer.sees(&first, CaseState::Refunded).await;
    let part = agree(&shop, &order).await;
    assert!(part > 0);

    // The rest is refused once, then agreed to.
    let sold = notebooks(&shop).await;
    let rest = applies(&buyer, &order, &[(mugs, 1), (notebook, 1)]).await;
    let refused = boss.does(&rest, "case.refuse", json!({ "text": "今天发货" })).await;
    let revised = buyer.does(&refused, "case.revise", json!({ "text": "不等了" })).await;
    boss.does(&revised, "case.agree", json!({})).await;
    pass(&shop, 5).await;
    let failed = buyer.sees(&rest, CaseState::RefundFailed).await;
    boss.does(&failed, "case.retry_refund", json!({})).await;
    pass(&shop, 5).await;
    buyer.sees(&rest, CaseState::Refunded).await;
    assert_eq!(agree(&shop, &order).await, order.total.amount);
    let closed = orders::show(&buyer, &order.id).await;
    assert_eq!((&closed.state, &closed.refunded), (&OrderState::Closed, &order.total));
    assert_eq!(notebooks(&shop).await, sold + 1, "what was sold and not sent is for sale again");
}

//! The shop's money book: for every order, what came and went is what the order says.

use super::*;
use kefu_contract::{Escrow, OrderState};
use std::collections::BTreeMap;

/// What every order says, and what the book says of it.
async fn audit(shop: &Shop) {
    let orders = ask(
        shop,
        "SELECT id || ' ' || (COALESCE(json_extract(body, '$.order.paid.amount'), 0)
           - json_extract(body, '$.order.refunded.amount')) FROM shop_order",
    )
    .await;
    let book = ask(
        shop,
        "SELECT order_id || ' ' || SUM(CASE kind WHEN 'charge' THEN amount WHEN 'carry_in' THEN amount
           WHEN 'refund' THEN -amount WHEN 'carry_out' THEN -amount ELSE 0 END) FROM payment GROUP BY order_id",
    )
    .await;
    let sums = |rows: &[String]| -> BTreeMap<String, i64> {
        let rows = rows.iter().map(|row| row.split_once(' ').unwrap());
        rows.map(|(id, sum)| (id.to_owned(), sum.parse().unwrap())).filter(|(_, sum)| *sum != 0).collect()
    };
    assert!(!orders.is_empty());
    assert_eq!(sums(&orders), sums(&book));
    let carried = ask(
        shop,
        "SELECT CAST(COALESCE(SUM(CASE kind WHEN 'carry_in' THEN amount ELSE -amount END), 0) AS TEXT)
         FROM payment WHERE kind LIKE 'carry%'",
    )
    .await;
    assert_eq!(carried, ["0"], "what leaves one order comes to another");
}

#[tokio::test]
async fn every_fen_is_in_the_book() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let (agent, head) = (shop.user("agent-1").await, shop.user("supervisor-1").await);
    let cards = json!([{ "product_id": "notebook-03", "options": [1], "quantity": 2 }]);
    let (one, two, three) =
        (paid(&buyer, basket()).await, paid(&buyer, cards.clone()).await, paid(&buyer, cards.clone()).await);
    audit(&shop).await;

    let merged = done(
        &agent,
        &show(&agent, &one.id).await,
        "order.merge",
        json!({ "merge_with": [two.id, three.id] }),
    )
    .await;
    assert!(merged.refunded.amount > 0, "postage is paid once");
    audit(&shop).await;
    let off = json!({ "lines": [
        { "line_id": merged.lines[0].id, "quantity": 1 }, { "line_id": merged.lines[2].id, "quantity": 1 },
    ]});
    let rest = done(&agent, &merged, "order.split", off).await;
    audit(&shop).await;
    let closed =
        done(&head, &rest, "order.close", json!({ "reason": "out_of_stock", "note": "仓库受潮" })).await;
    assert_eq!((&closed.escrow, closed.refunded.amount), (&Escrow::Refunded, closed.paid.unwrap().amount));
    audit(&shop).await;

    // Cash at the door comes with the receipt.
    let door = place(&buyer, cards.clone()).await;
    let door = done(&buyer, &door, "order.pay", json!({ "payment_method": "cash_on_delivery" })).await;
    assert_eq!(
        (&door.state, &door.paid, &door.escrow),
        (&OrderState::AwaitingShipment, &None, &Escrow::None)
    );
    let sent = done(&agent, &door, "order.ship", parcel("ZT0001")).await;
    let done_ = done(&buyer, &sent, "order.confirm_receipt", json!({})).await;
    assert_eq!(done_.paid.unwrap().amount, sent.total.amount);
    audit(&shop).await;

    // An order that costs nothing.
    let gift = place(&buyer, cards).await;
    let free: Vec<_> = gift
        .lines
        .iter()
        .map(|line| json!({ "line_id": line.id, "discount": { "amount": 6_400, "currency": "CNY", "exponent": 2 } }))
        .collect();
    let gift = done(&head, &gift, "order.change_price", json!({ "prices": free })).await;
    let none = json!({ "postage": { "amount": 0, "currency": "CNY", "exponent": 2 } });
    let gift = done(&head, &gift, "order.change_postage", none).await;
    assert_eq!(gift.total.amount, 0);
    done(&buyer, &gift, "order.pay", json!({ "payment_method": "balance" })).await;
    audit(&shop).await;
}

#[tokio::test]
async fn refunds_above_the_agents_limit_need_a_supervisor() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let dear = json!([{ "product_id": "scarf-01", "options": [0], "quantity": 3 }]);
    let order = show(&shop.user("agent-1").await, &paid(&buyer, dear).await.id).await;
    assert!(order.total.amount > 50_000);
    assert!(!action(&order, "order.close").enabled);
    let agent = shop.user("agent-1").await;
    refused(&agent, &order, "order.close", json!({ "reason": "agreed" })).await;
    let head = shop.user("supervisor-1").await;
    done(&head, &order, "order.close", json!({ "reason": "agreed" })).await;
    audit(&shop).await;
}

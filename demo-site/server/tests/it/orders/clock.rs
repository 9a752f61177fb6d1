//! What happens to orders by itself.

use super::*;
use kefu_contract::{Actor, CloseReason, Escrow, OrderState, ProblemCode};

#[tokio::test]
async fn an_unpaid_order_closes() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    advance(&shop, 72 * HOUR - 60).await;
    assert_eq!(show(&buyer, &order.id).await.state, OrderState::AwaitingPayment);
    advance(&shop, 120).await;
    let closed = until(&buyer, &order.id, |order| order.state == OrderState::Closed).await;
    assert_eq!((closed.close_reason, closed.version), (Some(CloseReason::Unpaid), order.version + 1));
    let last = closed.history.last().unwrap();
    assert_eq!((last.code.as_str(), &last.actor, &last.person), ("deadline.pay", &Actor::Platform, &None));
    assert!(closed.deadlines.is_empty());
    let late = refused(&buyer, &order, "order.pay", json!({ "payment_method": "balance" })).await;
    assert_eq!(late.code, ProblemCode::VersionConflict);
    assert_eq!(late.current_order.unwrap().state, OrderState::Closed);
    assert_eq!(
        ask(&shop, "SELECT 'x' FROM stock_change WHERE pieces <> 0").await,
        [""; 0],
        "back on the shelf"
    );
    let seen = show(&agent, &order.id).await;
    assert!(!action(&seen, "order.ship").enabled);
}

#[tokio::test]
async fn late_shipment_is_made_up_for_once() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let order = paid(&buyer, basket()).await;
    advance(&shop, 72 * HOUR + 60).await;
    let late = until(&buyer, &order.id, |order| order.version > 2).await;
    assert_eq!((late.state, late.deadlines.len()), (OrderState::AwaitingShipment, 0));
    let entry = late.history.last().unwrap();
    assert_eq!((entry.code.as_str(), entry.amount.as_ref().unwrap().amount), ("deadline.ship", 830));
    advance(&shop, 72 * HOUR).await;
    let agent = shop.user("agent-1").await;
    done(&agent, &show(&agent, &order.id).await, "order.ship", parcel("ZT0001")).await;
    assert_eq!(
        ask(&shop, "SELECT kind || ' ' || amount || ' ' || reference FROM payment ORDER BY rowid").await,
        ["charge 16600 order.pay", "compensate 830 deadline.ship"]
    );
}

#[tokio::test]
async fn receipt_counts_as_confirmed_and_reviews_as_good() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    done(&agent, &order, "order.ship", parcel("ZT0001")).await;
    advance(&shop, 10 * DAY + 60).await;
    let received = until(&buyer, &order.id, |order| order.state == OrderState::Completed).await;
    assert_eq!(received.escrow, Escrow::Released);
    assert_eq!(received.shipments[0].events.len(), 5, "the parcel had come before");
    assert!(action(&received, "review.write").enabled && action(&received, "case.open").enabled);
    advance(&shop, 15 * DAY + 60).await;
    let over = until(&buyer, &order.id, |order| order.deadlines.is_empty()).await;
    assert!(!action(&over, "review.write").enabled && !action(&over, "case.open").enabled);
    let given = ask(&shop, "SELECT rating FROM review WHERE buyer_id = 'buyer-1'").await;
    assert_eq!(given.len(), received.lines.len());
    assert!(over.history.iter().any(|entry| entry.code == "deadline.write_review"));
}

#[tokio::test]
async fn a_restart_forgets_no_deadline() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let unpaid = place(&buyer, basket()).await;
    let unsent = paid(&buyer, basket()).await;
    let sent = paid(&buyer, basket()).await;
    let agent = shop.user("agent-1").await;
    done(&agent, &sent, "order.ship", parcel("ZT0001")).await;
    let token = buyer.token.clone();
    // The clock put forward for tests is at the machine's time again.
    let shop = shop.restart_with(&["--test-clock"]).await;
    let buyer = User { shop: &shop, token };
    assert_eq!(show(&buyer, &unpaid.id).await.state, OrderState::AwaitingPayment);
    advance(&shop, 5 * DAY).await;
    until(&buyer, &unpaid.id, |order| order.state == OrderState::Closed).await;
    until(&buyer, &unsent.id, |order| order.history.iter().any(|entry| entry.code == "deadline.ship")).await;
    advance(&shop, 10 * DAY).await;
    let sent = until(&buyer, &sent.id, |order| order.state == OrderState::Completed).await;
    assert!(sent.shipments[0].delivered_at.is_some());
}

#[tokio::test]
async fn what_fell_due_while_nobody_was_there_happens_at_the_start() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let order = place(&buyer, basket()).await;
    let token = buyer.token.clone();
    let folder = {
        // As if the server had been down for years.
        shop.sql(
            "UPDATE due SET at_ms = 0;
             UPDATE shop_order SET body = json_set(body, '$.order.deadlines[0].at', '1970-01-01T00:00:00.000Z')",
        )
        .await;
        shop.restart_with(&[]).await
    };
    let buyer = User { shop: &folder, token };
    let closed = until(&buyer, &order.id, |order| order.state == OrderState::Closed).await;
    assert_eq!(closed.close_reason, Some(CloseReason::Unpaid));
}

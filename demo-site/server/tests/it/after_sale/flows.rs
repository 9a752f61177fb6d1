//! The ways of the textbook, from application to money.

use super::world::*;
use crate::harness::Shop;
use kefu_contract::{Case, CaseState, DeadlineKind, Escrow, Money, OrderState, RefundState, Role};
use serde_json::json;

/// The refund arrives, and the order has booked it.
async fn refunded(shop: &Shop, case: &Case, fen: i64) -> Case {
    let buyer = shop.user("buyer-1").await;
    pass(shop, 5).await;
    let ended = buyer.sees(case, CaseState::Refunded).await;
    let refund = ended.refund.as_ref().unwrap();
    assert_eq!((&refund.state, &refund.amount), (&RefundState::Succeeded, &Money::cny(fen)));
    assert!(ended.closed_at.is_some() && ended.deadlines.is_empty());
    let order = buyer.order("o-1").await;
    assert_eq!(order.refunded.amount, paid_back(shop).await);
    assert!(order.lines.iter().all(|line| line.case_id.is_none()));
    assert_eq!(order.cases, std::slice::from_ref(&case.id));
    ended
}

#[tokio::test]
async fn a_refund_before_anything_was_sent() {
    let shop = shop_with(Stage::Paid).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&NOT_RECEIVED).await;
    assert_eq!((&case.state, &case.amount), (&CaseState::AwaitingSeller, &Money::cny(14_500)));
    let order = buyer.order("o-1").await;
    assert!(order.lines.iter().all(|line| line.case_id.as_ref() == Some(&case.id)));
    assert!(order.deadlines[0].paused, "nobody is late while the case is open");

    let agreed = agent.does(&case, "case.agree", json!({})).await;
    assert_eq!(agreed.state, CaseState::Refunding);
    // Filing what it is about in the meantime does not lose the bank's answer.
    agent.does(&agreed, "case.classify", json!({ "dispute": "not_received" })).await;
    refunded(&shop, &case, 14_500).await;
    let order = buyer.order("o-1").await;
    assert_eq!((order.state, order.escrow), (OrderState::Closed, Escrow::Refunded));
}

#[tokio::test]
async fn part_of_the_price_back_and_the_goods_kept() {
    let shop = shop_with(Stage::Completed).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let wish = Wish {
        kind: "compensation",
        scenario: "received_keep",
        reason: "service_attitude",
        lines: &[("l-1", 2)],
    };
    let quote = buyer.quoted(&wish).await;
    assert_eq!(quote.maximum, Money::cny(10_800));
    let mut application = wish.application(&quote);
    application["amount"] = cny(3_000);
    application["explanation"] = "客服一直不回复，\r\n希望补偿".into();
    let case = opened(buyer.post("/v1/cases", &application).await).await;
    assert_eq!(case.explanation.as_deref(), Some("客服一直不回复，\n希望补偿"));

    let offer = json!({ "amount": cny(2_000), "text": "抱歉久等，补偿 20 元可以吗" });
    let offered = agent.does(&case, "case.counter_offer", offer).await;
    assert_eq!(offered.state, CaseState::Countered);
    let accepted = buyer.does(&offered, "case.accept_offer", json!({})).await;
    assert_eq!((accepted.state, accepted.agreed_amount), (CaseState::Refunding, Some(Money::cny(2_000))));
    refunded(&shop, &case, 2_000).await;
    let order = buyer.order("o-1").await;
    assert_eq!((&order.state, order.lines[0].refunded), (&OrderState::Completed, 0));
    assert_eq!(order.lines[0].refunded_amount, Some(Money::cny(2_000)));
}

#[tokio::test]
async fn goods_back_counted_and_refunded() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let wish = Wish { lines: &[("l-1", 2)], ..RETURN };
    let case = buyer.applies(&wish).await;
    let order = buyer.order("o-1").await;
    let confirm = &order.deadlines[0];
    assert_eq!((&confirm.kind, confirm.paused), (&DeadlineKind::ConfirmReceipt, true));

    let agreed = agent.does(&case, "case.agree", json!({ "return_address": address() })).await;
    assert_eq!(agreed.state, CaseState::AwaitingReturn);
    let sent = buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
    assert_eq!(sent.return_shipment.as_ref().and_then(|p| p.tracking_no.as_deref()), Some("SF1234567890123"));
    let refused = agent.may_not(&sent, "case.refund", json!({})).await;
    assert_eq!(refused.code, kefu_contract::ProblemCode::ActionNotAllowed);
    // One of two came back.
    let count =
        json!({ "inspected": [{ "line_id": "l-1", "counted": 1, "condition": "intact", "note": "少一只" }] });
    let counted = agent.does(&sent, "case.inspect", count).await;
    assert_eq!(
        counted.inspection.as_ref().and_then(|found| found.by.as_ref()).map(|by| by.id.as_str()),
        Some("agent-2")
    );
    assert_eq!(buyer.case(&case).await.inspection.unwrap().by, None);
    let paying = agent.does(&counted, "case.refund", json!({})).await;
    assert_eq!(paying.state, CaseState::Refunding);
    refunded(&shop, &case, 5_400).await;
    let order = buyer.order("o-1").await;
    assert_eq!((&order.state, order.lines[0].refunded), (&OrderState::AwaitingReceipt, 1));
    assert!(!order.deadlines[0].paused, "the clock of the rest goes on");
}

#[tokio::test]
async fn an_exchange_to_the_end() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let quote = buyer.quoted(&EXCHANGE).await;
    let mut application = EXCHANGE.application(&quote);
    application["exchange"] = json!([{ "line_id": "l-1", "quantity": 1, "sku_id": "mug-01.1" }]);
    let case = opened(buyer.post("/v1/cases", &application).await).await;
    let back = json!({ "return_address": address() });
    let agreed = agent.does(&case, "case.agree", back).await;
    let sent = buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
    let count = json!({ "inspected": [{ "line_id": "l-1", "counted": 1, "condition": "intact" }] });
    let counted = agent.does(&sent, "case.inspect", count).await;
    let accepted = agent.does(&counted, "case.agree", json!({})).await;
    assert_eq!(accepted.state, CaseState::AwaitingReship);
    let reshipped = agent.does(&accepted, "case.reship", json!({ "shipment": parcel() })).await;
    assert_eq!(reshipped.state, CaseState::AwaitingBuyerReceipt);
    let exchange = reshipped.exchange.as_ref().unwrap();
    assert_eq!(exchange.lines[0].sku_id.as_ref().map(|sku| sku.as_str()), Some("mug-01.1"));
    assert_eq!(exchange.lines[0].sku.as_deref(), Some("规格：对杯（2 只）"));
    assert!(exchange.shipment.is_some());
    let done = buyer.does(&reshipped, "case.confirm_replacement", json!({})).await;
    assert_eq!(done.state, CaseState::Exchanged);
    let order = buyer.order("o-1").await;
    assert_eq!((order.refunded.amount, paid_back(&shop).await), (0, 0));
    assert!(order.lines[0].case_id.is_none() && !order.deadlines[0].paused);
}

#[tokio::test]
async fn an_exchange_that_becomes_a_refund() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&EXCHANGE).await;
    let agreed = agent.does(&case, "case.agree", json!({ "return_address": address() })).await;
    let sent = buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
    let count = json!({ "inspected": [{ "line_id": "l-1", "counted": 1, "condition": "intact" }] });
    let counted = agent.does(&sent, "case.inspect", count).await;
    let accepted = agent.does(&counted, "case.agree", json!({})).await;
    let converted = buyer.does(&accepted, "case.convert_to_refund", json!({})).await;
    assert_eq!(converted.state, CaseState::Refunding);
    let ended = refunded(&shop, &case, 5_400).await;
    assert!(ended.exchange.unwrap().converted_to_refund);
}

#[tokio::test]
async fn buyers_deal_with_the_shop_and_not_with_its_people() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let refused = agent.does(&case, "case.refuse", json!({ "text": "签收时完好" })).await;
    assert_eq!(refused.refusal.as_ref().map(|refusal| refusal.by.name.as_str()), Some("孟一帆"));
    let seen = buyer.case(&case).await;
    let by = &seen.refusal.as_ref().unwrap().by;
    assert_eq!((by.id.as_str(), by.name.as_str(), &by.role), ("shop", "客服", &Role::Agent));
    let people: Vec<_> =
        seen.history.iter().map(|entry| entry.person.as_ref().map(|p| p.id.as_str())).collect();
    assert_eq!(people, [Some("buyer-1"), None]);
    assert!(!serde_json::to_string(&seen).unwrap().contains("孟一帆"));
    let codes: Vec<_> =
        seen.actions.iter().filter(|action| action.enabled).map(|a| a.code.as_str()).collect();
    assert_eq!(codes, ["case.revise", "case.request_intervention", "case.withdraw"]);
}

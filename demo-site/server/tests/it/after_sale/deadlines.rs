//! What happens when nobody does anything.

use super::world::*;
use crate::harness::{Shop, User};
use kefu_contract::{Actor, Case, CaseState, DeadlineKind, OrderState};
use serde_json::json;

/// The case has this deadline, of so many days; it is let pass.
async fn runs_out(
    shop: &Shop,
    user: &User<'_>,
    case: &Case,
    kind: DeadlineKind,
    days: u32,
    after: CaseState,
) -> Case {
    let before = user.case(case).await;
    let deadline = &before.deadlines[0];
    assert_eq!((&deadline.kind, deadline.paused), (&kind, false));
    let left = deadline.at.since(before.updated_at);
    assert_eq!(left, i64::from(days) * i64::from(DAY_S) * 1_000, "{kind:?}");
    pass(shop, days * DAY_S - 60).await;
    assert_eq!(user.case(case).await.state, before.state, "not before its time");
    pass(shop, 120).await;
    let now = user.sees(case, after).await;
    let entry = now.history.iter().find(|entry| entry.code == format!("deadline.{}", kind.as_str())).unwrap();
    assert_eq!((&entry.actor, &entry.person), (&Actor::Platform, &None));
    now
}

#[tokio::test]
async fn a_seller_who_does_not_answer_has_agreed() {
    let shop = shop_with(Stage::Paid).await;
    let buyer = shop.user("buyer-1").await;
    let case = buyer.applies(&NOT_RECEIVED).await;
    runs_out(&shop, &buyer, &case, DeadlineKind::AnswerCase, 3, CaseState::Refunding).await;
    pass(&shop, 5).await;
    buyer.sees(&case, CaseState::Refunded).await;
    assert_eq!((buyer.order("o-1").await.state, paid_back(&shop).await), (OrderState::Closed, 14_500));
}

#[tokio::test]
async fn a_return_agreed_by_silence_goes_to_the_shops_own_address() {
    let shop = shop_with(Stage::Delivered).await;
    let buyer = shop.user("buyer-1").await;
    let case = buyer.applies(&RETURN).await;
    let agreed = runs_out(&shop, &buyer, &case, DeadlineKind::AnswerCase, 5, CaseState::AwaitingReturn).await;
    assert_eq!(agreed.return_address.map(|to| to.recipient).as_deref(), Some("柿子生活馆售后仓"));
    // Goods that are never sent end it.
    let ended = runs_out(&shop, &buyer, &case, DeadlineKind::ReturnGoods, 7, CaseState::Closed).await;
    assert!(ended.refund.is_none() && ended.closed_at.is_some());
    let order = buyer.order("o-1").await;
    assert!(order.lines[0].case_id.is_none() && !order.deadlines[0].paused);
    assert!(order.deadlines[0].at > ended.closed_at.unwrap(), "the time has been given back");
}

#[tokio::test]
async fn an_offer_or_refusal_left_alone_ends_the_case() {
    for refuse in [true, false] {
        let shop = shop_with(Stage::Delivered).await;
        let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
        let case = buyer.applies(&RETURN).await;
        if refuse {
            agent.does(&case, "case.refuse", json!({ "text": "签收时完好" })).await;
        } else {
            agent.does(&case, "case.counter_offer", json!({ "amount": cny(1_000) })).await;
        }
        runs_out(&shop, &buyer, &case, DeadlineKind::ReviseCase, 7, CaseState::Closed).await;
    }
}

#[tokio::test]
async fn goods_not_counted_in_time_are_paid() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let agreed = agent.does(&case, "case.agree", json!({ "return_address": address() })).await;
    buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
    runs_out(&shop, &buyer, &case, DeadlineKind::InspectReturn, 10, CaseState::Refunding).await;
    pass(&shop, 5).await;
    buyer.sees(&case, CaseState::Refunded).await;
    assert_eq!(paid_back(&shop).await, 5_400);
}

#[tokio::test]
async fn a_replacement_never_sent_becomes_a_refund_and_one_never_confirmed_is_taken() {
    for sent in [false, true] {
        let shop = shop_with(Stage::Delivered).await;
        let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
        let case = buyer.applies(&EXCHANGE).await;
        let agreed = agent.does(&case, "case.agree", json!({ "return_address": address() })).await;
        let back = buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
        let count = json!({ "inspected": [{ "line_id": "l-1", "counted": 1, "condition": "opened" }] });
        let counted = agent.does(&back, "case.inspect", count).await;
        let accepted = agent.does(&counted, "case.agree", json!({})).await;
        if sent {
            agent.does(&accepted, "case.reship", json!({ "shipment": parcel() })).await;
            let kind = DeadlineKind::ConfirmReplacement;
            runs_out(&shop, &buyer, &case, kind, 10, CaseState::Exchanged).await;
        } else {
            let kind = DeadlineKind::ShipReplacement;
            runs_out(&shop, &buyer, &case, kind, 3, CaseState::Refunding).await;
            pass(&shop, 5).await;
            buyer.sees(&case, CaseState::Refunded).await;
        }
        assert_eq!(paid_back(&shop).await, if sent { 0 } else { 5_400 });
    }
}

#[tokio::test]
async fn what_fell_due_while_the_server_was_down_happens_at_once() {
    let shop = shop_with(Stage::Paid).await;
    let buyer = shop.user("buyer-1").await;
    let case = buyer.applies(&NOT_RECEIVED).await;
    shop.sql("UPDATE due SET at_ms = at_ms - 5 * 86400000 WHERE subject_kind = 'case'").await;
    shop.sql(
        "UPDATE after_sale_case SET body = json_set(body, '$.case.deadlines[0].at', '2026-01-01T00:00:00.000Z')",
    )
    .await;
    let shop = shop.restart_with(&["--test-clock"]).await;
    let buyer = shop.user("buyer-1").await;
    buyer.sees(&case, CaseState::Refunding).await;
    // Stopped again before the bank has answered: its answer is not lost.
    let shop = shop.restart_with(&["--test-clock"]).await;
    pass(&shop, 5).await;
    shop.user("buyer-1").await.sees(&case, CaseState::Refunded).await;
    assert_eq!(shop.number("SELECT COUNT(*) FROM refund_attempt").await, 1);
}

#[tokio::test]
async fn the_clock_of_the_order_stands_still_while_a_case_is_open() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let ends = buyer.order("o-1").await.deadlines[0].at;
    let case = buyer.applies(&RETURN).await;
    agent.does(&case, "case.refuse", json!({ "text": "签收时完好" })).await;
    pass(&shop, 6 * DAY_S).await;
    let order = buyer.order("o-1").await;
    assert_eq!((&order.state, order.deadlines[0].paused), (&OrderState::AwaitingReceipt, true));
    let confirm = order.actions.iter().find(|action| action.code == "order.confirm_receipt").unwrap();
    assert!(!confirm.enabled);
    let refused = buyer.case(&case).await;
    buyer.does(&refused, "case.withdraw", json!({})).await;
    let order = buyer.order("o-1").await;
    let given_back = order.deadlines[0].at.since(ends);
    assert!(!order.deadlines[0].paused);
    assert!((0..60_000).contains(&(given_back - 6 * i64::from(DAY_S) * 1_000)), "{given_back}");
}

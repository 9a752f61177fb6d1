//! Money on its way: once, or not at all.

use super::world::*;
use crate::harness::key;
use kefu_contract::{Case, CaseState, ProblemCode, RefundState};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn a_refund_that_fails_is_tried_again_and_paid_once() {
    let shop = shop_with_friend(Stage::Paid).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&NOT_RECEIVED).await;
    let agreed = agent.does(&case, "case.agree", json!({})).await;
    let early = agent.may_not(&agreed, "case.retry_refund", json!({})).await;
    assert_eq!(early.code, ProblemCode::ActionNotAllowed);
    pass(&shop, 5).await;
    let failed = buyer.sees(&case, CaseState::RefundFailed).await;
    let refund = failed.refund.as_ref().unwrap();
    assert_eq!(refund.state, RefundState::Failed);
    assert_eq!(refund.failure.as_deref(), Some("代付人的收款账户尚未确认，请稍后重试。"));
    let english =
        buyer.request(Method::GET, &format!("/v1/cases/{}", case.id)).header("accept-language", "en");
    let english: Case = english.send().await.unwrap().json().await.unwrap();
    let words = "The friend who paid has not confirmed their account yet. Try again later.";
    assert_eq!(english.refund.as_ref().unwrap().failure.as_deref(), Some(words));
    assert_eq!(english.refund.unwrap().destination.as_deref(), Some("The way it was paid"));
    assert_eq!(english.history.last().unwrap().text.as_deref(), Some(words));
    let order = buyer.order("o-1").await;
    assert_eq!((order.refunded.amount, paid_back(&shop).await), (0, 0));
    assert!(order.deadlines[0].paused, "the case is still open");

    let retried = agent.does(&failed, "case.retry_refund", json!({})).await;
    assert_eq!(retried.state, CaseState::Refunding);
    // A restart in between neither loses nor doubles it.
    let shop = shop.restart_with(&["--test-clock"]).await;
    pass(&shop, 5).await;
    let buyer = shop.user("buyer-1").await;
    buyer.sees(&case, CaseState::Refunded).await;
    assert_eq!((buyer.order("o-1").await.refunded.amount, paid_back(&shop).await), (14_500, 14_500));
    assert_eq!(shop.number("SELECT COUNT(*) FROM refund_attempt").await, 2);
    assert_eq!(shop.number("SELECT COUNT(*) FROM due WHERE subject_kind = 'case'").await, 0);
}

#[tokio::test]
async fn several_refunds_of_an_order_add_up_and_leave_nothing() {
    let shop = shop_with(Stage::Paid).await;
    let (buyer, boss) = (shop.user("buyer-1").await, shop.user("supervisor-1").await);
    let mut total = 0;
    for lines in [&[("l-1", 1)][..], &[("l-1", 1)], &[("l-2", 1)]] {
        let wish = Wish { lines, ..NOT_RECEIVED };
        let quote = buyer.quoted(&wish).await;
        total += quote.maximum.amount;
        let case = opened(buyer.post("/v1/cases", &wish.application(&quote)).await).await;
        boss.does(&case, "case.agree", json!({})).await;
        pass(&shop, 5).await;
        buyer.sees(&case, CaseState::Refunded).await;
        let order = buyer.order("o-1").await;
        assert_eq!((order.refunded.amount, paid_back(&shop).await), (total, total));
    }
    assert_eq!(total, 14_500, "to the last fen, postage included");
    let nothing = buyer.post("/v1/quotes", &NOT_RECEIVED.quote("o-1")).await;
    assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn handed_in_twice_at_once_it_is_one_case() {
    let shop = shop_with(Stage::Paid).await;
    let buyer = shop.user("buyer-1").await;
    let quote = buyer.quoted(&NOT_RECEIVED).await;
    let body = NOT_RECEIVED.application(&quote);
    let send = || buyer.post("/v1/cases", &body);
    let (a, b, c) = tokio::join!(send(), send(), send());
    let mut statuses = [a.status(), b.status(), c.status()];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::OK, StatusCode::CREATED]);
    let (a, b): (Case, Case) = (a.json().await.unwrap(), b.json().await.unwrap());
    assert_eq!(a, b, "the same answer");

    // From another page, with a key of its own: the order has moved on.
    let mut other = body.clone();
    other["client_id"] = key().into();
    let refused = crate::harness::problem(buyer.post("/v1/cases", &other).await).await;
    assert_eq!(
        (refused.code, refused.errors[0].pointer.as_str()),
        (ProblemCode::VersionConflict, "/order_version")
    );
    let order = refused.current_order.unwrap();
    assert_eq!(order.cases, [a.id]);
    // And with the version of today there is nothing left to quote.
    let nothing = crate::harness::problem(buyer.post("/v1/quotes", &NOT_RECEIVED.quote("o-1")).await).await;
    assert_eq!((nothing.code, nothing.errors[0].max), (ProblemCode::QuantityAboveBought, Some(0)));
    assert_eq!(shop.number("SELECT COUNT(*) FROM after_sale_case").await, 1);
}

#[tokio::test]
async fn two_who_answer_at_once() {
    let shop = shop_with(Stage::Paid).await;
    let (buyer, one, two) =
        (shop.user("buyer-1").await, shop.user("agent-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&NOT_RECEIVED).await;
    let (a, b) = tokio::join!(
        one.sends(&case, "case.agree", json!({})),
        two.sends(&case, "case.refuse", json!({ "text": "已发货" })),
    );
    let (done, late) = if a.status().is_success() { (a, b) } else { (b, a) };
    let done: Case = done.json().await.unwrap();
    let late = crate::harness::problem(late).await;
    assert_eq!((late.code, late.status), (ProblemCode::VersionConflict, 409));
    let current = late.current_case.unwrap();
    assert_eq!((&current.state, current.version), (&done.state, done.version));
    assert!(!current.actions.is_empty(), "the page can go on at once");
}

#[tokio::test]
async fn the_same_action_twice_is_done_once() {
    let shop = shop_with(Stage::Paid).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&NOT_RECEIVED).await;
    let body = json!({ "client_id": key(), "version": case.version, "code": "case.agree" });
    let path = format!("/v1/cases/{}/actions", case.id);
    let first: Case = agent.post(&path, &body).await.json().await.unwrap();
    let again = agent.post(&path, &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Case>().await.unwrap(), first);
    let mut other = body.clone();
    other["code"] = "case.refuse".into();
    other["text"] = "不".into();
    let refused = crate::harness::problem(agent.post(&path, &other).await).await;
    assert_eq!(refused.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(shop.number("SELECT COUNT(*) FROM refund_attempt").await, 1);
}

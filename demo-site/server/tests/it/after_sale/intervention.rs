//! The platform steps in.

use super::{uploads::picture, world::*};
use kefu_contract::{Actor, CaseState, DeadlineKind, InterventionState, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};

fn says(text: &str) -> Value {
    json!({ "text": text })
}

#[tokio::test]
async fn refused_revised_refused_again_and_decided() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let early = buyer.may_not(&case, "case.request_intervention", says("请平台介入")).await;
    assert_eq!(early.code, ProblemCode::ActionNotAllowed);
    let refused = agent.does(&case, "case.refuse", says("签收时完好")).await;
    let photo = picture(&buyer, "划痕").await;
    let newer = Wish { reason: "workmanship", ..RETURN };
    let mut request = newer.quote("o-1");
    request["case_id"] = json!(case.id);
    let quote: kefu_contract::Quote = buyer.post("/v1/quotes", &request).await.json().await.unwrap();
    let revision = json!({
        "quote_id": quote.quote_id, "amount": quote.maximum, "reason": "workmanship", "text": "杯口有划痕",
        "evidence": [photo.id],
    });
    let revised = buyer.does(&refused, "case.revise", revision).await;
    assert_eq!((&revised.state, revised.refusal.is_none()), (&CaseState::AwaitingSeller, true));
    assert_eq!(revised.return_postage_payer, Some(kefu_contract::Payer::Seller));
    assert!(shop.get(&revised.evidence[0].url).await.status().is_success());

    let again = agent.does(&revised, "case.refuse", says("划痕是使用造成的")).await;
    let asked = buyer.does(&again, "case.request_intervention", says("收到就有划痕")).await;
    assert_eq!(asked.intervention.state, InterventionState::Requested);
    let kinds: Vec<_> = asked.deadlines.iter().map(|due| (&due.kind, due.paused, &due.actor)).collect();
    let evidence = (&DeadlineKind::GiveEvidence, false, &Actor::Seller);
    assert_eq!(kinds, [evidence, (&DeadlineKind::ReviseCase, true, &Actor::Buyer)]);
    let paused = buyer.may_not(&asked, "case.withdraw", json!({})).await;
    assert_eq!(paused.code, ProblemCode::ActionNotAllowed);
    let nobody =
        agent.may_not(&asked, "case.decide", json!({ "in_favour_of_buyer": false, "text": "x" })).await;
    assert_eq!(nobody.code, ProblemCode::Forbidden, "a shop does not judge itself");
    let told = agent.does(&asked, "case.add_evidence", says("发货前已检查")).await;
    assert_eq!(told.intervention.statements.len(), 2);

    pass(&shop, 3 * DAY_S - 60).await;
    assert_eq!(buyer.case(&case).await.intervention.state, InterventionState::Evidence);
    pass(&shop, 120).await;
    let decided = buyer.sees(&case, CaseState::Refunding).await;
    assert_eq!(decided.intervention.state, InterventionState::DecidedBuyer);
    assert_eq!(decided.intervention.decision.as_deref(), Some("经核实双方陈述，支持买家的申请。"));
    let english =
        buyer.request(Method::GET, &format!("/v1/cases/{}", case.id)).header("accept-language", "en");
    let english: kefu_contract::Case = english.send().await.unwrap().json().await.unwrap();
    assert_eq!(
        english.intervention.decision.as_deref(),
        Some("Both sides were heard: decided for the buyer.")
    );
    assert_eq!(english.lines[0].title, "Plain white mug, 350 ml");
    pass(&shop, 5).await;
    buyer.sees(&case, CaseState::Refunded).await;
    assert_eq!(paid_back(&shop).await, buyer.order("o-1").await.refunded.amount);
}

#[tokio::test]
async fn a_matter_of_preference_without_evidence_is_the_sellers() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let refused = agent.does(&case, "case.refuse", says("已经使用过")).await;
    let asked = buyer.does(&refused, "case.request_intervention", says("不喜欢")).await;
    agent.does(&asked, "case.add_evidence", says("商品完好，描述一致")).await;
    pass(&shop, 3 * DAY_S + 60).await;
    let closed = buyer.sees(&case, CaseState::Closed).await;
    assert_eq!(closed.intervention.state, InterventionState::DecidedSeller);
    assert_eq!((paid_back(&shop).await, buyer.order("o-1").await.lines[0].case_id.is_none()), (0, true));
}

#[tokio::test]
async fn a_seller_who_says_nothing_loses() {
    let shop = shop_with(Stage::Completed).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let refused = agent.does(&case, "case.refuse", says("不接受")).await;
    let asked = buyer.does(&refused, "case.request_intervention", says("请评理")).await;
    assert_eq!(asked.intervention.requested_by, Some(Actor::Buyer));
    // The decision is not lost with the server.
    let shop = shop.restart_with(&["--test-clock"]).await;
    pass(&shop, 3 * DAY_S + 60).await;
    let decided = shop.user("buyer-1").await.sees(&case, CaseState::Refunding).await;
    assert_eq!(decided.refund.unwrap().amount, case.amount);
}

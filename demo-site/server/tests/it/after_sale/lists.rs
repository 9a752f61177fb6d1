//! Seeing cases: lists, options, events, and what the conversation is told.

use super::world::*;
use crate::harness::{Shop, problem};
use kefu_contract::{
    Case, CaseOptions, CaseState, ContentType, EventType, Order, Page, ProblemCode, Role, Visibility,
    WarningCode,
};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn options_say_what_is_possible_and_what_is_not() {
    let shop = shop_with(Stage::Paid).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let options: CaseOptions = buyer.get("/v1/orders/o-1/case-options").await;
    assert_eq!(options.order_version, buyer.order("o-1").await.version);
    let enabled: Vec<_> =
        options.options.iter().filter(|one| one.enabled).map(|one| one.kind.as_str()).collect();
    assert_eq!(enabled, ["refund_only_not_received", "reship"]);
    for one in &options.options {
        assert_eq!(one.enabled, one.denied_reason.is_none());
        assert_eq!(one.enabled, !one.reasons.is_empty());
    }
    assert_eq!(agent.get::<CaseOptions>("/v1/orders/o-1/case-options").await, options);
    let english = buyer.request(Method::GET, "/v1/orders/o-1/case-options").header("accept-language", "en");
    let english: CaseOptions = english.send().await.unwrap().json().await.unwrap();
    let denied = english.options.iter().find(|one| !one.enabled).unwrap();
    assert_eq!(denied.denied_reason.as_deref(), Some("The goods have not been shipped"));
    let other = shop.user("buyer-2").await;
    for id in ["o-1", "o-9"] {
        let answer =
            other.request(Method::GET, &format!("/v1/orders/{id}/case-options")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::NotFound);
    }
}

/// Three cases of two buyers: one refused (7 days), one to be answered (5 days), one ended.
async fn shop_with_cases() -> (Shop, [Case; 3]) {
    let shop = shop_with(Stage::Delivered).await;
    let other = bought("o-2", Stage::Delivered);
    let other = Order {
        buyer: kefu_contract::Person {
            id: "buyer-2".into(), name: "晚风拾柿".into(), ..other.buyer.clone()
        },
        ..other
    };
    put(&shop, &[&other, &bought("o-3", Stage::Delivered)]).await;
    let (one, two, agent) =
        (shop.user("buyer-1").await, shop.user("buyer-2").await, shop.user("agent-2").await);
    let refused = one.applies(&RETURN).await;
    let refused = agent.does(&refused, "case.refuse", json!({ "text": "不" })).await;
    let mut cases = vec![refused];
    for (user, order) in [(&two, "o-2"), (&one, "o-3")] {
        let quote = user.post("/v1/quotes", &RETURN.quote(order)).await.json().await.unwrap();
        cases.push(opened(user.post("/v1/cases", &RETURN.application(&quote)).await).await);
    }
    cases[2] = one.does(&cases[2], "case.withdraw", json!({})).await;
    let [a, b, c] = <[Case; 3]>::try_from(cases).unwrap();
    (shop, [a, b, c])
}

fn ids(page: &Page<Case>) -> Vec<&str> {
    page.items.iter().map(|case| case.id.as_str()).collect()
}

#[tokio::test]
async fn lists_are_narrowed_and_the_next_deadline_comes_first() {
    let (shop, [refused, waiting, ended]) = shop_with_cases().await;
    let (one, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let (refused, waiting, ended) = (refused.id.as_str(), waiting.id.as_str(), ended.id.as_str());
    let number = agent.get::<Case>(&format!("/v1/cases/{waiting}")).await.number;
    for (query, expected) in [
        ("", vec![waiting, refused, ended]),
        ("ended=true", vec![ended]),
        ("ended=false", vec![waiting, refused]),
        ("state=refused", vec![refused]),
        ("kind=return_refund&ended=false", vec![waiting, refused]),
        ("kind=exchange", vec![]),
        ("order_id=o-3", vec![ended]),
        ("buyer_id=buyer-2", vec![waiting]),
        ("warned=true", vec![]),
        ("warned=false", vec![waiting, refused, ended]),
        (&format!("search={}", &number[3..]), vec![waiting]),
        ("search=2026o-1", vec![refused]),
        ("search=%E9%A9%AC%E5%85%8B%E6%9D%AF", vec![waiting, refused, ended]),
        ("search=%25", vec![]),
        ("state=from_tomorrow", vec![]),
    ] {
        let page: Page<Case> = agent.get(&format!("/v1/cases?{query}")).await;
        assert_eq!(ids(&page), expected, "{query}");
    }
    assert_eq!(ids(&one.get("/v1/cases").await), [refused, ended]);
    assert_eq!(ids(&one.get("/v1/cases?buyer_id=buyer-2").await), Vec::<&str>::new());
    pass(&shop, 4 * DAY_S + 3_600).await;
    assert_eq!(ids(&agent.get("/v1/cases?warned=true").await), [waiting]);
}

#[tokio::test]
async fn pages_follow_each_other() {
    let (shop, cases) = shop_with_cases().await;
    let agent = shop.user("agent-2").await;
    let mut seen = Vec::new();
    let mut path = "/v1/cases?limit=1".to_owned();
    loop {
        let page: Page<Case> = agent.get(&path).await;
        assert!(page.items.len() <= 1);
        seen.extend(page.items.into_iter().map(|case| case.id));
        let Some(after) = page.after else { break };
        path = format!("/v1/cases?limit=1&after={}", after.0);
    }
    assert_eq!(seen.len(), cases.len());
    for (query, code) in [
        ("after=garbage", ProblemCode::InvalidCursor),
        (
            &path["/v1/cases?limit=1&".len()..].replace("after", "ended=true&after"),
            ProblemCode::InvalidCursor,
        ),
        ("limit=0", ProblemCode::InvalidQuery),
        ("limit=101", ProblemCode::InvalidQuery),
        ("ended=perhaps", ProblemCode::InvalidQuery),
        ("order_id=%C3%97", ProblemCode::InvalidQuery),
        ("buyer_id=", ProblemCode::InvalidQuery),
    ] {
        let answer = agent.request(Method::GET, &format!("/v1/cases?{query}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, code, "{query}");
    }
}

#[tokio::test]
async fn somebody_elses_case_does_not_exist() {
    let (shop, [refused, ..]) = shop_with_cases().await;
    let other = shop.user("buyer-2").await;
    let mut answers = Vec::new();
    for id in [refused.id.as_str(), "case-9"] {
        let answer = other.request(Method::GET, &format!("/v1/cases/{id}")).send().await.unwrap();
        answers.push(problem(answer).await);
    }
    assert_eq!((&answers[0].code, &answers[0]), (&ProblemCode::NotFound, &answers[1]));
}

#[tokio::test]
async fn staff_are_warned_of_a_lookalike_that_wants_the_money() {
    let shop = shop_with(Stage::Delivered).await;
    shop.sql("INSERT INTO person (id, name, role, demo_rank) VALUES ('impostor', '林小满_', 'buyer', 900)")
        .await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    assert!(agent.case(&case).await.warnings.is_empty());
    let refused = shop.user("impostor").await.post("/v1/quotes", &RETURN.quote("o-1")).await;
    assert_eq!(problem(refused).await.code, ProblemCode::NotFound);
    let warned = agent.case(&case).await;
    assert_eq!(warned.warnings[0].code, WarningCode::LookalikeAccount);
    assert_eq!(warned.version, case.version, "nobody's work is disturbed");
    let listed: Page<Case> = agent.get("/v1/cases").await;
    assert_eq!(listed.items[0].warnings, warned.warnings);
    assert!(buyer.case(&case).await.warnings.is_empty());
}

#[tokio::test]
async fn both_sides_hear_of_it_as_each_may_see_it() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent, other) =
        (shop.user("buyer-1").await, shop.user("agent-2").await, shop.user("buyer-2").await);
    let (mine, theirs, others) = (
        buyer.session().await.stream.seq,
        agent.session().await.stream.seq,
        other.session().await.stream.seq,
    );
    let case = buyer.applies(&RETURN).await;
    agent.does(&case, "case.refuse", json!({ "text": "不" })).await;
    for (user, seq) in [(&buyer, mine), (&agent, theirs)] {
        let batch = user.poll(&format!("after={seq}&wait=0")).await;
        let cases: Vec<&Case> = batch.events.iter().filter_map(|event| event.case.as_deref()).collect();
        assert_eq!(cases.len(), 2);
        assert!(cases.iter().all(|told| told.state == CaseState::Refused), "as it is when it is read");
        let staff = user.token == agent.token;
        assert_eq!(cases[0].refusal.as_ref().unwrap().by.id.as_str() == "agent-2", staff);
        assert_eq!(cases[0].actions.iter().any(|action| action.code == "case.agree"), staff);
        let orders = batch.events.iter().filter(|event| event.kind == EventType::OrderChanged);
        assert_eq!(orders.count(), 1, "the order follows once");
    }
    assert_eq!(other.session().await.stream.seq, others);
}

#[tokio::test]
async fn the_conversation_is_told_when_a_case_opens_and_ends() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let conversation = buyer.conversation().await;
    buyer.say(&conversation, "我想退货").await;
    let case = buyer.applies(&RETURN).await;
    assert_eq!(case.conversation_id.as_ref(), Some(&conversation));
    let waiting = agent.show(&conversation).await.waiting_since;
    assert!(waiting.is_some(), "a card is no answer");
    buyer.does(&case, "case.withdraw", json!({})).await;
    let messages = buyer.messages(&conversation, "").await.items;
    assert_eq!(messages.len(), 3);
    for (message, words) in messages[1..].iter().zip(["退货退款 ¥54.00", "退货退款 ¥54.00"]) {
        assert_eq!((&message.sender.role, &message.visibility), (&Role::Bot, &Visibility::Everyone));
        assert_eq!(message.content.kind, ContentType::Refund);
        let card = message.content.refund.as_ref().unwrap();
        assert_eq!((&card.id, &card.state), (&case.id, &CaseState::Closed), "as it is now");
        assert_eq!(message.content.text.as_deref(), Some(format!("售后：{words}，已关闭").as_str()));
    }
    let path = format!("/v1/conversations/{conversation}/messages");
    let english = buyer.request(Method::GET, &path).header("accept-language", "en").send().await.unwrap();
    let english: Page<kefu_contract::Message> = english.json().await.unwrap();
    let words = english.items[2].content.text.as_deref();
    assert_eq!(words, Some("After-sale: Return and refund, ¥54.00. Closed."));
    assert!(agent.show(&conversation).await.last_message.unwrap().content.refund.is_some());
}

#[tokio::test]
async fn without_a_conversation_nothing_is_said() {
    let shop = shop_with(Stage::Delivered).await;
    let buyer = shop.user("buyer-1").await;
    let messages = shop.number("SELECT COUNT(*) FROM message").await;
    let case = buyer.applies(&RETURN).await;
    assert_eq!(case.conversation_id, None);
    assert_eq!(shop.number("SELECT COUNT(*) FROM message").await, messages);
    let answer =
        buyer.post("/v1/conversations", &json!({ "client_id": crate::harness::key(), "context": {} })).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}

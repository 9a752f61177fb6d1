//! What customers' files say by themselves: it follows from questions, orders, time and policy.

use crate::{
    customers::{all, customer, heard, names},
    harness::{Shop, User, key, problem},
    purchases::{buy, newcomer, place, unpaid},
    stream::Stream,
};
use kefu_contract::{
    Case, EventType, JourneyStage, Money, Order, Page, ProblemCode, Quote, RfmSegment, Tier, WarningCode,
};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn a_file_follows_questions_and_orders() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    let (mut desk, mut home) = (agent.listen("").await, buyer.listen("").await);

    let id = buyer.conversation().await;
    let asked = heard(&mut desk, "ada").await;
    assert_eq!(
        (&asked.journey, asked.version, asked.orders, &asked.rfm),
        (&JourneyStage::Target, 1, 0, &None)
    );

    buy(&buyer, "ada", 1, 120_000).await;
    let bought = heard(&mut desk, "ada").await;
    assert_eq!((&bought.journey, bought.orders, bought.spent.amount), (&JourneyStage::Bought, 1, 120_000));
    let rfm = bought.rfm.as_ref().unwrap();
    assert_eq!((rfm.recency, rfm.frequency, rfm.monetary), (5, 1, 4));
    assert_eq!(rfm.segment, RfmSegment::Promising);
    assert_eq!(bought, customer(&agent, "ada").await, "the event shows what reading shows");

    buy(&buyer, "ada", 2, 120_000).await;
    let third = buy(&buyer, "ada", 3, 120_000).await;
    heard(&mut desk, "ada").await;
    let loyal = heard(&mut desk, "ada").await;
    assert_eq!((&loyal.journey, &loyal.tier, loyal.orders), (&JourneyStage::Loyal, &Tier::Vip, 3));
    assert!(names(&agent, "tier=vip").await.contains(&"Ada Byron".to_owned()));

    // All of the third goes back: paid it was, a purchase it is no longer.
    let supervisor = shop.user("supervisor-1").await;
    let close =
        json!({ "client_id": key(), "version": third.version, "code": "order.close", "reason": "agreed" });
    let closed = supervisor.post(&format!("/v1/orders/{}/actions", third.id), &close).await;
    assert_eq!(closed.status(), StatusCode::OK);
    let after = heard(&mut desk, "ada").await;
    assert_eq!((&after.journey, &after.tier), (&JourneyStage::Bought, &Tier::Vip));
    assert_eq!((after.orders, &after.spent), (3, &Money::cny(240_000)));
    assert_eq!(after.version, loyal.version + 1);

    // The buyer hears of orders, never of the file.
    buyer.say(&id, "谢谢").await;
    loop {
        let event = home.next().await.event();
        assert_ne!(event.kind, EventType::CustomerChanged);
        if event.message.is_some() {
            break;
        }
    }
}

#[tokio::test]
async fn what_changes_nothing_about_the_buyer_is_not_told() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    let order = buy(&buyer, "ada", 1, 5_900).await;
    let before = customer(&agent, "ada").await;
    let body = json!({
        "client_id": key(), "version": order.version, "code": "order.set_memo",
        "memo": { "flag": "green", "text": "可以发货" },
    });
    let mut desk = agent.listen("").await;
    assert_eq!(agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await.status(), StatusCode::OK);
    assert_eq!(desk.next().await.event().kind, EventType::OrderChanged);
    assert_eq!(customer(&agent, "ada").await, before);
    let seq = agent.session().await.stream.seq;
    assert_eq!(
        agent.poll(&format!("after={}&wait=0", seq - 1)).await.events[0].kind,
        EventType::OrderChanged
    );
}

#[tokio::test]
async fn many_refunds_are_warned_of() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    for number in 1..=3 {
        let order = buy(&buyer, "ada", number, 5_900).await;
        assert!(customer(&agent, "ada").await.warnings.is_empty());
        let body = json!({ "client_id": key(), "version": order.version, "code": "order.close", "reason": "agreed" });
        let closed = agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await;
        assert_eq!(closed.status(), StatusCode::OK);
    }
    let one = customer(&agent, "ada").await;
    assert_eq!(one.warnings[0].code, WarningCode::ManyRefunds);
    assert_eq!((one.orders, one.spent.amount, one.rfm), (3, 0, None));
}

#[tokio::test]
async fn time_alone_lowers_the_scores_and_a_restart_forgets_no_date() {
    const MONTH_S: u32 = 31 * 86_400;
    let shop = Shop::open_with(&["--test-clock"]).await;
    let buyer = newcomer(&shop, "ada", "Ada Byron").await;
    buy(&buyer, "ada", 1, 120_000).await;
    let in_segment = async |agent: &User<'_>, segment: &str| {
        let some = names(agent, &format!("segment={segment}")).await;
        some.contains(&"Ada Byron".to_owned())
    };
    let advance = async |shop: &Shop, seconds: u32| {
        let request = shop.request(Method::POST, "/demo/clock").json(&json!({ "seconds": seconds }));
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    };
    let recency = async |desk: &mut Stream, wanted: u8| loop {
        let rfm = heard(desk, "ada").await.rfm;
        match rfm.map(|rfm| rfm.recency) {
            Some(recency) if recency == wanted => break,
            Some(recency) => assert!(recency > wanted, "{recency} comes before {wanted}"),
            None => panic!("somebody who has bought has scores"),
        }
    };
    {
        let agent = shop.user("agent-1").await;
        let mut desk = agent.listen("").await;
        advance(&shop, MONTH_S).await;
        recency(&mut desk, 4).await;
        assert!(in_segment(&agent, "promising").await);
    }
    // The clock stands at the machine's again, the date is kept.
    let shop = shop.restart_with(&["--test-clock"]).await;
    let agent = shop.user("agent-1").await;
    let mut desk = agent.listen("").await;
    advance(&shop, 3 * MONTH_S).await;
    recency(&mut desk, 3).await;
    assert!(in_segment(&agent, "cannot_lose").await && !in_segment(&agent, "promising").await);
}

#[tokio::test]
async fn another_policy_scores_everybody_anew() {
    let shop = Shop::open().await;
    {
        let buyer = newcomer(&shop, "ada", "Ada Byron").await;
        buy(&buyer, "ada", 1, 5_900).await;
        let agent = shop.user("agent-1").await;
        let before = customer(&agent, "ada").await;
        assert_eq!((before.tier, before.journey), (Tier::Regular, JourneyStage::Bought));
    }
    let agent_seq = shop.user("agent-1").await.session().await.stream.seq;
    let policy = shop.folder.path().join("policy.json");
    std::fs::write(&policy, r#"{ "rfm": { "senior_from": 7 }, "customers": { "loyal_from": 1 } }"#).unwrap();
    let option = format!("--policy={}", policy.display());
    let shop = shop.restart_with(&[&option]).await;
    let agent = shop.user("agent-1").await;
    let mut desk = agent.listen(&format!("after={agent_seq}")).await;
    let one = heard(&mut desk, "ada").await;
    assert_eq!((&one.tier, &one.journey), (&Tier::Senior, &JourneyStage::Loyal));
    assert!(all(&agent, "tier=senior").await.contains(&one));
}

#[tokio::test]
async fn who_was_never_seen_gets_a_file_when_they_turn_up() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    let unseen = agent.request(Method::GET, "/v1/customers/ada").send().await.unwrap();
    assert_eq!(problem(unseen).await.code, ProblemCode::NotFound);
    let opening = buyer.request(Method::POST, "/v1/conversations").header("accept-language", "en-GB");
    let opened = opening.json(&json!({ "client_id": key(), "context": {} })).send().await.unwrap();
    assert_eq!(opened.status(), StatusCode::CREATED);
    let file = customer(&agent, "ada").await;
    assert_eq!((file.locale.as_deref(), file.version), (Some("en"), 1));
    assert_eq!((&file.journey, &file.tier), (&JourneyStage::Target, &Tier::Regular));
    assert_eq!(names(&agent, "").await[0], "Ada Byron");
}

#[tokio::test]
async fn an_order_that_waits_to_be_paid_shows_somebody_about_to_buy() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    let order: Order = place(&shop, unpaid("ada", 1, 5_900)).await;
    // Changed by the shop, the order brings the file up to date.
    let body = json!({ "client_id": key(), "version": order.version, "code": "order.set_memo", "memo": { "flag": "yellow", "text": "等买家" } });
    assert_eq!(agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await.status(), StatusCode::OK);
    assert_eq!(customer(&agent, "ada").await.journey, JourneyStage::AboutToBuy);
    let orders: Page<Order> = buyer.get("/v1/orders").await;
    let close = json!({ "client_id": key(), "version": orders.items[0].version, "code": "order.close", "reason": "buyer_changed_mind" });
    assert_eq!(
        buyer.post(&format!("/v1/orders/{}/actions", order.id), &close).await.status(),
        StatusCode::OK
    );
    let one = customer(&agent, "ada").await;
    assert_eq!((&one.journey, one.orders), (&JourneyStage::Potential, 0));
}

#[tokio::test]
async fn open_cases_stand_in_the_file_until_they_end() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    let order = buy(&buyer, "ada", 1, 5_900).await;
    let asked = json!({
        "client_id": key(), "order_id": order.id, "kind": "refund_only_not_received", "scenario": "not_received",
        "reason": "no_longer_wanted", "lines": [{ "line_id": order.lines[0].id, "quantity": 1 }],
    });
    let mut quote = asked.clone();
    quote.as_object_mut().unwrap().remove("client_id");
    let quote: Quote = buyer.post("/v1/quotes", &quote).await.json().await.unwrap();
    let mut body = asked;
    body["quote_id"] = json!(quote.quote_id);
    body["order_version"] = json!(quote.order_version);
    body["amount"] = json!(quote.maximum);
    let mut desk = agent.listen("").await;
    let opened = buyer.post("/v1/cases", &body).await;
    assert_eq!(opened.status(), StatusCode::CREATED);
    let case: Case = opened.json().await.unwrap();
    assert_eq!(heard(&mut desk, "ada").await.open_cases, std::slice::from_ref(&case.id));
    let withdraw = json!({ "client_id": key(), "version": case.version, "code": "case.withdraw" });
    let ended = buyer.post(&format!("/v1/cases/{}/actions", case.id), &withdraw).await;
    assert_eq!(ended.status(), StatusCode::OK);
    assert!(heard(&mut desk, "ada").await.open_cases.is_empty());
}

#[tokio::test]
async fn who_wants_to_be_left_alone_is_not_reminded_to_pay() {
    let shop = Shop::open().await;
    let (buyer, agent) = (newcomer(&shop, "ada", "Ada Byron").await, shop.user("agent-1").await);
    buyer.conversation().await;
    let order = place(&shop, unpaid("ada", 1, 5_900)).await;
    let path = format!("/v1/orders/{}", order.id);
    let file = customer(&agent, "ada").await;
    let body = json!({ "client_id": key(), "version": file.version, "do_not_contact": true });
    let filed = agent.send(Method::PATCH, "/v1/customers/ada", &body).await;
    assert_eq!(filed.status(), StatusCode::OK);
    let seen: Order = agent.get_english(&path).await;
    assert_eq!(seen.warnings.iter().filter(|one| one.code == WarningCode::DoNotContact).count(), 1);
    let remind = seen.actions.iter().find(|action| action.code == "order.remind_to_pay").unwrap();
    assert_eq!(remind.reason.as_deref(), Some("The buyer asked not to be contacted"));
    let body = json!({ "client_id": key(), "version": seen.version, "code": "order.remind_to_pay", "channel": "chat" });
    let refused = problem(agent.post(&format!("{path}/actions"), &body).await).await;
    assert_eq!(refused.code, ProblemCode::ActionNotAllowed);
    let listed: Page<Order> = agent.get("/v1/orders?buyer_id=ada").await;
    assert_eq!(listed.items[0].warnings, agent.get::<Order>(&path).await.warnings);
    let own: Order = buyer.get(&path).await;
    assert!(own.warnings.is_empty(), "the buyer is not told");
}

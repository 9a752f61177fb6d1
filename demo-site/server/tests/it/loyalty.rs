//! What customers' files say by themselves: it follows from questions, orders, time and policy.

use crate::{
    customers::{customer, heard, names},
    harness::{Shop, key, problem},
    purchases::{buy, place, unpaid},
    stream::Stream,
};
use kefu_contract::{
    EventType, JourneyStage, Money, Order, Page, ProblemCode, RfmSegment, Tier, WarningCode,
};
use reqwest::{Method, StatusCode};
use serde_json::json;

#[tokio::test]
async fn a_file_follows_questions_and_orders() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let before = customer(&agent, "buyer-1").await;
    assert_eq!((&before.journey, before.orders, &before.rfm), (&JourneyStage::Potential, 0, &None));
    let (mut desk, mut home) = (agent.listen("").await, buyer.listen("").await);

    let id = buyer.conversation().await;
    let asked = heard(&mut desk).await;
    assert_eq!((&asked.journey, asked.version), (&JourneyStage::Target, before.version + 1));

    buy(&buyer, "buyer-1", 1, 120_000).await;
    let bought = heard(&mut desk).await;
    assert_eq!((&bought.journey, bought.orders, bought.spent.amount), (&JourneyStage::Bought, 1, 120_000));
    let rfm = bought.rfm.as_ref().unwrap();
    assert_eq!((rfm.recency, rfm.frequency, rfm.monetary), (5, 1, 4));
    assert_eq!(rfm.segment, RfmSegment::Promising);
    assert_eq!(bought, customer(&agent, "buyer-1").await, "the event shows what reading shows");

    buy(&buyer, "buyer-1", 2, 120_000).await;
    let third = buy(&buyer, "buyer-1", 3, 120_000).await;
    heard(&mut desk).await;
    let loyal = heard(&mut desk).await;
    assert_eq!((&loyal.journey, &loyal.tier, loyal.orders), (&JourneyStage::Loyal, &Tier::Vip, 3));
    assert_eq!(names(&agent, "tier=vip").await, ["林小满"]);

    // All of the third goes back: paid it was, a purchase it is no longer.
    let supervisor = shop.user("supervisor-1").await;
    let close =
        json!({ "client_id": key(), "version": third.version, "code": "order.close", "reason": "agreed" });
    let closed = supervisor.post(&format!("/v1/orders/{}/actions", third.id), &close).await;
    assert_eq!(closed.status(), StatusCode::OK);
    let after = heard(&mut desk).await;
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
    let (buyer, agent) = (shop.user("buyer-6").await, shop.user("agent-1").await);
    let order = buy(&buyer, "buyer-6", 1, 5_900).await;
    let before = customer(&agent, "buyer-6").await;
    let body = json!({
        "client_id": key(), "version": order.version, "code": "order.set_memo",
        "memo": { "flag": "green", "text": "可以发货" },
    });
    let mut desk = agent.listen("").await;
    assert_eq!(agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await.status(), StatusCode::OK);
    assert_eq!(desk.next().await.event().kind, EventType::OrderChanged);
    assert_eq!(customer(&agent, "buyer-6").await, before);
    let seq = agent.session().await.stream.seq;
    assert_eq!(
        agent.poll(&format!("after={}&wait=0", seq - 1)).await.events[0].kind,
        EventType::OrderChanged
    );
}

#[tokio::test]
async fn many_refunds_are_warned_of() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-7").await, shop.user("agent-1").await);
    for number in 1..=3 {
        assert!(customer(&agent, "buyer-7").await.warnings.is_empty());
        let order = buy(&buyer, "buyer-7", number, 5_900).await;
        let body = json!({ "client_id": key(), "version": order.version, "code": "order.close", "reason": "agreed" });
        let closed = agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await;
        assert_eq!(closed.status(), StatusCode::OK);
    }
    let one = customer(&agent, "buyer-7").await;
    assert_eq!(one.warnings[0].code, WarningCode::ManyRefunds);
    assert_eq!((one.orders, one.spent.amount, one.rfm), (3, 0, None));
}

#[tokio::test]
async fn time_alone_lowers_the_scores_and_a_restart_forgets_no_date() {
    const MONTH_S: u32 = 31 * 86_400;
    let shop = Shop::open_with(&["--test-clock"]).await;
    let buyer = shop.user("buyer-1").await;
    buy(&buyer, "buyer-1", 1, 120_000).await;
    let advance = async |shop: &Shop, seconds: u32| {
        let request = shop.request(Method::POST, "/demo/clock").json(&json!({ "seconds": seconds }));
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    };
    let recency = async |desk: &mut Stream, wanted: u8| loop {
        let rfm = heard(desk).await.rfm;
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
        assert_eq!(names(&agent, "segment=promising").await, ["林小满"]);
    }
    // The clock stands at the machine's again, the date is kept.
    let shop = shop.restart_with(&["--test-clock"]).await;
    let agent = shop.user("agent-1").await;
    let mut desk = agent.listen("").await;
    advance(&shop, 3 * MONTH_S).await;
    recency(&mut desk, 3).await;
    assert_eq!(names(&agent, "segment=cannot_lose").await, ["林小满"]);
    assert!(names(&agent, "segment=promising").await.is_empty());
}

#[tokio::test]
async fn another_policy_scores_everybody_anew() {
    let shop = Shop::open().await;
    {
        let buyer = shop.user("buyer-1").await;
        buy(&buyer, "buyer-1", 1, 5_900).await;
    }
    let agent_seq = shop.user("agent-1").await.session().await.stream.seq;
    let policy = shop.folder.path().join("policy.json");
    std::fs::write(&policy, r#"{ "rfm": { "senior_from": 3 }, "customers": { "loyal_from": 1 } }"#).unwrap();
    let option = format!("--policy={}", policy.display());
    let shop = shop.restart_with(&[&option]).await;
    let agent = shop.user("agent-1").await;
    let mut desk = agent.listen(&format!("after={agent_seq}")).await;
    let one = heard(&mut desk).await;
    assert_eq!((one.person.name.as_str(), &one.tier), ("林小满", &Tier::Senior));
    assert_eq!(one.journey, JourneyStage::Loyal);
    assert_eq!(names(&agent, "tier=senior").await, ["林小满"]);
}

#[tokio::test]
async fn who_was_never_seen_gets_a_file_when_they_turn_up() {
    let shop = Shop::open().await;
    shop.sql("INSERT INTO person (id, name, role, demo_rank) VALUES ('walk-in', 'Ada Byron', 'buyer', 3000)")
        .await;
    let (buyer, agent) = (shop.user("walk-in").await, shop.user("agent-1").await);
    let unseen = agent.request(Method::GET, "/v1/customers/walk-in").send().await.unwrap();
    assert_eq!(problem(unseen).await.code, ProblemCode::NotFound);
    let opening = buyer.request(Method::POST, "/v1/conversations").header("accept-language", "en-GB");
    let opened = opening.json(&json!({ "client_id": key(), "context": {} })).send().await.unwrap();
    assert_eq!(opened.status(), StatusCode::CREATED);
    let file = customer(&agent, "walk-in").await;
    assert_eq!((file.locale.as_deref(), file.version), (Some("en"), 1));
    assert_eq!((&file.journey, &file.tier), (&JourneyStage::Target, &Tier::Regular));
    assert_eq!(names(&agent, "").await[0], "Ada Byron");
}

#[tokio::test]
async fn an_order_that_waits_to_be_paid_shows_somebody_about_to_buy() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-9").await, shop.user("agent-1").await);
    let order: Order = place(&shop, unpaid("buyer-9", 1, 5_900)).await;
    // Changed by the shop, the order brings the file up to date.
    let body = json!({ "client_id": key(), "version": order.version, "code": "order.set_memo", "memo": { "flag": "yellow", "text": "等买家" } });
    assert_eq!(agent.post(&format!("/v1/orders/{}/actions", order.id), &body).await.status(), StatusCode::OK);
    assert_eq!(customer(&agent, "buyer-9").await.journey, JourneyStage::AboutToBuy);
    let orders: Page<Order> = buyer.get("/v1/orders").await;
    let close = json!({ "client_id": key(), "version": orders.items[0].version, "code": "order.close", "reason": "buyer_changed_mind" });
    assert_eq!(
        buyer.post(&format!("/v1/orders/{}/actions", order.id), &close).await.status(),
        StatusCode::OK
    );
    let one = customer(&agent, "buyer-9").await;
    assert_eq!((&one.journey, one.orders), (&JourneyStage::Target, 0));
}

//! Customers: what staff see and file, and what follows from orders and time.

use crate::{
    harness::{Shop, User, key, problem},
    purchases::{buy, place, unpaid},
    stream::Stream,
};
use kefu_contract::{
    Customer, EventType, JourneyStage, Money, Order, Page, ProblemCode, RfmSegment, Temperament, Tier,
    WarningCode,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn customer(user: &User<'_>, id: &str) -> Customer {
    user.get(&format!("/v1/customers/{id}")).await
}

async fn names(user: &User<'_>, query: &str) -> Vec<String> {
    let page: Page<Customer> = user.get(&format!("/v1/customers?limit=100&{query}")).await;
    page.items.into_iter().map(|one| one.person.name).collect()
}

async fn update(user: &User<'_>, id: &str, body: &Value) -> reqwest::Response {
    user.send(Method::PATCH, &format!("/v1/customers/{id}"), body).await
}

/// The next customer the staff hear of.
async fn heard(desk: &mut Stream) -> Customer {
    loop {
        let event = desk.next().await.event();
        if event.kind == EventType::CustomerChanged {
            return *event.customer.unwrap();
        }
    }
}

#[tokio::test]
async fn buyers_see_no_files_not_even_their_own() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let version = customer(&agent, "buyer-2").await.version;
    let body = json!({ "client_id": key(), "version": version, "tags": [] });
    for answer in [
        buyer.request(Method::GET, "/v1/customers").send().await.unwrap(),
        buyer.request(Method::GET, "/v1/customers/buyer-2").send().await.unwrap(),
        update(&buyer, "buyer-2", &body).await,
    ] {
        assert_eq!(problem(answer).await.code, ProblemCode::Forbidden);
    }
    for nobody in ["agent-1", "bot", "buyer-999", "%00"] {
        let answer = agent.request(Method::GET, &format!("/v1/customers/{nobody}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::NotFound, "{nobody}");
    }
    let missing = update(&agent, "agent-2", &body).await;
    assert_eq!(problem(missing).await.code, ProblemCode::NotFound);
}

#[tokio::test]
async fn every_demo_buyer_has_a_file() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let page: Page<Customer> = agent.get("/v1/customers?limit=100").await;
    assert_eq!((page.items.len(), page.after), (50, None));
    let english: Vec<_> = page
        .items
        .iter()
        .filter(|one| one.locale.as_deref() == Some("en"))
        .map(|one| &one.person.name)
        .collect();
    assert!(english.len() >= 9 && english.iter().all(|name| name.is_ascii()));
    for one in &page.items {
        assert!(one.actions.iter().all(|action| action.code == "customer.update" && action.enabled));
        assert!(one.group.is_some() && one.created_at <= one.updated_at, "{}", one.person.name);
    }
    let emma = customer(&agent, "buyer-3").await;
    assert_eq!(emma.temperament, Some(Temperament::EasyGoing));
    assert_eq!(emma.notes[0].author.name, "Claire Wu");
    let left_alone: Vec<_> = page.items.iter().filter(|one| one.do_not_contact).collect();
    assert_eq!(left_alone.len(), 2);
    assert!(left_alone.iter().all(|one| one.warnings[0].code == WarningCode::DoNotContact));
    let page: Page<Customer> = agent.get_english("/v1/customers?buyer_id=buyer-25").await;
    assert!(page.items[0].warnings[0].text.is_ascii(), "warnings speak the reader's language");
    let fields = &page.items[0].actions[0].input.as_ref().unwrap().fields;
    let temperaments = fields.iter().find(|field| field.name == "temperament").unwrap();
    assert_eq!(temperaments.options.len(), Temperament::KNOWN.len());
}

#[tokio::test]
async fn the_one_heard_of_last_comes_first_and_pages_hold_everybody_once() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-40").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    buyer.say(&id, "Hello again").await;
    assert_eq!(names(&agent, "").await[0], "Oliver Bennett");
    let whole = names(&agent, "").await;
    for limit in [1, 7, 50] {
        let (mut all, mut path) = (Vec::new(), format!("/v1/customers?limit={limit}"));
        loop {
            let page: Page<Customer> = agent.get(&path).await;
            all.extend(page.items.into_iter().map(|one| one.person.name));
            let Some(after) = page.after else { break };
            path = format!("/v1/customers?limit={limit}&after={}", after.0);
        }
        assert_eq!(all, whole, "limit {limit}");
    }
    // A cursor belongs to its question and its reader.
    let page: Page<Customer> = agent.get("/v1/customers?limit=1").await;
    let after = page.after.unwrap().0;
    let colleague = shop.user("agent-2").await;
    for (user, query) in [(&agent, "tier=vip&"), (&colleague, "")] {
        let path = format!("/v1/customers?limit=1&{query}after={after}");
        let answer = user.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::InvalidCursor);
    }
}

#[tokio::test]
async fn customers_are_found_by_name_phone_order_label_and_group() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-4").await, shop.user("agent-1").await);
    let mut order = unpaid("buyer-4", 1, 5_900);
    order.address.as_mut().unwrap().phone = "13912345678".to_owned();
    let order = place(&shop, order).await;
    let pay = json!({
        "client_id": key(), "version": order.version, "code": "order.pay", "payment_method": "balance",
    });
    assert_eq!(buyer.post(&format!("/v1/orders/{}/actions", order.id), &pay).await.status(), StatusCode::OK);
    for query in ["search=%E9%99%88%E7%9F%A5%E5%A4%8F", "search=1391234", "search=99884", "buyer_id=buyer-4"]
    {
        assert_eq!(names(&agent, query).await, ["陈知夏"], "{query}");
    }
    assert_eq!(names(&agent, "search=emma%20cl").await, ["Emma Clarke"]);
    assert!(names(&agent, "search=%25").await.is_empty(), "wildcards are plain");
    assert!(names(&agent, "tag=%E9%80%81%E7%A4%BC").await.len() >= 4);
    assert_eq!(names(&agent, "tag=%E6%94%B6%E8%97%8F").await, ["叶知秋"]);
    assert_eq!(names(&agent, "group=%E6%B5%B7%E5%A4%96%E4%B8%8E%E8%8B%B1%E8%AF%AD").await.len(), 11);
    assert_eq!(names(&agent, "segment=new").await, ["陈知夏"]);
    assert_eq!(names(&agent, "tier=regular").await.len(), 50);
    assert!(names(&agent, "tier=founder").await.is_empty());
    for bad in ["limit=0", "limit=101", "limit=x", "buyer_id=a%20b"] {
        let answer = agent.request(Method::GET, &format!("/v1/customers?{bad}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::InvalidQuery, "{bad}");
    }
}

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
async fn staff_file_what_they_know() {
    let shop = Shop::open().await;
    let (agent, colleague) = (shop.user("agent-1").await, shop.user("agent-2").await);
    let before = customer(&agent, "buyer-5").await;
    let mut desk = colleague.listen("").await;
    let body = json!({
        "client_id": key(), "version": before.version, "tags": [" 爱喝茶 ", "爱喝茶", "收藏"], "group": "老茶客",
        "temperament": "perfectionist", "journey": "loyal", "do_not_contact": true, "add_note": "只收岩茶相关的消息\n周末联系",
    });
    let answer = update(&agent, "buyer-5", &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let after: Customer = answer.json().await.unwrap();
    assert_eq!(
        (after.version, &after.tags),
        (before.version + 1, &vec!["爱喝茶".to_owned(), "收藏".to_owned()])
    );
    assert_eq!((after.group.as_deref(), after.do_not_contact), (Some("老茶客"), true));
    assert_eq!(after.temperament, Some(Temperament::Perfectionist));
    assert_eq!(after.journey, JourneyStage::Loyal);
    assert_eq!(after.notes.len(), before.notes.len() + 1);
    assert_eq!(
        (after.notes[0].text.as_str(), after.notes[0].author.id.as_str()),
        ("只收岩茶相关的消息\n周末联系", "agent-1")
    );
    assert_eq!(after.warnings[0].code, WarningCode::DoNotContact);
    assert_eq!(heard(&mut desk).await, after);

    // The same again is not done twice; another with the same key is refused.
    let again = update(&agent, "buyer-5", &body).await;
    assert_eq!(again.json::<Customer>().await.unwrap(), after);
    let other = json!({ "client_id": body["client_id"], "version": after.version, "group": "x" });
    assert_eq!(
        problem(update(&agent, "buyer-5", &other).await).await.code,
        ProblemCode::IdempotencyKeyReused
    );

    // What came meanwhile is shown to who comes late.
    let late = json!({ "client_id": key(), "version": before.version, "group": "常客" });
    let refused = problem(update(&colleague, "buyer-5", &late).await).await;
    assert_eq!(
        (&refused.code, refused.errors[0].pointer.as_str()),
        (&ProblemCode::VersionConflict, "/version")
    );
    assert_eq!(*refused.current_customer.unwrap(), after);

    // What is not named stays; what is empty goes.
    let body = json!({ "client_id": key(), "version": after.version, "group": " ", "temperament": "", "journey": "" });
    let emptied: Customer = update(&agent, "buyer-5", &body).await.json().await.unwrap();
    assert_eq!((&emptied.group, &emptied.temperament), (&None, &None));
    assert_eq!((&emptied.journey, emptied.tags.len()), (&JourneyStage::Target, 2));
    assert_eq!((emptied.notes, emptied.do_not_contact), (after.notes, true));
    assert_eq!(names(&agent, "tag=%E6%94%B6%E8%97%8F").await.len(), 2, "found by the new label");
}

#[tokio::test]
async fn bad_files_are_refused_and_pointed_at() {
    use ProblemCode::{InvalidBody, InvalidValue, TextTooLong, TooManyItems, UnknownField};
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let version = customer(&agent, "buyer-5").await.version;
    let files = async || shop.rows("SELECT json_array(user_id, version, tags, body) FROM customer").await;
    let (before, counts) = (files().await, shop.counts().await);
    let many: Vec<String> = (0..21).map(|number| format!("标签{number}")).collect();
    for (fields, code, pointer, max) in [
        (json!({ "tags": many }), TooManyItems, "/tags", Some(20)),
        (json!({ "tags": ["好", "柿".repeat(21)] }), TextTooLong, "/tags/1", Some(20)),
        (json!({ "tags": ["好", " "] }), InvalidValue, "/tags/1", None),
        (json!({ "tags": ["a\nb"] }), InvalidValue, "/tags/0", None),
        (json!({ "tags": "好" }), InvalidBody, "/tags", None),
        (json!({ "group": "柿".repeat(21) }), TextTooLong, "/group", Some(20)),
        (json!({ "group": "a\u{1}" }), InvalidValue, "/group", None),
        (json!({ "temperament": "choleric" }), InvalidValue, "/temperament", None),
        (json!({ "journey": "lost" }), InvalidValue, "/journey", None),
        (json!({ "add_note": "" }), InvalidValue, "/add_note", None),
        (json!({ "add_note": "柿".repeat(501) }), TextTooLong, "/add_note", Some(500)),
        (json!({ "tier": "vip" }), UnknownField, "/tier", None),
        (json!({ "client_id": "x" }), InvalidValue, "/client_id", None),
    ] {
        let mut body = json!({ "client_id": key(), "version": version });
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let refused = problem(update(&agent, "buyer-5", &body).await).await;
        let field = &refused.errors[0];
        assert_eq!((&refused.code, field.pointer.as_str(), field.max), (&code, pointer, max), "{fields}");
        assert!(refused.detail.is_some(), "{fields}");
    }
    assert_eq!((files().await, shop.counts().await), (before, counts), "nothing stored");
    let longest =
        json!({ "client_id": key(), "version": version, "tags": many[..20], "add_note": "柿".repeat(500) });
    assert_eq!(update(&agent, "buyer-5", &longest).await.status(), StatusCode::OK);
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
    let all: BTreeSet<String> = names(&agent, "").await.into_iter().collect();
    assert_eq!(all.len(), 50);
}

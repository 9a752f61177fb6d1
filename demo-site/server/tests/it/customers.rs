//! Customers: what staff see, search and file.

use crate::{
    harness::{Shop, User, key, problem},
    purchases::{place, unpaid},
    stream::Stream,
};
use kefu_contract::{
    Customer, EventType, JourneyStage, Page, ProblemCode, RfmSegment, Temperament, Tier, WarningCode,
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub(crate) async fn customer(user: &User<'_>, id: &str) -> Customer {
    user.get(&format!("/v1/customers/{id}")).await
}

/// Everybody a list holds.
pub(crate) async fn all(user: &User<'_>, query: &str) -> Vec<Customer> {
    let (mut all, mut path) = (Vec::new(), format!("/v1/customers?limit=100&{query}"));
    loop {
        let page: Page<Customer> = user.get(&path).await;
        all.extend(page.items);
        let Some(after) = page.after else { return all };
        path = format!("/v1/customers?limit=100&{query}&after={}", after.0);
    }
}

pub(crate) async fn names(user: &User<'_>, query: &str) -> Vec<String> {
    all(user, query).await.into_iter().map(|one| one.person.name).collect()
}

async fn update(user: &User<'_>, id: &str, body: &Value) -> reqwest::Response {
    user.send(Method::PATCH, &format!("/v1/customers/{id}"), body).await
}

/// What the staff hear next of a customer.
pub(crate) async fn heard(desk: &mut Stream, id: &str) -> Customer {
    loop {
        let event = desk.next().await.event();
        assert_eq!(event.customer.is_some(), event.kind == EventType::CustomerChanged);
        if let Some(customer) = event.customer.filter(|customer| customer.person.id.as_str() == id) {
            return *customer;
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
    let everybody = all(&agent, "").await;
    let known = shop.rows("SELECT id FROM person WHERE role = 'buyer'").await.len();
    assert!(everybody.len() == known && known >= 50);
    let english: Vec<_> = everybody
        .iter()
        .filter(|one| one.locale.as_deref() == Some("en"))
        .map(|one| &one.person.name)
        .collect();
    assert!(english.len() >= 9 && english.iter().all(|name| name.is_ascii()));
    for one in &everybody {
        assert!(one.actions.iter().all(|action| action.code == "customer.update" && action.enabled));
        assert!(one.group.is_some() && one.created_at <= one.updated_at, "{}", one.person.name);
    }
    let emma = customer(&agent, "buyer-3").await;
    assert_eq!(emma.temperament, Some(Temperament::EasyGoing));
    assert_eq!(emma.notes[0].author.name, "Claire Wu");
    let left_alone: Vec<_> = everybody.iter().filter(|one| one.do_not_contact).collect();
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
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), whole.len(), "everybody once");
    for limit in [7, 50] {
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
    let gifts = all(&agent, "tag=%E9%80%81%E7%A4%BC").await;
    assert!(gifts.len() >= 4 && gifts.iter().all(|one| one.tags.iter().any(|tag| tag == "送礼")));
    assert_eq!(names(&agent, "tag=%E6%94%B6%E8%97%8F").await, ["叶知秋"]);
    let abroad = all(&agent, "group=%E6%B5%B7%E5%A4%96%E4%B8%8E%E8%8B%B1%E8%AF%AD").await;
    assert!(abroad.len() >= 11 && abroad.iter().all(|one| one.locale.as_deref() == Some("en")));
    let (mut by_tier, everybody) = (0, all(&agent, "").await);
    for tier in Tier::KNOWN {
        let some = all(&agent, &format!("tier={tier}")).await;
        assert!(some.iter().all(|one| one.tier.as_str() == *tier), "{tier}");
        by_tier += some.len();
    }
    assert_eq!(by_tier, everybody.len(), "everybody has a tier");
    let mut by_segment = everybody.iter().filter(|one| one.rfm.is_none()).count();
    for segment in RfmSegment::KNOWN {
        let some = all(&agent, &format!("segment={segment}")).await;
        assert!(some.iter().all(|one| one.rfm.as_ref().unwrap().segment.as_str() == *segment), "{segment}");
        by_segment += some.len();
    }
    assert_eq!(by_segment, everybody.len(), "who has bought has a segment");
    assert!(names(&agent, "tier=founder").await.is_empty());
    for bad in ["limit=0", "limit=101", "limit=x", "buyer_id=a%20b"] {
        let answer = agent.request(Method::GET, &format!("/v1/customers?{bad}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::InvalidQuery, "{bad}");
    }
}

#[tokio::test]
async fn staff_file_what_they_know() {
    let shop = Shop::open().await;
    let (agent, colleague) = (shop.user("agent-1").await, shop.user("agent-2").await);
    let before = customer(&agent, "buyer-5").await;
    let mut desk = colleague.listen("").await;
    let body = json!({
        "client_id": key(), "version": before.version, "tags": [" 爱喝茶 ", "爱喝茶", "收藏"], "group": "老茶客",
        "temperament": "perfectionist", "journey": "potential", "do_not_contact": true, "add_note": "只收岩茶相关的消息\n周末联系",
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
    assert_eq!(after.journey, JourneyStage::Potential);
    assert_ne!(before.journey, JourneyStage::Potential);
    assert_eq!(after.notes.len(), before.notes.len() + 1);
    assert_eq!(
        (after.notes[0].text.as_str(), after.notes[0].author.id.as_str()),
        ("只收岩茶相关的消息\n周末联系", "agent-1")
    );
    assert_eq!(after.warnings[0].code, WarningCode::DoNotContact);
    assert_eq!(heard(&mut desk, "buyer-5").await, after);

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
    assert_eq!((&emptied.journey, emptied.tags.len()), (&before.journey, 2));
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

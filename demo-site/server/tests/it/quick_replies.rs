//! Quick replies: whose they are, how they are kept, and how often they are used.

use crate::harness::{Shop, User, key, problem};
use kefu_contract::{Page, ProblemCode, QuickReply, QuickReplyScope};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PATH: &str = "/v1/quick-replies";

async fn list(user: &User<'_>, query: &str) -> Vec<QuickReply> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page: Page<QuickReply> = user.get(&format!("{PATH}?limit=40&{query}{after}")).await;
        all.extend(page.items);
        match page.after {
            Some(cursor) => after = format!("&after={}", cursor.0),
            None => return all,
        }
    }
}

fn titles(replies: &[QuickReply]) -> Vec<&str> {
    replies.iter().map(|reply| reply.title.as_str()).collect()
}

fn body(fields: &Value) -> Value {
    let mut body = json!({ "client_id": key(), "scope": "personal", "title": "致谢", "text": "谢谢您。" });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

async fn create(user: &User<'_>, fields: &Value) -> QuickReply {
    let answer = user.post(PATH, &body(fields)).await;
    assert_eq!(answer.status(), StatusCode::CREATED, "{fields}");
    answer.json().await.unwrap()
}

async fn replace(user: &User<'_>, reply: &QuickReply, fields: &Value) -> Response {
    let mut body = body(&json!({ "version": reply.version }));
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    user.send(Method::PUT, &format!("{PATH}/{}", reply.id), &body).await
}

async fn stored(shop: &Shop) -> (Vec<String>, Vec<i64>) {
    let rows = shop.rows("SELECT json_array(id, version, used, archived, body) FROM quick_reply ORDER BY id");
    (rows.await, shop.counts().await)
}

#[tokio::test]
async fn the_shop_begins_with_a_good_set() {
    let shop = Shop::open().await;
    let (agent, english) = (shop.user("agent-1").await, shop.user("agent-3").await);
    let all = list(&agent, "").await;
    assert!(all.len() >= 92 && all.is_sorted_by_key(|reply| std::cmp::Reverse(reply.used)));
    let ids: BTreeSet<_> = all.iter().map(|reply| &reply.id).collect();
    assert_eq!(ids.len(), all.len());
    assert!(all.iter().filter(|reply| !reply.text.is_ascii()).count() >= 60);
    let address = list(&agent, "search=dz").await;
    let address = address.iter().find(|reply| reply.shortcut.as_deref() == Some("dz")).unwrap();
    assert_eq!(address.variables, ["buyer.name", "order.address"]);
    for (query, user, count) in [("scope=personal", &agent, 2), ("scope=personal", &english, 2)] {
        assert_eq!(list(user, query).await.len(), count);
    }
    assert!(titles(&list(&english, "").await).contains(&"Claire here"));
    assert!(!titles(&all).contains(&"Claire here"), "other people's own stay theirs");
    assert!(list(&agent, "scope=everybody").await.is_empty());
    let team = list(&agent, "scope=team").await;
    assert!(team.iter().all(|reply| reply.scope == QuickReplyScope::Team));
    assert_eq!(team.len() + 2, all.len());
    for stage in kefu_contract::ReceptionStage::KNOWN {
        let some = list(&agent, &format!("stage={stage}")).await;
        assert!(some.len() >= 3 && some.iter().all(|reply| reply.stage.as_ref().unwrap().as_str() == *stage));
    }
    assert_eq!(titles(&list(&agent, "topic=hide_price&stage=confirm_order").await).len(), 2);
    // Every word has to be there, in whatever case and place.
    assert_eq!(titles(&list(&agent, "search=PARCEL%20card").await), ["No prices in the parcel"]);
    assert!(list(&agent, "search=%25").await.is_empty());
}

#[tokio::test]
async fn buyers_have_none() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let reply = create(&agent, &json!({})).await;
    let before = stored(&shop).await;
    for answer in [
        buyer.request(Method::GET, PATH).send().await.unwrap(),
        buyer.post(PATH, &body(&json!({}))).await,
        replace(&buyer, &reply, &json!({})).await,
    ] {
        assert_eq!(problem(answer).await.code, ProblemCode::Forbidden);
    }
    assert_eq!(stored(&shop).await, before);
}

#[tokio::test]
async fn agents_keep_their_own_and_supervisors_the_teams() {
    let shop = Shop::open().await;
    let (agent, colleague, supervisor) =
        (shop.user("agent-1").await, shop.user("agent-2").await, shop.user("supervisor-1").await);
    let own = create(&agent, &json!({ "shortcut": "xie", "text": "谢谢{buyer.name}，{{祝好}}" })).await;
    assert_eq!((own.version, own.used, &own.variables), (1, 0, &vec!["buyer.name".to_owned()]));
    assert!(own.actions.iter().any(|action| action.code == "quick_reply.save" && action.enabled));
    let team = create(&supervisor, &json!({ "scope": "team", "title": "节日问候" })).await;

    let before = stored(&shop).await;
    let refused = problem(agent.post(PATH, &body(&json!({ "scope": "team" }))).await).await;
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::Forbidden, "/scope"));
    for fields in [json!({ "scope": "team" }), json!({ "scope": "personal" })] {
        let refused = problem(replace(&agent, &team, &fields).await).await;
        assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::Forbidden, "/scope"));
    }
    // Even a supervisor does not see what is somebody's own.
    for user in [&colleague, &supervisor] {
        assert_eq!(problem(replace(user, &own, &json!({})).await).await.code, ProblemCode::NotFound);
    }
    assert_eq!(stored(&shop).await, before, "nothing stored");

    let seen: Page<QuickReply> = agent.get_english(&format!("{PATH}?search=%E8%8A%82%E6%97%A5")).await;
    let denied = &seen.items[0].actions[0];
    assert!(!denied.enabled && denied.reason.as_ref().is_some_and(|reason| reason.is_ascii()));
    let changed = replace(&supervisor, &team, &json!({ "scope": "team", "title": "春节问候" })).await;
    assert_eq!(changed.json::<QuickReply>().await.unwrap().version, 2);
    // One's own may become the team's, in the hands of who keeps both.
    let idea = create(&supervisor, &json!({ "title": "主管的点子" })).await;
    assert!(list(&agent, "search=%E7%82%B9%E5%AD%90").await.is_empty());
    let shared = replace(&supervisor, &idea, &json!({ "scope": "team", "title": "主管的点子" })).await;
    assert_eq!(shared.status(), StatusCode::OK);
    assert_eq!(list(&agent, "search=%E7%82%B9%E5%AD%90").await.len(), 1);
}

#[tokio::test]
async fn versions_and_keys_keep_two_writers_apart() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let sent = body(&json!({ "shortcut": "xie" }));
    let first = agent.post(PATH, &sent).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first: QuickReply = first.json().await.unwrap();
    let again = agent.post(PATH, &sent).await;
    assert_eq!((again.status(), again.json().await.unwrap()), (StatusCode::OK, first.clone()));
    let mut other = sent.clone();
    other["title"] = json!("另一条");
    assert_eq!(problem(agent.post(PATH, &other).await).await.code, ProblemCode::IdempotencyKeyReused);

    let changed = replace(&agent, &first, &json!({ "title": "道谢" })).await;
    let changed: QuickReply = changed.json().await.unwrap();
    assert_eq!((changed.version, changed.title.as_str(), &changed.shortcut), (2, "道谢", &None));
    let before = stored(&shop).await;
    let stale = problem(replace(&agent, &first, &json!({})).await).await;
    assert_eq!((stale.code, stale.errors[0].pointer.as_str()), (ProblemCode::VersionConflict, "/version"));
    for (answer, what) in [
        (agent.post(PATH, &body(&json!({ "version": 1 }))).await, "a new one has no version"),
        (
            agent.send(Method::PUT, &format!("{PATH}/{}", first.id), &body(&json!({}))).await,
            "an old one needs its version",
        ),
    ] {
        let refused = problem(answer).await;
        assert_eq!(
            (refused.code, refused.errors[0].pointer.as_str()),
            (ProblemCode::InvalidValue, "/version"),
            "{what}"
        );
    }
    let missing = agent.send(Method::PUT, &format!("{PATH}/qr-none"), &body(&json!({ "version": 1 }))).await;
    assert_eq!(problem(missing).await.code, ProblemCode::NotFound);
    assert_eq!(stored(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn a_shortcut_is_good_for_one_of_a_scope() {
    let shop = Shop::open().await;
    let (agent, supervisor) = (shop.user("agent-1").await, shop.user("supervisor-1").await);
    // The team has it, which is no matter to one's own.
    let own = create(&agent, &json!({ "shortcut": "dz" })).await;
    let taken = async |user: &User<'_>, fields: Value| {
        let refused = problem(user.post(PATH, &body(&fields)).await).await;
        assert_eq!(
            (refused.code, refused.errors[0].pointer.as_str()),
            (ProblemCode::InvalidValue, "/shortcut")
        );
        assert!(refused.detail.unwrap().contains("/dz"));
    };
    taken(&agent, json!({ "shortcut": "dz" })).await;
    taken(&supervisor, json!({ "scope": "team", "shortcut": "dz" })).await;
    // Put away, it is free again, and comes back only while nobody else has it.
    let away = replace(&agent, &own, &json!({ "shortcut": "dz", "archived": true })).await;
    let away: QuickReply = away.json().await.unwrap();
    assert!(away.archived && !list(&agent, "").await.iter().any(|reply| reply.id == own.id));
    assert_eq!(list(&agent, "archived=true").await, std::slice::from_ref(&away));
    create(&agent, &json!({ "shortcut": "dz" })).await;
    let back = problem(replace(&agent, &away, &json!({ "shortcut": "dz" })).await).await;
    assert_eq!(back.errors[0].pointer, "/shortcut");
    let back = replace(&agent, &away, &json!({ "shortcut": "地址-2_a" })).await;
    assert_eq!(back.status(), StatusCode::OK);
}

#[tokio::test]
async fn bad_ones_are_refused_and_pointed_at() {
    use ProblemCode::{InvalidBody, InvalidValue, TextTooLong, UnknownField};
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let before = stored(&shop).await;
    for (fields, code, pointer, max) in [
        (json!({ "scope": "shop" }), InvalidValue, "/scope", None),
        (json!({ "stage": "haggle" }), InvalidValue, "/stage", None),
        (json!({ "topic": "weather" }), InvalidValue, "/topic", None),
        (json!({ "title": " " }), InvalidValue, "/title", None),
        (json!({ "title": "一\n二" }), InvalidValue, "/title", None),
        (json!({ "title": "柿".repeat(41) }), TextTooLong, "/title", Some(40)),
        (json!({ "shortcut": "" }), InvalidValue, "/shortcut", None),
        (json!({ "shortcut": "Hello" }), InvalidValue, "/shortcut", None),
        (json!({ "shortcut": "a b" }), InvalidValue, "/shortcut", None),
        (json!({ "shortcut": "/a" }), InvalidValue, "/shortcut", None),
        (json!({ "shortcut": "a".repeat(21) }), TextTooLong, "/shortcut", Some(20)),
        (json!({ "text": "" }), InvalidValue, "/text", None),
        (json!({ "text": "柿".repeat(1_001) }), TextTooLong, "/text", Some(1_000)),
        (json!({ "text": "{buyer.nick}您好" }), InvalidValue, "/text", None),
        (json!({ "text": "{buyer.name" }), InvalidValue, "/text", None),
        (json!({ "text": "花括号 } 一个" }), InvalidValue, "/text", None),
        (json!({ "text": 7 }), InvalidBody, "/text", None),
        (json!({ "used": 7 }), UnknownField, "/used", None),
    ] {
        let refused = problem(agent.post(PATH, &body(&fields)).await).await;
        let field = &refused.errors[0];
        assert_eq!((&refused.code, field.pointer.as_str(), field.max), (&code, pointer, max), "{fields}");
        assert!(refused.detail.is_some(), "{fields}");
    }
    let unknown = problem(agent.post(PATH, &body(&json!({ "text": "{buyer.nick}" }))).await).await;
    let detail = unknown.detail.unwrap();
    assert!(detail.contains("{buyer.nick}") && detail.contains("{order.tracking_no}"), "{detail}");
    assert_eq!(stored(&shop).await, before, "nothing stored");
    for query in ["limit=0", "limit=101", "archived=maybe"] {
        let answer = agent.request(Method::GET, &format!("{PATH}?{query}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::InvalidQuery, "{query}");
    }
}

#[tokio::test]
async fn what_is_sent_is_counted() {
    let shop = Shop::open().await;
    let (buyer, agent, colleague) =
        (shop.user("buyer-1").await, shop.user("agent-1").await, shop.user("agent-2").await);
    let text = "{buyer.name}您好，包裹交给{order.courier}了，请留意。";
    let own = create(&agent, &json!({ "shortcut": "bg", "text": text })).await;
    let used = async || {
        let replies = list(&agent, "search=bg").await;
        replies.iter().find(|reply| reply.id == own.id).unwrap().used
    };
    let id = buyer.conversation().await;
    agent.say(&id, "林小满您好，包裹交给中通了，请留意。").await;
    assert_eq!(used().await, 1);
    let body = json!({
        "client_id": key(),
        "content": { "type": "text", "text": "林小满您好，包裹交给顺丰快递了，请留意。" },
    });
    let path = format!("/v1/conversations/{id}/messages");
    for _ in 0..2 {
        agent.post(&path, &body).await;
    }
    assert_eq!(used().await, 2, "the same message sent again is not counted again");
    // Changed words, a note, a buyer's or a colleague's message: none of them is a use of it.
    agent.say(&id, "林小满您好，包裹已经交给中通了，请留意。").await;
    agent.note(&id, "林小满您好，包裹交给中通了，请留意。").await;
    colleague.say(&id, "林小满您好，包裹交给中通了，请留意。").await;
    buyer.say(&id, "林小满您好，包裹交给中通了，请留意。").await;
    assert_eq!(used().await, 2);
    // The most used come first, and a replaced one keeps its count.
    shop.sql("UPDATE quick_reply SET used = 100000 WHERE shortcut = 'bg'").await;
    assert_eq!(list(&agent, "").await[0].id, own.id);
    let changed = replace(&agent, &own, &json!({ "shortcut": "bg" })).await;
    assert_eq!(changed.json::<QuickReply>().await.unwrap().used, 100_000);
}

//! Conversations: handed over, changed, put aside.

use crate::harness::{Shop, User, key, problem};
use kefu_contract::{
    Action, Content, ContentType, Conversation, ConversationId, ConversationStatus, Event, EventType,
    FigureCode, Message, Metrics, Problem, ProblemCode, Role, Visibility,
};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

/// The body of a write about a conversation as it is now.
fn about(conversation: &Conversation, more: &Value) -> Value {
    let mut body = json!({ "client_id": key(), "version": conversation.version });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

pub(crate) async fn act(user: &User<'_>, id: &ConversationId, more: Value) -> Response {
    let body = about(&user.show(id).await, &more);
    user.post(&format!("/v1/conversations/{id}/actions"), &body).await
}

pub(crate) async fn patch(user: &User<'_>, id: &ConversationId, more: Value) -> Response {
    let body = about(&user.show(id).await, &more);
    user.request(Method::PATCH, &format!("/v1/conversations/{id}")).json(&body).send().await.unwrap()
}

pub(crate) async fn done(answer: Response) -> Conversation {
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

pub(crate) fn action<'a>(conversation: &'a Conversation, code: &str) -> &'a Action {
    conversation.actions.iter().find(|action| action.code == code).unwrap()
}

/// A buyer asked and `agent-1` answered.
pub(crate) async fn begun(shop: &Shop) -> ConversationId {
    let id = shop.user("buyer-1").await.conversation().await;
    shop.user("buyer-1").await.say(&id, "这款杯子可以放洗碗机吗？").await;
    shop.user("agent-1").await.say(&id, "可以的。").await;
    id
}

/// Everything a buyer was ever told, as text.
async fn all_told(buyer: &User<'_>, id: &ConversationId) -> String {
    let events = buyer.poll("after=0&wait=0").await;
    let messages = buyer.messages(id, "limit=100").await;
    serde_json::to_string(&(events, messages, buyer.show(id).await)).unwrap()
}

async fn in_english<T: serde::de::DeserializeOwned>(user: &User<'_>, path: &str) -> T {
    let request = user.request(Method::GET, path).header("accept-language", "en");
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_conversation_is_handed_to_a_colleague_with_a_reason_buyers_never_see() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let (at_home, at_desk) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);
    let offered = agent.show(&id).await;
    let to = &action(&offered, "conversation.transfer").input.as_ref().unwrap().fields[0];
    let colleagues: Vec<&str> = to.options.iter().map(|option| option.value.as_str()).collect();
    assert_eq!(colleagues, ["agent-2", "agent-3", "supervisor-1"]);

    let request = json!({ "code": "conversation.transfer", "to": "agent-2", "reason": "要办退货" });
    let handed = done(act(&agent, &id, request).await).await;
    assert_eq!(handed.assignee.as_ref().unwrap().id.as_str(), "agent-2");
    assert!(handed.version > offered.version);

    let line = agent.messages(&id, "limit=1").await.items.remove(0);
    assert_eq!((&line.sender.role, &line.visibility), (&Role::System, &Visibility::Staff));
    assert_eq!(line.content.kind, ContentType::Notice);
    assert_eq!(line.content.text.as_deref(), Some("周岚 将会话转给 孟一帆：要办退货"));
    assert_eq!(handed.last_message.as_ref(), Some(&line));
    let path = format!("/v1/conversations/{id}/messages?limit=1");
    let english: kefu_contract::Page<Message> = in_english(&agent, &path).await;
    assert_eq!(
        english.items[0].content.text.as_deref(),
        Some("周岚 handed the conversation to 孟一帆: 要办退货")
    );
    assert_eq!(english.items[0].sender.name, "System");

    let staff = agent.poll(&format!("after={at_desk}&wait=0")).await.events;
    let kinds: Vec<&EventType> = staff.iter().map(|event| &event.kind).collect();
    assert_eq!(kinds, [&EventType::ConversationChanged, &EventType::MessageCreated]);
    assert_eq!(staff[1].message.as_ref(), Some(&line));
    let told = buyer.poll(&format!("after={at_home}&wait=0")).await.events;
    assert_eq!(told.len(), 1);
    let seen = told[0].conversation.as_ref().unwrap();
    assert_eq!((&told[0].kind, &seen.assignee), (&EventType::ConversationChanged, &handed.assignee));
    let everything = all_told(&buyer, &id).await;
    assert!(!everything.contains("退货") && everything.contains("孟一帆"));

    let figures: Metrics = agent.get(&format!("/v1/metrics?{}", around(&handed))).await;
    let transferred = figures.figures.iter().find(|figure| figure.code == FigureCode::Transferred);
    assert_eq!(transferred.unwrap().value, Some(1));
}

/// A span in which the conversation changed last.
pub(crate) fn around(conversation: &Conversation) -> String {
    let at = conversation.updated_at;
    format!("from={}&to={}", at.plus_ms(-60_000), at.plus_ms(60_000))
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_and_leaves_nothing() {
    use ProblemCode::{ActionNotAllowed, Forbidden, InvalidValue, TextTooLong, UnknownField};
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let counts = shop.counts().await;
    let transfer =
        |to: &str, reason: &str| json!({ "code": "conversation.transfer", "to": to, "reason": reason });
    for (user, body, code, pointer) in [
        (&agent, transfer("agent-1", "x"), InvalidValue, Some("/to")),
        (&agent, transfer("buyer-2", "x"), InvalidValue, Some("/to")),
        (&agent, transfer("agent-2", " "), InvalidValue, Some("/reason")),
        (&agent, transfer("agent-2", "x\u{0}"), InvalidValue, Some("/reason")),
        (&agent, transfer("agent-2", &"柿".repeat(501)), TextTooLong, Some("/reason")),
        (&agent, json!({ "code": "conversation.transfer", "to": "agent-2" }), InvalidValue, Some("/reason")),
        (&agent, json!({ "code": "message.note", "text": "x", "score": 5 }), InvalidValue, Some("/score")),
        (&agent, json!({ "code": "message.note", "text": "" }), InvalidValue, Some("/text")),
        (&agent, json!({ "code": "message.note", "text": "x", "html": 1 }), UnknownField, Some("/html")),
        (&agent, json!({ "code": "conversation.close" }), InvalidValue, Some("/code")),
        (&agent, json!({ "code": "conversation.rate", "score": 5 }), Forbidden, None),
        (&buyer, transfer("agent-2", "x"), Forbidden, None),
        (&buyer, json!({ "code": "conversation.ask_human" }), ActionNotAllowed, None),
        (&buyer, json!({ "code": "conversation.rate", "score": 5 }), ActionNotAllowed, None),
        (&buyer, json!({ "code": "conversation.dance" }), Forbidden, None),
    ] {
        let refused = problem(act(user, &id, body.clone()).await).await;
        let found = refused.errors.first().map(|field| field.pointer.as_str());
        assert_eq!((&refused.code, found), (&code, pointer), "{body}");
        assert!(refused.detail.is_some() || !refused.errors.is_empty(), "{body}");
        if code == TextTooLong {
            assert_eq!(refused.errors[0].max, Some(500));
        }
    }
    for (user, body, code, pointer) in [
        (&agent, json!({ "status": "archived" }), InvalidValue, Some("/status")),
        (&agent, json!({ "status": "snoozed" }), InvalidValue, Some("/snooze_until")),
        (
            &agent,
            json!({ "status": "snoozed", "snooze_until": "2020-01-01T00:00:00Z" }),
            InvalidValue,
            Some("/snooze_until"),
        ),
        (&agent, json!({ "snooze_until": "2999-01-01T00:00:00Z" }), InvalidValue, Some("/snooze_until")),
        (&agent, json!({ "status": "open" }), ActionNotAllowed, None),
        (&agent, json!({ "assignee_id": "agent-2" }), Forbidden, None),
        (&agent, json!({ "assignee_id": "buyer-2" }), InvalidValue, Some("/assignee_id")),
        (&agent, json!({ "tags": ["急", " 急 "] }), InvalidValue, Some("/tags/1")),
        (&agent, json!({ "status": "closed", "tags": [""] }), InvalidValue, Some("/tags/0")),
        (&buyer, json!({ "status": "closed" }), Forbidden, None),
        (&buyer, json!({ "tags": ["VIP"] }), Forbidden, None),
    ] {
        let refused = problem(patch(user, &id, body.clone()).await).await;
        let found = refused.errors.first().map(|field| field.pointer.as_str());
        assert_eq!((&refused.code, found), (&code, pointer), "{body}");
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
}

#[tokio::test]
async fn somebody_elses_conversation_cannot_be_touched() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (own, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let version = own.show(&id).await.version;
    let counts = shop.counts().await;
    let rate = json!({ "client_id": key(), "version": version, "code": "conversation.rate", "score": 1 });
    let refused = problem(other.post(&format!("/v1/conversations/{id}/actions"), &rate).await).await;
    assert_eq!(refused.code, ProblemCode::NotFound);
    let close = json!({ "client_id": key(), "version": version, "status": "closed" });
    let request = other.request(Method::PATCH, &format!("/v1/conversations/{id}")).json(&close);
    assert_eq!(problem(request.send().await.unwrap()).await.code, ProblemCode::NotFound);
    assert_eq!(shop.counts().await, counts);
}

#[tokio::test]
async fn a_stale_write_is_told_how_the_conversation_is_now() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let agent = shop.user("agent-1").await;
    let old = agent.show(&id).await;
    shop.user("buyer-1").await.say(&id, "还有一个问题").await;
    let counts = shop.counts().await;
    let path = format!("/v1/conversations/{id}");
    for request in [
        agent.request(Method::PATCH, &path).json(&about(&old, &json!({ "status": "closed" }))),
        agent
            .request(Method::POST, &format!("{path}/actions"))
            .json(&about(&old, &json!({ "code": "conversation.ask_rating" }))),
    ] {
        let refused: Problem = problem(request.send().await.unwrap()).await;
        assert_eq!(
            (refused.code, refused.errors[0].pointer.as_str()),
            (ProblemCode::VersionConflict, "/version")
        );
        assert_eq!(*refused.current_conversation.unwrap(), agent.show(&id).await);
    }
    assert_eq!(shop.counts().await, counts);
}

#[tokio::test]
async fn the_same_write_is_carried_out_once() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let agent = shop.user("agent-1").await;
    let path = format!("/v1/conversations/{id}/actions");
    let body = about(&agent.show(&id).await, &json!({ "code": "message.note", "text": "老顾客" }));
    let first = done(agent.post(&path, &body).await).await;
    let counts = shop.counts().await;
    assert_eq!(done(agent.post(&path, &body).await).await, first);
    let mut other = body.clone();
    other["text"] = json!("新顾客");
    let refused = problem(agent.post(&path, &other).await).await;
    assert_eq!(refused.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(shop.counts().await, counts);

    let note = first.last_message.unwrap();
    assert_eq!(note.client_id.unwrap().0, body["client_id"]);
    assert_eq!((note.content, note.visibility), (Content::text("老顾客"), Visibility::Staff));
    assert!(!all_told(&shop.user("buyer-1").await, &id).await.contains("老顾客"));
}

#[tokio::test]
async fn labels_and_who_is_in_charge_are_changed_together() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (agent, supervisor) = (shop.user("agent-2").await, shop.user("supervisor-1").await);
    let taken =
        done(patch(&agent, &id, json!({ "assignee_id": "agent-2", "tags": [" 急 ", "售后"] })).await).await;
    assert_eq!(taken.assignee.as_ref().unwrap().id.as_str(), "agent-2");
    assert_eq!(taken.tags, ["急", "售后"]);
    assert_eq!(taken.last_message.as_ref().unwrap().content.text.as_deref(), Some("孟一帆 接手了会话"));
    let given = done(patch(&supervisor, &id, json!({ "assignee_id": "agent-3" })).await).await;
    assert_eq!((given.assignee.unwrap().id.as_str(), given.tags.len()), ("agent-3", 2));
    // Nothing asked for: nothing changed, and nobody is told.
    let seq = agent.session().await.stream.seq;
    let same = done(patch(&agent, &id, json!({})).await).await;
    assert_eq!((same.version, agent.session().await.stream.seq), (given.version, seq));
    // What a buyer does leaves the labels alone, of which buyers are not told.
    let buyer = shop.user("buyer-1").await;
    done(patch(&supervisor, &id, json!({ "status": "closed" })).await).await;
    let rated = done(act(&buyer, &id, json!({ "code": "conversation.rate", "score": 4 })).await).await;
    assert!(rated.tags.is_empty());
    assert_eq!(agent.show(&id).await.tags, ["急", "售后"]);
}

/// Puts a conversation aside for an hour.
async fn put_aside(agent: &User<'_>, id: &ConversationId) -> Conversation {
    let until = agent.session().await.server_time.plus_ms(3_600_000);
    done(patch(agent, id, json!({ "status": "snoozed", "snooze_until": until })).await).await
}

async fn advance(shop: &Shop, seconds: u32) {
    let request = shop.request(Method::POST, "/demo/clock").json(&json!({ "seconds": seconds }));
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
}

/// The next event about a conversation that the staff hear of after `seq`; the shop has others.
async fn next_event(agent: &User<'_>, id: &ConversationId, mut seq: u64) -> Event {
    let about = |event: &Event| event.conversation.as_ref().is_some_and(|found| found.id == *id);
    loop {
        let batch = agent.poll(&format!("after={seq}&wait=10")).await;
        assert!(!batch.events.is_empty(), "nothing comes");
        seq = batch.seq;
        if let Some(event) = batch.events.into_iter().find(about) {
            return event;
        }
    }
}

#[tokio::test]
async fn what_was_put_aside_comes_back_when_its_time_has_come_also_after_a_restart() {
    let shop = Shop::open_with(&["--test-clock"]).await;
    let id = begun(&shop).await;
    let agent = shop.user("agent-1").await;
    let aside = put_aside(&agent, &id).await;
    assert_eq!(aside.status, ConversationStatus::Snoozed);
    let listed: kefu_contract::Page<Conversation> = agent.get("/v1/conversations?status=snoozed").await;
    assert_eq!(listed.items, std::slice::from_ref(&aside));
    let seq = agent.session().await.stream.seq;
    advance(&shop, 3_599).await;
    assert_eq!(agent.show(&id).await.status, ConversationStatus::Snoozed);
    advance(&shop, 2).await;
    let back = next_event(&agent, &id, seq).await;
    let conversation = back.conversation.unwrap();
    assert_eq!((back.kind, conversation.status), (EventType::ConversationChanged, ConversationStatus::Open));
    assert_eq!(conversation.version, aside.version + 1);

    let again = put_aside(&agent, &id).await;
    let shop = shop.restart_with(&["--test-clock"]).await;
    let agent = shop.user("agent-1").await;
    let seq = agent.session().await.stream.seq;
    // The clock starts anew with the server; the one before was an hour ahead.
    advance(&shop, 2 * 3_601).await;
    let back = next_event(&agent, &id, seq).await.conversation.unwrap();
    assert_eq!((back.status, back.version), (ConversationStatus::Open, again.version + 1));
}

#[tokio::test]
async fn a_message_brings_back_what_was_put_aside() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    put_aside(&agent, &id).await;
    agent.note(&id, "等仓库回复").await;
    assert_eq!(agent.show(&id).await.status, ConversationStatus::Snoozed);
    assert_eq!(shop.number("SELECT COUNT(*) FROM due WHERE subject_kind = 'conversation'").await, 1);
    buyer.say(&id, "在吗？").await;
    assert_eq!(agent.show(&id).await.status, ConversationStatus::Open);
    // The clock has nothing left to do.
    assert_eq!(shop.number("SELECT COUNT(*) FROM due WHERE subject_kind = 'conversation'").await, 0);
}

#[tokio::test]
async fn a_buyer_asks_for_a_human_and_waits() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let released = done(act(&agent, &id, json!({ "code": "conversation.release" })).await).await;
    assert_eq!(released.assignee, None);
    let waiting = done(act(&buyer, &id, json!({ "code": "conversation.ask_human" })).await).await;
    assert!(waiting.waiting_since.is_some());
    assert!(!action(&waiting, "conversation.ask_human").enabled);
    agent.say(&id, "我来了").await;
    let taken = buyer.show(&id).await;
    assert_eq!((taken.assignee.unwrap().id.as_str(), taken.waiting_since), ("agent-1", None));
}

#[tokio::test]
async fn reasons_are_in_the_language_of_who_reads() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let agent = shop.user("agent-1").await;
    let seq = agent.session().await.stream.seq;
    let closed = done(patch(&agent, &id, json!({ "status": "closed" })).await).await;
    let reason = |conversation: &Conversation| action(conversation, "conversation.close").reason.clone();
    assert_eq!(reason(&closed).as_deref(), Some("会话已结束"));
    let path = format!("/v1/conversations/{id}");
    let english: Conversation = in_english(&agent, &path).await;
    assert_eq!(reason(&english).as_deref(), Some("The conversation is closed"));
    let events: kefu_contract::EventBatch =
        in_english(&agent, &format!("/v1/events?after={seq}&wait=0")).await;
    assert_eq!(events.events[0].conversation.as_ref(), Some(&english));
}

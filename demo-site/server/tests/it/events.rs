//! The event stream and its long-poll twin.

use crate::{
    harness::{PATIENCE, Shop, problem},
    stream::Stream,
};
use kefu_contract::{EventBatch, EventType, ProblemCode};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn events_come_in_order_and_can_be_taken_up_again() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let start = agent.session().await.stream.seq;
    let mut live = agent.listen(&format!("after={start}")).await;
    for number in 1..=8 {
        buyer.say(&id, &number.to_string()).await;
    }
    let mut heard = Vec::new();
    for number in 1..=8 {
        let frame = live.next().await;
        assert_eq!(frame.id.as_deref(), Some((start + number).to_string().as_str()));
        assert_eq!(frame.name, None);
        assert_eq!(frame.event().seq, Some(start + number));
        heard.push(frame);
    }

    // After a break: by query, by header, and the header wins.
    let mut again = agent.listen(&format!("after={}", start + 5)).await;
    let mut by_header = Stream::of(
        agent
            .request(Method::GET, &format!("/v1/events?after={start}"))
            .header("last-event-id", (start + 6).to_string()),
    )
    .await;
    assert_eq!([again.next().await, again.next().await, again.next().await], heard[5..]);
    assert_eq!([by_header.next().await, by_header.next().await], heard[6..]);

    // Without a place to start from, from now.
    let mut from_now = agent.listen("").await;
    buyer.say(&id, "九").await;
    assert_eq!(from_now.next().await.event().seq, Some(start + 9));
}

#[tokio::test]
async fn a_long_backlog_arrives_whole() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    for number in 0..230 {
        buyer.say(&id, &number.to_string()).await;
    }
    let last = agent.session().await.stream.seq;
    let mut stream = agent.listen("after=0").await;
    for seq in 1..=last {
        assert_eq!(stream.next().await.event().seq, Some(seq));
    }
    let first = agent.poll("after=0&wait=0").await;
    assert_eq!((first.events.len(), first.seq, first.reset), (200, 200, false));
    let mut seen = first.seq;
    while seen < last {
        let next = agent.poll(&format!("after={seen}&wait=0")).await;
        assert_eq!((next.events.len() as u64, next.reset), ((last - seen).min(200), false));
        seen = next.seq;
    }
    assert_eq!(seen, last);
}

#[tokio::test]
async fn a_place_that_is_unknown_or_forgotten_means_starting_anew() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    for number in 0..20 {
        buyer.say(&id, &number.to_string()).await;
    }
    let shop = shop.restart_with(&["--event-retention=5"]).await;
    let buyer = shop.user("buyer-1").await;
    let last = buyer.session().await.stream.seq;
    assert_eq!(last, 21);

    // The last five are kept.
    let kept = buyer.poll("after=16&wait=0").await;
    assert_eq!((kept.events.len(), kept.reset), (5, false));
    for lost in [0, 15, 22, u64::MAX] {
        let batch = buyer.poll(&format!("after={lost}&wait=0")).await;
        assert_eq!(batch, EventBatch { events: vec![], seq: last, reset: true }, "{lost}");
        let mut stream = buyer.listen(&format!("after={lost}")).await;
        let frame = stream.next().await;
        assert_eq!((frame.name.as_deref(), frame.id.as_deref()), (Some("reset"), Some("21")));
        assert_eq!(serde_json::from_str::<EventBatch>(&frame.data).unwrap(), batch);
    }

    // And on it goes from there.
    let mut stream = buyer.listen("after=3").await;
    assert_eq!(stream.next().await.name.as_deref(), Some("reset"));
    buyer.say(&id, "还在").await;
    assert_eq!(stream.next().await.event().seq, Some(22));
}

#[tokio::test]
async fn the_long_poll_waits_for_what_comes() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let seq = buyer.session().await.stream.seq;
    let nothing = buyer.poll(&format!("after={seq}&wait=0")).await;
    assert_eq!(nothing, EventBatch { events: vec![], seq, reset: false });

    let query = format!("after={seq}&wait=25");
    let (batch, message) = tokio::join!(buyer.poll(&query), agent.say(&id, "您好"));
    assert_eq!((batch.seq, batch.events.len()), (seq + 1, 1));
    assert_eq!(batch.events[0].message.as_ref(), Some(&message));
}

#[tokio::test]
async fn everybody_hears_only_what_is_theirs() {
    let shop = Shop::open().await;
    let (one, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let mut stream = one.listen("").await;
    let foreign: kefu_contract::Page<kefu_contract::Conversation> = other.get("/v1/conversations").await;
    other.say(&foreign.items[0].id, "别人的话").await;
    let id = one.conversation().await;
    assert_eq!(stream.next().await.event().conversation.unwrap().id, id);
    assert_eq!(one.session().await.stream.seq, 1);
}

#[tokio::test]
async fn typing_is_passed_on_and_forgotten() {
    let shop = Shop::open().await;
    let (buyer, agent, colleague) =
        (shop.user("buyer-1").await, shop.user("agent-1").await, shop.user("agent-2").await);
    let id = buyer.conversation().await;
    let mut home = buyer.listen("").await;
    let mut desk = agent.listen("").await;
    let mut next_desk = colleague.listen("").await;
    let path = format!("/v1/conversations/{id}/typing");

    assert_eq!(buyer.post(&path, &json!({ "typing": true })).await.status(), StatusCode::NO_CONTENT);
    for stream in [&mut desk, &mut next_desk] {
        let frame = stream.next().await;
        assert_eq!(frame.id, None);
        let event = frame.event();
        assert_eq!((&event.kind, event.seq), (&EventType::Typing, None));
        let typing = event.typing.unwrap();
        assert_eq!(
            (typing.conversation_id, typing.person.id.as_str(), typing.typing),
            (id.clone(), "buyer-1", true)
        );
    }
    agent.post(&path, &json!({ "typing": true })).await;
    assert_eq!(home.next().await.event().typing.unwrap().person.id.as_str(), "agent-1");
    assert_eq!(next_desk.next().await.event().typing.unwrap().person.id.as_str(), "agent-1");
    // The writer's own stream says nothing of it: the next thing heard is the message.
    let message = agent.say(&id, "来了").await;
    assert_eq!(desk.next().await.event().message, Some(message));
    let seq = agent.session().await.stream.seq;
    assert!(agent.poll(&format!("after={}&wait=0", seq - 1)).await.events.iter().all(|e| e.typing.is_none()));
}

#[tokio::test]
async fn the_long_poll_hears_typing_while_it_waits() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let seq = buyer.session().await.stream.seq;
    let path = format!("/v1/conversations/{id}/typing");
    let keep_typing = async {
        loop {
            agent.post(&path, &json!({ "typing": true })).await;
        }
    };
    let query = format!("after={seq}&wait=25");
    let batch = tokio::select! {
        batch = buyer.poll(&query) => batch,
        () = keep_typing => unreachable!("typing goes on until it is heard"),
    };
    assert_eq!((batch.seq, &batch.events[0].kind), (seq, &EventType::Typing));
}

#[tokio::test]
async fn a_stream_ends_with_its_token() {
    let shop = Shop::open_with(&["--token-ttl-s=1"]).await;
    let buyer = shop.user("buyer-1").await;
    // The token may be spent by the time it is used; then there is no stream to end.
    let answer = buyer.request(Method::GET, "/v1/events").send().await.unwrap();
    if answer.status() == StatusCode::OK {
        let rest = timeout(PATIENCE, answer.bytes()).await.expect("the stream ends").unwrap();
        assert!(rest.starts_with(b": open"));
    }
    let refused = problem(buyer.request(Method::GET, "/v1/events").send().await.unwrap()).await;
    assert_eq!(refused.code, ProblemCode::TokenExpired);
}

#[tokio::test]
async fn stopping_the_server_ends_streams_and_polls_at_once() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let answer = buyer.request(Method::GET, "/v1/events").send().await.unwrap();
    let poll = buyer.request(Method::GET, "/v1/events?wait=25").send();
    let poll = tokio::spawn(poll);
    let stream = tokio::spawn(answer.bytes());
    drop(buyer);
    // Both listen by now or never will; the poll must answer either way.
    let stopped = timeout(Duration::from_secs(2), shop.stop()).await;
    assert!(stopped.is_ok(), "within two seconds");
    assert!(timeout(PATIENCE, stream).await.unwrap().unwrap().is_ok(), "the stream ends in good order");
    let _ = timeout(PATIENCE, poll).await.expect("the poll ends");
}

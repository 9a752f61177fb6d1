//! What an open stream or long poll does while there is nothing to deliver, and to whom it delivers.

use crate::{
    harness::{PATIENCE, Shop, User, problem},
    stream::Stream,
};
use kefu_contract::{ConversationId, EventBatch, ProblemCode};
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// Never stops typing.
async fn keep_typing(user: &User<'_>, id: &ConversationId) {
    let path = format!("/v1/conversations/{id}/typing");
    loop {
        let answer = user.post(&path, &json!({ "typing": true })).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    }
}

/// Reads comments until one says `wanted`.
async fn hear(stream: &mut Stream, wanted: &str) {
    let heard = async { while stream.comment().await.expect("the stream goes on") != wanted {} };
    timeout(PATIENCE, heard).await.expect("a heartbeat with the last number");
}

#[tokio::test]
async fn silence_is_filled_with_heartbeats() {
    let shop = Shop::open_with(&["--heartbeat-ms=40"]).await;
    let buyer = shop.user("buyer-1").await;
    assert_eq!(buyer.session().await.stream.heartbeat_s, 1);
    let mut stream = buyer.listen("").await;
    for _ in 0..3 {
        assert!(stream.frame().await.unwrap().comment.is_some());
    }
    let id = buyer.conversation().await;
    assert_eq!(stream.next().await.event().conversation.unwrap().id, id);
}

#[tokio::test]
async fn heartbeats_say_how_far_the_stream_has_come() {
    let shop = Shop::open_with(&["--heartbeat-ms=40"]).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let mut stream = buyer.listen("").await;
    hear(&mut stream, "0").await;
    let id = buyer.conversation().await;
    agent.say(&id, "您好").await;
    hear(&mut stream, "2").await;
    // What only staff may see has no number among the buyer's.
    agent.note(&id, "老顾客").await;
    assert_eq!(stream.comment().await.as_deref(), Some("2"));
    // A stream that starts anew counts from where it starts.
    hear(&mut buyer.listen("after=99").await, "2").await;
}

#[tokio::test]
async fn an_event_nobody_was_woken_for_comes_with_the_next_heartbeat() {
    let shop = Shop::open_with(&["--heartbeat-ms=40"]).await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let mut stream = buyer.listen("after=1").await;
    // Another process on the same file cannot wake this one's listeners.
    shop.sql(
        "INSERT INTO event (audience, seq, at_ms, body)
         SELECT audience, 2, at_ms, json_set(body, '$.seq', 2) FROM event WHERE audience = 'buyer:buyer-1';
         UPDATE audience SET last_seq = 2 WHERE name = 'buyer:buyer-1'",
    )
    .await;
    let event = stream.next().await.event();
    assert_eq!((event.seq, event.conversation.unwrap().id), (Some(2), id));
    assert_eq!(stream.comment().await.as_deref(), Some("2"));
}

#[tokio::test]
async fn ones_own_typing_does_not_hold_back_the_heartbeat() {
    let shop = Shop::open_with(&["--heartbeat-ms=300"]).await;
    let buyer = shop.user("buyer-1").await;
    let agent = shop.user("agent-1").await;
    let id = buyer.conversation().await;
    let started = Instant::now();
    let mut stream = agent.listen("").await;
    let heartbeats = async {
        for _ in 0..3 {
            assert!(stream.frame().await.unwrap().comment.is_some());
        }
    };
    tokio::select! {
        () = heartbeats => {}
        () = keep_typing(&agent, &id) => unreachable!("typing goes on"),
        () = tokio::time::sleep(PATIENCE) => panic!("typing starves the heartbeat"),
    }
    assert!(started.elapsed() >= 3 * Duration::from_millis(300), "nor does it bring it forward");
}

#[tokio::test]
async fn ones_own_typing_does_not_prolong_a_long_poll() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let id = shop.user("buyer-1").await.conversation().await;
    let seq = agent.session().await.stream.seq;
    let query = format!("after={seq}&wait=1");
    let started = Instant::now();
    let batch = tokio::select! {
        batch = agent.poll(&query) => batch,
        () = keep_typing(&agent, &id) => unreachable!("typing goes on"),
        () = tokio::time::sleep(PATIENCE) => panic!("typing prolongs the poll"),
    };
    assert_eq!(batch, EventBatch { events: vec![], seq, reset: false });
    assert!(started.elapsed().as_secs() >= 1, "nor does it cut it short");
}

/// Streams of an agent who leaves and of one who stays, and a conversation to be heard of.
async fn leave_while_listening<'a>(agent: &User<'a>, buyer: &User<'a>) -> (Stream, Stream, ConversationId) {
    let id = buyer.conversation().await;
    let leaving = agent.listen("").await;
    let staying = agent.shop.user("agent-2").await.listen("").await;
    agent.shop.sql("UPDATE person SET role = 'former' WHERE id = 'agent-1'").await;
    (leaving, staying, id)
}

#[tokio::test]
async fn who_leaves_the_staff_hears_no_more_on_a_stream_already_open() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let (mut leaving, mut staying, id) = leave_while_listening(&agent, &buyer).await;
    let message = buyer.say(&id, "还有人吗").await;
    assert_eq!(leaving.frame().await, None, "the stream ends before the event");
    assert_eq!(staying.next().await.event().message, Some(message));
    let refused = agent.request(Method::GET, "/v1/events").send().await.unwrap();
    assert_eq!(problem(refused).await.code, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn who_leaves_the_staff_sees_nobody_typing_any_more() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let (mut leaving, mut staying, id) = leave_while_listening(&agent, &buyer).await;
    buyer.post(&format!("/v1/conversations/{id}/typing"), &json!({ "typing": true })).await;
    assert_eq!(leaving.frame().await, None, "the stream ends before the event");
    assert!(staying.next().await.event().typing.is_some());
}

#[tokio::test]
async fn who_leaves_the_staff_hears_no_more_in_a_poll_that_waits() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let seq = agent.session().await.stream.seq;
    let poll = agent.request(Method::GET, &format!("/v1/events?after={seq}&wait=25")).send();
    let leave_then_ask = async {
        // The shop is attended from the moment the poll listens.
        wait_until_attended(&buyer).await;
        shop.sql("UPDATE person SET role = 'former' WHERE id = 'agent-1'").await;
        buyer.say(&id, "在吗").await
    };
    let (answer, _) = tokio::join!(poll, leave_then_ask);
    assert_eq!(problem(answer.unwrap()).await.code, ProblemCode::Unauthenticated);
}

/// Waits until somebody of the staff listens.
async fn wait_until_attended(buyer: &User<'_>) {
    let attended = async {
        while buyer.session().await.shop.presence != kefu_contract::Presence::Online {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, attended).await.expect("somebody listens");
}

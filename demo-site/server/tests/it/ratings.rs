//! Ratings: asked for, given, and what closing has to do with them.

use crate::{
    harness::{Shop, problem},
    talk::{act, action, around, begun, done, patch},
};
use kefu_contract::{ContentType, ConversationStatus, EventType, FigureCode, Metrics, ProblemCode, Role};
use serde_json::json;

#[tokio::test]
async fn a_rating_is_asked_for_given_once_and_shown_to_both() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    buyer.say(&id, "谢谢").await;
    let asked = done(act(&agent, &id, json!({ "code": "conversation.ask_rating" })).await).await;
    let request = asked.last_message.clone().unwrap();
    assert_eq!((&request.content.kind, &request.sender.role), (&ContentType::RatingRequest, &Role::System));
    assert_eq!(request.content.text.as_deref(), Some("请为本次服务评分。"));
    assert!(asked.waiting_since.is_some(), "asking for a rating is no answer");
    assert!(!action(&asked, "conversation.ask_rating").enabled);
    let seen = buyer.show(&id).await;
    assert_eq!((seen.last_message.as_ref(), seen.unread), (Some(&request), 1));

    let (at_home, at_desk) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);
    let rate = json!({ "code": "conversation.rate", "score": 5, "reason": "回复很快" });
    let rated = done(act(&buyer, &id, rate).await).await;
    let card = rated.last_message.as_ref().unwrap().content.rating.clone().unwrap();
    assert_eq!((card.score, card.reason.as_deref()), (Some(5), Some("回复很快")));
    assert_eq!(card.rated_at, Some(rated.updated_at));
    for (user, seq) in [(&buyer, at_home), (&agent, at_desk)] {
        let events = user.poll(&format!("after={seq}&wait=0")).await.events;
        let changed = events.iter().find(|event| event.kind == EventType::MessageChanged).unwrap();
        let message = changed.message.as_ref().unwrap();
        assert_eq!((&message.id, message.position), (&request.id, request.position));
        assert_eq!(message.content.rating.as_ref(), Some(&card));
        assert_eq!(message.content.text.as_deref(), Some("已评分：5 分。"));
    }
    let counts = shop.counts().await;
    let again = act(&buyer, &id, json!({ "code": "conversation.rate", "score": 1 })).await;
    assert_eq!(problem(again).await.code, ProblemCode::ActionNotAllowed);
    for bad in [json!(0), json!(6)] {
        let refused = act(&buyer, &id, json!({ "code": "conversation.rate", "score": bad })).await;
        assert_eq!(problem(refused).await.code, ProblemCode::ActionNotAllowed);
    }
    assert_eq!(shop.counts().await, counts);
    let figures: Metrics = agent.get(&format!("/v1/metrics?{}", around(&rated))).await;
    let of = |code| figures.figures.iter().find(|figure| figure.code == code).unwrap();
    assert_eq!(
        (of(FigureCode::RatingRate).numerator, of(FigureCode::RatingRate).denominator),
        (Some(1), Some(1))
    );
    assert_eq!(of(FigureCode::Satisfaction).value, Some(10_000));
}

#[tokio::test]
async fn closing_ends_the_wait_and_opens_the_rating() {
    let shop = Shop::open().await;
    let id = begun(&shop).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    buyer.say(&id, "好的").await;
    let closed = done(patch(&agent, &id, json!({ "status": "closed" })).await).await;
    assert_eq!((&closed.status, closed.waiting_since), (&ConversationStatus::Closed, None));
    assert!(action(&buyer.show(&id).await, "conversation.rate").enabled);
    for (score, pointer) in [(json!(0), "/score"), (json!(6), "/score")] {
        let refused =
            problem(act(&buyer, &id, json!({ "code": "conversation.rate", "score": score })).await).await;
        assert_eq!(refused.errors[0].pointer, pointer);
    }
    let messages = buyer.messages(&id, "limit=100").await.items.len();
    done(act(&buyer, &id, json!({ "code": "conversation.rate", "score": 2 })).await).await;
    assert_eq!(buyer.messages(&id, "limit=100").await.items.len(), messages, "nobody asked, so no card");
    let figures: Metrics = agent.get(&format!("/v1/metrics?{}", around(&closed))).await;
    let satisfaction = figures.figures.iter().find(|figure| figure.code == FigureCode::Satisfaction);
    assert_eq!(satisfaction.unwrap().value, Some(0));
    let opened = done(patch(&agent, &id, json!({ "status": "open" })).await).await;
    assert_eq!(opened.status, ConversationStatus::Open);
}

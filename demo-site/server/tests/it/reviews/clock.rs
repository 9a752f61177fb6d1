//! What time does to reviews.

use super::*;
use crate::harness::problem;
use kefu_contract::{DeadlineKind, ModerationState, ProblemCode, Rating, TriageClass};

#[tokio::test]
async fn after_a_month_nothing_is_changed_or_explained() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    advance(&shop, 29 * DAY_S).await;
    let young = show(&agent, review.id.as_str()).await;
    assert_eq!((choices(&young)[0], young.deadlines.len()), (("review.reply", true), 2));

    let (author_seq, agent_seq) = (seq(&author).await, seq(&agent).await);
    advance(&shop, 2 * DAY_S).await;
    // The lists follow by themselves.
    let told = heard(&agent, agent_seq, |told| told.triage == Some(TriageClass::ApologiseNextOrder)).await;
    assert!(told.version > young.version && told.deadlines.is_empty());
    assert_eq!(list(&agent, "triage=apologise_next_order").await.items, std::slice::from_ref(&told));
    let seen = heard(&author, author_seq, |told| told.version > review.version).await;
    let expected = [("review.change", false), ("review.remove", false), ("review.follow_up", true)];
    assert_eq!((choices(&seen), seen.deadlines.len()), (expected.to_vec(), 0));

    let before = rows(&shop).await;
    for (code, more) in [("review.change", json!({ "rating": "good" })), ("review.remove", json!({}))] {
        let refused = problem(ask(&author, &seen, code, more).await).await;
        assert_eq!(refused.code, ProblemCode::WindowClosed, "{code}");
    }
    let refused = problem(reply(&agent, &told, "很抱歉，新品已寄出。", "en").await).await;
    assert_eq!(refused.code, ProblemCode::WindowClosed);
    assert_eq!(refused.detail.as_deref(), Some("The review is too old to be explained"));
    assert_eq!(rows(&shop).await, before, "nothing stored");

    advance(&shop, 150 * DAY_S).await;
    let aged = heard(&agent, agent_seq, |now| now.version > told.version).await;
    assert_eq!(aged.triage, Some(TriageClass::FutureOrdersOnly));
    assert_eq!(list(&agent, "triage=apologise_next_order").await.items.len(), 0);
    assert_eq!(list(&agent, "triage=future_orders_only").await.items.len(), 1);
}

#[tokio::test]
async fn an_angry_author_is_left_to_cool_down_first() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let after = seq(&agent).await;
    let review = write(&author, &with(review_of(&order, "bad"), "text", json!("差".repeat(51)))).await;
    let angry = show(&agent, review.id.as_str()).await;
    assert_eq!(angry.triage, Some(TriageClass::ContactLater));
    assert_eq!(angry.contact_at.map(|at| at.since(angry.created_at)), Some(i64::from(DAY_S) * 1_000));
    assert_eq!(list(&agent, "triage=contact_later").await.items.len(), 1);
    advance(&shop, DAY_S).await;
    heard(&agent, after, |told| told.triage == Some(TriageClass::ContactNow) && told.version == 2).await;
    assert_eq!(list(&agent, "triage=contact_now").await.items.len(), 1);
}

#[tokio::test]
async fn who_writes_nothing_in_time_gives_a_good_review_without_a_name() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01", "mug-02"], 3_600).await;
    let (buyer, agent, stranger) =
        (shop.user("buyer-2").await, shop.user("agent-1").await, shop.user("buyer-3").await);
    let after = seq(&agent).await;
    advance(&shop, 14 * DAY_S).await;
    let written = write(&buyer, &review_of(&order, "bad")).await;
    advance(&shop, DAY_S).await;
    let told = heard(&agent, after, |told| told.by_default).await;
    assert_eq!((&told.rating, told.line_id.as_ref().unwrap().as_str()), (&Rating::Good, "l-2"));
    assert_eq!((&told.scores, &told.text, &told.triage, &told.group), (&None, &None, &None, &None));
    assert_eq!(list(&agent, "").await.items.len(), 2, "the line with a review keeps it");
    assert_eq!(show(&agent, written.id.as_str()).await.rating, Rating::Bad);
    assert_eq!(show(&stranger, told.id.as_str()).await.buyer.id.as_str(), "anonymous");

    let done: Order = buyer.get("/v1/orders/o-0001").await;
    assert!(done.deadlines.iter().all(|deadline| deadline.kind != DeadlineKind::WriteReview));
    let action = done.actions.iter().find(|action| action.code == "review.write").unwrap();
    assert_eq!((action.enabled, action.reason.as_deref()), (false, Some("已经评价过")));
    let late = with(review_of(&order, "bad"), "line_id", json!("l-2"));
    let before = rows(&shop).await;
    let refused = problem(buyer.post("/v1/reviews", &late).await).await;
    assert_eq!(refused.code, ProblemCode::ActionNotAllowed);
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn an_order_reviewed_in_time_gets_no_default() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "neutral").await;
    let agent = shop.user("agent-1").await;
    let after = seq(&agent).await;
    advance(&shop, 31 * DAY_S).await;
    heard(&agent, after, |told| told.id == review.id).await;
    assert_eq!(list(&agent, "").await.items.len(), 1);
}

#[tokio::test]
async fn what_fell_due_while_the_server_was_down_happens_then() {
    let shop = shop().await;
    let later = completed(&shop, "o-0002", "buyer-3", &["mug-02"], 3_600).await;
    let bad = write(&shop.user("buyer-3").await, &review_of(&later, "bad")).await;
    let third = completed(&shop, "o-0003", "buyer-4", &["mug-02"], 3_600).await;
    completed(&shop, "o-0001", "buyer-2", &["mug-01"], 15 * i64::from(DAY_S) + 60).await;
    let shop = shop.restart_with(&["--test-clock"]).await;
    let agent = shop.user("agent-1").await;
    let first = heard(&agent, 0, |told| told.by_default).await;
    assert_eq!(first.order_id.unwrap().as_str(), "o-0001");
    // Deadlines of before run on.
    advance(&shop, 31 * DAY_S).await;
    heard(&agent, 0, |told| told.by_default && told.order_id.as_ref() == Some(&third.id)).await;
    let aged = heard(&agent, 0, |told| told.id == bad.id && told.version > bad.version).await;
    assert_eq!(aged.triage, Some(TriageClass::ApologiseNextOrder));
}

/// A shop whose explanations are checked before the public sees them, by these rules.
async fn moderated(shop: Option<Shop>, policy: Value) -> Shop {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("policy.json");
    std::fs::write(&path, policy.to_string()).unwrap();
    let arguments = ["--test-clock".to_owned(), format!("--policy={}", path.display())];
    let arguments = arguments.each_ref().map(String::as_str);
    match shop {
        Some(shop) => shop.restart_with(&arguments).await,
        None => quiet(Shop::open_with(&arguments).await).await,
    }
}

#[tokio::test]
async fn a_checked_explanation_is_public_after_the_check() {
    let shop = moderated(None, json!({ "reviews": { "moderate_replies": true } })).await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent, stranger) =
        (shop.user("buyer-2").await, shop.user("agent-1").await, shop.user("buyer-3").await);
    let after = seq(&agent).await;
    let answer = reply(&agent, &review, "很抱歉，新品已寄出。", "zh-CN").await;
    let pending: Review = answer.json().await.unwrap();
    assert_eq!(pending.explanation.as_ref().unwrap().moderation, ModerationState::Pending);
    for user in [&author, &stranger] {
        assert_eq!(show(user, review.id.as_str()).await.explanation, None);
        assert!(list(user, "explained=true").await.items.is_empty());
        assert_eq!(list(user, "explained=false").await.items.len(), 1);
    }
    assert_eq!(list(&agent, "explained=true").await.items.len(), 1);

    advance(&shop, 60).await;
    let published = |told: &Review| {
        told.explanation.as_ref().is_some_and(|words| words.moderation == ModerationState::Published)
    };
    heard(&agent, after, published).await;
    for user in [&author, &stranger] {
        assert_eq!(list(user, "explained=true").await.items.len(), 1);
        assert!(published(&show(user, review.id.as_str()).await));
    }
}

#[tokio::test]
async fn what_the_check_objects_to_may_be_written_again() {
    let shop = moderated(None, json!({ "reviews": { "moderate_replies": true } })).await;
    let (_, review) = reviewed(&shop, "bad").await;
    let pending: Review = {
        let agent = shop.user("agent-1").await;
        reply(&agent, &review, "亲，很抱歉，新品已寄出。", "zh-CN").await.json().await.unwrap()
    };
    // Meanwhile the marketplace has become stricter.
    let strict =
        json!({ "reviews": { "moderate_replies": true }, "reply_guard": { "extra_insults": ["亲"] } });
    let shop = moderated(Some(shop), strict).await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    advance(&shop, 60).await;
    let rejected = |told: &Review| {
        told.explanation.as_ref().is_some_and(|words| words.moderation == ModerationState::Rejected)
    };
    let told = heard(&agent, 0, rejected).await;
    assert_eq!(told.version, pending.version + 1);
    assert_eq!(told.explanation.as_ref().unwrap().rejected_reason.as_deref(), Some("“亲”：不能辱骂买家"));
    let english = agent.request(Method::GET, &format!("/v1/reviews/{}", review.id));
    let english: Review = english.header("accept-language", "en").send().await.unwrap().json().await.unwrap();
    assert_eq!(
        english.explanation.unwrap().rejected_reason.as_deref(),
        Some("“亲”: a reply must not insult")
    );
    assert_eq!(show(&author, review.id.as_str()).await.explanation, None);
    let again = reply(&agent, &told, "很抱歉，新品已寄出。", "zh-CN").await;
    let again: Review = again.json().await.unwrap();
    assert_eq!(again.explanation.unwrap().rejected_reason, None);
}

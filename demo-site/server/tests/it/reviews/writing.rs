//! Writing reviews.

use super::*;
use crate::harness::problem;
use kefu_contract::{DeadlineKind, ProblemCode, Rating, ReviewGroup, TriageClass};

#[tokio::test]
async fn every_line_is_reviewed_once_and_then_the_order_is() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01", "mug-02"], 3_600).await;
    let (buyer, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let (buyer_seq, agent_seq) = (seq(&buyer).await, seq(&agent).await);

    let body = with(review_of(&order, "bad"), "text", json!(" 杯口有裂纹e\u{301}\r\n失望 "));
    let review = write(&buyer, &body).await;
    assert_eq!((review.version, &review.rating, review.by_default), (1, &Rating::Bad, false));
    assert_eq!(review.text.as_deref(), Some(" 杯口有裂纹\u{e9}\n失望 "));
    assert_eq!((review.product.id.as_str(), review.product.price.amount), ("mug-01", 5_900));
    assert_eq!((review.order_id.as_ref(), &review.buyer), (Some(&order.id), &order.buyer));
    let allowed = [("review.change", true), ("review.remove", true), ("review.follow_up", true)];
    assert_eq!(choices(&review), allowed);
    assert_eq!(review.deadlines.len(), 1, "the shop's own window is the shop's");
    assert_eq!((&review.triage, &review.group, review.contact_at), (&None, &None, None));

    // The same request again is the same review, another one with its key is refused.
    let again = buyer.post("/v1/reviews", &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Review>().await.unwrap(), review);
    let other = buyer.post("/v1/reviews", &with(body, "rating", json!("good"))).await;
    assert_eq!(problem(other).await.code, ProblemCode::IdempotencyKeyReused);

    let rows_before = rows(&shop).await;
    let twice = problem(buyer.post("/v1/reviews", &review_of(&order, "good")).await).await;
    assert_eq!((twice.code, twice.detail.is_some()), (ProblemCode::ActionNotAllowed, true));
    assert_eq!(rows(&shop).await, rows_before, "nothing stored");
    let unchanged: Order = buyer.get("/v1/orders/o-0001").await;
    assert_eq!(unchanged.version, order.version);

    let second = write(&buyer, &with(review_of(&order, "good"), "line_id", json!("l-2"))).await;
    let done: Order = buyer.get("/v1/orders/o-0001").await;
    assert_eq!(done.version, order.version + 1);
    assert!(done.deadlines.iter().all(|deadline| deadline.kind != DeadlineKind::WriteReview));
    assert_eq!(done.history.last().map(|entry| entry.code.as_str()), Some("review.write"));
    let action = done.actions.iter().find(|action| action.code == "review.write").unwrap();
    assert!(!action.enabled && action.reason.is_some());

    let expected = [EventType::ReviewChanged, EventType::ReviewChanged, EventType::OrderChanged];
    for (user, after) in [(&buyer, buyer_seq), (&agent, agent_seq)] {
        let kinds: Vec<_> = news(user, after).await.into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, expected);
    }
    let told = heard(&agent, agent_seq, |told| told.id == review.id).await;
    assert_eq!((told.group, told.triage), (Some(ReviewGroup::Bad), Some(TriageClass::ContactNow)));
    assert_eq!(told.deadlines.len(), 2);
    assert_eq!(heard(&buyer, buyer_seq, |told| told.id == second.id).await, second);
}

#[tokio::test]
async fn two_at_once_are_one_review() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let buyer = shop.user("buyer-2").await;
    let body = review_of(&order, "good");
    let other = review_of(&order, "bad");
    let (a, b, c) = tokio::join!(
        buyer.post("/v1/reviews", &body),
        buyer.post("/v1/reviews", &body),
        buyer.post("/v1/reviews", &other),
    );
    let mut statuses = [a.status().as_u16(), b.status().as_u16(), c.status().as_u16()];
    statuses.sort_unstable();
    assert!(matches!(statuses, [200, 201, 409] | [201, 409, 409]), "{statuses:?}");
    assert_eq!(list(&buyer, "").await.items.len(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_pointed_at_and_not_stored() {
    use ProblemCode::{
        InvalidBody, InvalidValue, NotFound, TextTooLong, UnknownField, UnknownLine, UnknownUpload,
    };
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let buyer = shop.user("buyer-2").await;
    let good = || review_of(&order, "good");
    let scores = |service: u8| json!({ "as_described": 5, "service": service, "shipping": 1 });
    let before = rows(&shop).await;
    for (body, code, pointer, max) in [
        (json!({}), InvalidBody, "", None),
        (with(good(), "scores", json!({ "as_described": 5 })), InvalidBody, "/scores", None),
        (with(good(), "client_id", json!("x")), InvalidValue, "/client_id", None),
        (with(good(), "stars", json!(5)), UnknownField, "/stars", None),
        (with(good(), "buyer", json!("buyer-3")), UnknownField, "/buyer", None),
        (with(good(), "rating", json!("splendid")), InvalidValue, "/rating", None),
        (with(good(), "scores", scores(0)), InvalidValue, "/scores/service", None),
        (with(good(), "scores", scores(6)), InvalidValue, "/scores/service", None),
        (with(good(), "order_id", json!("o-9999")), NotFound, "/order_id", None),
        (with(good(), "line_id", json!("l-9")), UnknownLine, "/line_id", None),
        (with(good(), "text", json!("a\u{0}b")), InvalidValue, "/text", None),
        (with(good(), "text", json!("好".repeat(501))), TextTooLong, "/text", Some(500)),
        (with(good(), "images", json!(["up-1"])), UnknownUpload, "/images/0", None),
        (with(good(), "images", json!(["1", "2", "3", "4"])), ProblemCode::TooManyItems, "/images", Some(3)),
    ] {
        let refused = problem(buyer.post("/v1/reviews", &body).await).await;
        let error = &refused.errors[0];
        assert_eq!((&refused.code, error.pointer.as_str(), error.max), (&code, pointer, max), "{body}");
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");
    let longest = write(&buyer, &with(good(), "text", json!("e\u{301}".repeat(500)))).await;
    assert_eq!(longest.text.unwrap().chars().count(), 500);
}

#[tokio::test]
async fn only_the_buyer_of_a_completed_order_writes() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let mut open = completed(&shop, "o-0002", "buyer-2", &["mug-01"], 3_600).await;
    open.state = OrderState::AwaitingReceipt;
    let body = json!({ "order": open }).to_string();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", shop.database().display())).await.unwrap();
    sqlx::query("UPDATE shop_order SET body = $1 WHERE id = 'o-0002'")
        .bind(body)
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let before = rows(&shop).await;
    for (who, order, code) in [
        ("buyer-3", &order, ProblemCode::NotFound),
        ("agent-1", &order, ProblemCode::Forbidden),
        ("buyer-2", &open, ProblemCode::ActionNotAllowed),
    ] {
        let user = shop.user(who).await;
        let refused = problem(user.post("/v1/reviews", &review_of(order, "good")).await).await;
        assert_eq!(refused.code, code, "{who}");
    }
    let nobody = shop.request(Method::POST, "/v1/reviews").json(&review_of(&order, "good"));
    assert_eq!(problem(nobody.send().await.unwrap()).await.code, ProblemCode::Unauthenticated);
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn a_text_nobody_can_see_is_none() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["no-longer-sold"], 3_600).await;
    let buyer = shop.user("buyer-2").await;
    let review = write(&buyer, &with(review_of(&order, "good"), "text", json!(" \u{200b}\u{3000}"))).await;
    assert_eq!(review.text, None);
    // What the shop no longer has is shown as it was bought.
    assert_eq!(review.product.title, order.lines[0].title);
}

//! What everybody may read, and what leads nowhere.

use super::*;
use crate::harness::problem;
use kefu_contract::ProblemCode;

/// Everything `user` gets to see of a review, as text.
async fn everything(user: &User<'_>, review: &Review, after: u64) -> String {
    let mut seen = String::new();
    for (path, status) in [
        (format!("/v1/reviews/{}", review.id), StatusCode::OK),
        ("/v1/reviews".to_owned(), StatusCode::OK),
        (format!("/v1/reviews?product_id={}", review.product.id), StatusCode::OK),
        (format!("/v1/events?after={after}&wait=0"), StatusCode::OK),
    ] {
        for language in ["zh-CN", "en"] {
            let answer = user.request(Method::GET, &path).header("accept-language", language);
            let answer = answer.send().await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
            seen += &answer.text().await.unwrap();
        }
    }
    for body in [json!({ "rating": "good" }), json!({ "rating": "good", "version": 77 })] {
        seen += &ask(user, review, "review.change", body).await.text().await.unwrap();
    }
    seen
}

#[tokio::test]
async fn nothing_leads_to_an_anonymous_author() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let (author, agent, stranger) =
        (shop.user("buyer-2").await, shop.user("agent-1").await, shop.user("buyer-3").await);
    let after = seq(&stranger).await;
    let review = write(&author, &with(review_of(&order, "bad"), "anonymous", json!(true))).await;
    let review =
        act(&agent, &review, "review.set_group", json!({ "group": "unreachable", "text": "空号" })).await;
    let (author_name, avatar) = (&order.buyer.name, order.buyer.avatar_url.as_deref().unwrap());

    let seen = everything(&stranger, &review, after).await;
    assert!(seen.contains(review.id.as_str()) && seen.contains("杯口有裂纹"));
    for secret in [
        "buyer-2",
        author_name,
        avatar,
        "o-0001",
        &order.number,
        "line_id",
        "triage",
        "contact_at",
        "unreachable",
        "空号",
        "deadlines",
    ] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    let shown = show(&stranger, review.id.as_str()).await;
    assert_eq!((shown.buyer.id.as_str(), shown.buyer.name.as_str()), ("anonymous", "匿名买家"));
    assert_eq!((shown.buyer.avatar_url.as_ref(), shown.anonymous, shown.actions.len()), (None, true, 0));

    // Neither does asking for what one suspects.
    assert!(list(&stranger, "buyer_id=buyer-2").await.items.is_empty());
    assert!(list(&stranger, "buyer_id=anonymous").await.items.is_empty());
    for user in [&author, &agent] {
        assert_eq!(list(user, "buyer_id=buyer-2").await.items[0].buyer, order.buyer);
        assert_eq!(show(user, review.id.as_str()).await.order_id.as_ref(), Some(&order.id));
    }
    let stale =
        problem(ask(&stranger, &review, "review.change", json!({ "version": 1, "rating": "good" })).await)
            .await;
    assert_eq!(stale.code, ProblemCode::VersionConflict);
    assert_eq!(*stale.current_review.unwrap(), shown);
}

#[tokio::test]
async fn a_named_author_is_named_and_no_more() {
    let shop = shop().await;
    let (order, review) = reviewed(&shop, "neutral").await;
    let stranger = shop.user("buyer-3").await;
    let shown = show(&stranger, review.id.as_str()).await;
    assert_eq!((&shown.buyer, shown.anonymous), (&order.buyer, false));
    assert_eq!((shown.order_id, shown.line_id, shown.group, shown.triage), (None, None, None, None));
    assert!(shown.deadlines.is_empty() && shown.actions.is_empty());
    let english = stranger.request(Method::GET, &format!("/v1/reviews/{}", review.id));
    let english: Review = english.header("accept-language", "en").send().await.unwrap().json().await.unwrap();
    assert_eq!((shown.product.title.as_str(), english.product.title.is_ascii()), ("素白马克杯 350 ml", true));
    assert_eq!(list(&stranger, "buyer_id=buyer-2").await.items[0].id, review.id);
    assert!(stranger.poll("after=0&wait=0").await.events.iter().all(|event| event.review.is_none()));
    let nobody = shop.get(&format!("/v1/reviews/{}", review.id)).await;
    assert_eq!(problem(nobody).await.code, ProblemCode::Unauthenticated);
}

//! Pictures of reviews, and what is told of customers.

use super::*;
use crate::{after_sale::uploads::picture, harness::problem};
use kefu_contract::{Customer, ProblemCode};

async fn loads(shop: &Shop, url: &str) -> (StatusCode, String) {
    let answer = shop.get(url).await;
    let name = answer.headers().get("content-disposition").map(|name| name.to_str().unwrap().to_owned());
    (answer.status(), name.unwrap_or_default())
}

#[tokio::test]
async fn pictures_are_public_without_their_names() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let (author, stranger) = (shop.user("buyer-2").await, shop.user("buyer-3").await);
    let (one, two) = (picture(&author, "一").await, picture(&author, "二").await);
    let later = picture(&author, "三").await;
    let body = with(review_of(&order, "bad"), "images", json!([two.id, one.id]));
    let body = with(body, "anonymous", json!(true));
    let review = write(&author, &body).await;
    let names: Vec<_> = review.images.iter().map(|image| (&image.id, image.name.as_str())).collect();
    assert_eq!(names, [(&two.id, "1.png"), (&one.id, "2.png")]);
    let again: Review = author.post("/v1/reviews", &body).await.json().await.unwrap();
    assert_eq!(loads(&shop, &again.images[0].url).await.0, StatusCode::OK);

    let more = json!({ "text": "一周后", "images": [later.id] });
    act(&author, &review, "review.follow_up", more).await;
    let seen = list(&stranger, "product_id=mug-01").await.items.remove(0);
    let followed = seen.follow_up.unwrap();
    let shown: Vec<_> = seen.images.iter().chain(&followed.images).collect();
    assert_eq!(shown.iter().map(|image| &image.id).collect::<Vec<_>>(), [&two.id, &one.id, &later.id]);
    for image in shown {
        assert_eq!(
            loads(&shop, &image.url).await,
            (StatusCode::OK, format!("inline; filename*=UTF-8''{}", image.name))
        );
        assert!(!image.name.contains("cup"));
    }

    // What a review shows is not forgotten, what nothing shows is.
    picture(&author, "四").await;
    shop.sql("UPDATE upload SET created_ms = created_ms - 90000000").await;
    let shop = shop.restart_with(&["--test-clock"]).await;
    assert_eq!(shop.number("SELECT COUNT(*) FROM upload WHERE owner_id = 'buyer-2'").await, 3);
}

#[tokio::test]
async fn only_ones_own_pictures_are_shown_and_only_a_few() {
    let shop = shop().await;
    let order = completed(&shop, "o-0001", "buyer-2", &["mug-01"], 3_600).await;
    let (author, stranger) = (shop.user("buyer-2").await, shop.user("buyer-3").await);
    let (own, other) = (picture(&author, "一").await, picture(&stranger, "二").await);
    let before = rows(&shop).await;
    for (images, code, pointer, max) in [
        (json!([own.id, other.id]), ProblemCode::UnknownUpload, "/images/1", None),
        (json!([own.id, own.id]), ProblemCode::InvalidValue, "/images/1", None),
        (json!([own.id, "a", "b", "c"]), ProblemCode::TooManyItems, "/images", Some(3)),
    ] {
        let body = with(review_of(&order, "bad"), "images", images);
        let refused = problem(author.post("/v1/reviews", &body).await).await;
        let error = &refused.errors[0];
        assert_eq!((&refused.code, error.pointer.as_str(), error.max), (&code, pointer, max));
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");
    assert_eq!(shop.number("SELECT COUNT(*) FROM upload WHERE used = 1 AND name = '1.png'").await, 0);
}

#[tokio::test]
async fn the_evidence_of_a_report_is_the_shops() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let evidence = picture(&agent, "聊天记录").await;
    let more = json!({ "text": "索要 200 元", "images": [evidence.id] });
    act(&agent, &review, "review.report", more).await;
    let files = shop.rows("SELECT json_extract(body, '$.evidence[0].name') FROM review_file").await;
    assert_eq!(files, [evidence.name]);
    assert_eq!(shop.number("SELECT used FROM upload").await, 1);
    let seen = serde_json::to_string(&show(&author, review.id.as_str()).await).unwrap();
    assert!(!seen.contains(evidence.id.as_str()));
}

#[tokio::test]
async fn a_customers_file_counts_what_they_gave_themselves() {
    let shop = shop().await;
    let agent = shop.user("agent-1").await;
    let file = async || agent.get::<Customer>("/v1/customers/buyer-2").await;
    let counted = async || -> Vec<(String, u32)> {
        file().await.ratings.iter().map(|count| (count.rating.as_str().to_owned(), count.count)).collect()
    };
    assert!(counted().await.is_empty());
    let author = shop.user("buyer-2").await;
    let mut written = Vec::new();
    for (number, rating) in ["bad", "bad", "good", "neutral"].into_iter().enumerate() {
        let order = completed(&shop, &format!("o-000{number}"), "buyer-2", &["mug-01"], 3_600).await;
        written.push(write(&author, &review_of(&order, rating)).await);
    }
    let expected =
        |bad| [("good", 1), ("neutral", 1), ("bad", bad)].map(|(name, count)| (name.to_owned(), count));
    assert_eq!(counted().await, expected(2));
    let warned = file().await.warnings.len();

    act(&agent, &written[0], "review.report", json!({ "text": "索要 200 元" })).await;
    assert_eq!(file().await.warnings.len(), warned + 1);
    let removed = show(&author, written[0].id.as_str()).await;
    act(&author, &removed, "review.remove", json!({})).await;
    assert_eq!((counted().await, file().await.warnings.len()), (expected(1).to_vec(), warned + 1));
}

//! What authors and the shop do with a review.

use super::*;
use crate::harness::problem;
use kefu_contract::{ProblemCode, Rating, ReviewGroup, WarningCode};

#[tokio::test]
async fn the_author_changes_a_bad_review_once() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let before = rows(&shop).await;
    for (more, pointer, code) in [
        (json!({}), "/rating", ProblemCode::InvalidValue),
        (json!({ "rating": "splendid" }), "/rating", ProblemCode::InvalidValue),
        (json!({ "rating": "good", "group": "bad" }), "/group", ProblemCode::InvalidValue),
        (json!({ "rating": "good", "text": "好".repeat(501) }), "/text", ProblemCode::TextTooLong),
        (json!({ "rating": "good", "images": ["up-1"] }), "/images/0", ProblemCode::UnknownUpload),
        (json!({ "rating": "good", "scores": {} }), "/scores", ProblemCode::UnknownField),
    ] {
        let refused = problem(ask(&author, &review, "review.change", more.clone()).await).await;
        assert_eq!((&refused.code, refused.errors[0].pointer.as_str()), (&code, pointer), "{more}");
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");

    let body = json!({
        "client_id": key(), "version": 1, "code": "review.change", "rating": "neutral", "text": "补寄的很好",
    });
    let path = format!("/v1/reviews/{}/actions", review.id);
    let changed: Review = author.post(&path, &body).await.json().await.unwrap();
    assert_eq!((changed.version, &changed.rating), (2, &Rating::Neutral));
    assert_eq!((changed.text.as_deref(), &changed.scores), (Some("补寄的很好"), &review.scores));
    assert!(changed.changed_at.is_some() && changed.deadlines.is_empty());
    let again: Review = author.post(&path, &body).await.json().await.unwrap();
    assert_eq!(again, changed);
    let mut other = body.clone();
    other["rating"] = json!("good");
    assert_eq!(problem(author.post(&path, &other).await).await.code, ProblemCode::IdempotencyKeyReused);

    let before = rows(&shop).await;
    for code in ["review.change", "review.remove"] {
        let more = if code == "review.change" { json!({ "rating": "good" }) } else { json!({}) };
        let refused = problem(ask(&author, &changed, code, more).await).await;
        assert_eq!(refused.code, ProblemCode::ActionNotAllowed);
        assert_eq!(refused.detail.as_deref(), Some("评价已修改过，不能再次修改"));
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");
    assert_eq!(show(&agent, review.id.as_str()).await.group, Some(ReviewGroup::Changed));
}

#[tokio::test]
async fn a_good_review_stays_and_is_not_worked_on() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "good").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let expected = [("review.change", false), ("review.remove", false), ("review.follow_up", true)];
    assert_eq!(choices(&review), expected);
    let seen = show(&agent, review.id.as_str()).await;
    assert_eq!(
        choices(&seen),
        [("review.reply", true), ("review.set_group", false), ("review.report", false)]
    );
    let before = rows(&shop).await;
    for (user, code, more) in [
        (&author, "review.change", json!({ "rating": "bad" })),
        (&author, "review.remove", json!({})),
        (&agent, "review.set_group", json!({ "group": "unreachable" })),
        (&agent, "review.report", json!({ "text": "x" })),
    ] {
        let refused = problem(ask(user, &review, code, more).await).await;
        assert_eq!((refused.code, refused.detail.is_some()), (ProblemCode::ActionNotAllowed, true), "{code}");
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn a_removed_review_is_gone_but_its_line_stays_reviewed() {
    let shop = shop().await;
    let (order, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let (author_seq, agent_seq) = (seq(&author).await, seq(&agent).await);
    let body = json!({ "client_id": key(), "version": 1, "code": "review.remove" });
    let path = format!("/v1/reviews/{}/actions", review.id);
    let removed: Review = author.post(&path, &body).await.json().await.unwrap();
    assert_eq!((removed.version, removed.actions.len(), removed.deadlines.len()), (2, 0, 0));
    let again: Review = author.post(&path, &body).await.json().await.unwrap();
    assert_eq!(again, removed);

    for user in [&author, &agent] {
        let gone = user.request(Method::GET, &format!("/v1/reviews/{}", review.id)).send().await.unwrap();
        assert_eq!(problem(gone).await.code, ProblemCode::NotFound);
        assert!(list(user, "").await.items.is_empty());
        let refused = ask(user, &removed, "review.follow_up", json!({ "text": "x" })).await;
        assert_eq!(problem(refused).await.code, ProblemCode::NotFound);
    }
    for (user, after) in [(&author, author_seq), (&agent, agent_seq)] {
        let events = news(user, after).await;
        assert!(
            matches!(&events[..], [event] if event.kind == EventType::ReviewChanged && event.review.is_none())
        );
    }
    let twice = author.post("/v1/reviews", &review_of(&order, "good")).await;
    assert_eq!(problem(twice).await.code, ProblemCode::ActionNotAllowed);
}

#[tokio::test]
async fn a_follow_up_closes_the_explanation_a_colleague_is_writing() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let opened = show(&agent, review.id.as_str()).await;
    assert!(choices(&opened).contains(&("review.reply", true)));
    let followed = act(&author, &review, "review.follow_up", json!({ "text": "一周后又裂了" })).await;
    assert_eq!(followed.follow_up.as_ref().unwrap().text, "一周后又裂了");
    assert_eq!(choices(&followed)[2], ("review.follow_up", false), "one follow-up");

    let before = rows(&shop).await;
    let stale = problem(reply(&agent, &opened, "很抱歉，新品已寄出。", "zh-CN").await).await;
    assert_eq!((stale.code, stale.errors[0].pointer.as_str()), (ProblemCode::VersionConflict, "/version"));
    let current = stale.current_review.unwrap();
    assert_eq!(*current, show(&agent, review.id.as_str()).await);
    assert!(choices(&current).contains(&("review.reply", false)));
    let refused = problem(reply(&agent, &current, "很抱歉，新品已寄出。", "en").await).await;
    assert_eq!(
        (refused.code, refused.detail.as_deref()),
        (ProblemCode::ActionNotAllowed, Some("A follow-up has been added"))
    );
    let stale = problem(ask(&author, &review, "review.remove", json!({})).await).await;
    assert_eq!(stale.current_review.map(|current| *current), Some(followed));
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn how_far_the_shop_is_stays_with_the_shop() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let before = rows(&shop).await;
    for (more, pointer) in [
        (json!({}), "/group"),
        (json!({ "group": "changed" }), "/group"),
        (json!({ "group": "neutral" }), "/group"),
        (json!({ "group": "unreachable", "rating": "good" }), "/rating"),
        (json!({ "group": "unreachable", "text": "x".repeat(501) }), "/text"),
    ] {
        let refused = problem(ask(&agent, &review, "review.set_group", more.clone()).await).await;
        assert_eq!(refused.errors[0].pointer, pointer, "{more}");
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");

    let more = json!({ "group": "agreed_to_change", "text": "电话里答应改" });
    let grouped = act(&agent, &review, "review.set_group", more).await;
    assert_eq!(grouped.group, Some(ReviewGroup::AgreedToChange));
    let reported = act(&agent, &grouped, "review.report", json!({ "text": "索要 200 元" })).await;
    assert_eq!((reported.group.clone(), reported.triage), (Some(ReviewGroup::Malicious), None));
    assert_eq!(reported.warnings[0].code, WarningCode::ReviewExtortion);
    let english = agent.request(Method::GET, &format!("/v1/reviews/{}", review.id));
    let english: Review = english.header("accept-language", "en").send().await.unwrap().json().await.unwrap();
    assert_eq!(english.warnings[0].text, "Suspected extortion by review; keep the evidence");

    let seen = show(&author, review.id.as_str()).await;
    assert_eq!((seen.version, seen.warnings.len(), &seen.group), (3, 0, &None));
    assert!(
        !serde_json::to_string(&heard(&author, 0, |told| told.id == review.id).await)
            .unwrap()
            .contains("200")
    );

    // What was reported is kept as it was, whatever its author does then.
    act(&author, &seen, "review.change", json!({ "rating": "good", "text": "挺好" })).await;
    let pool =
        sqlx::SqlitePool::connect(&format!("sqlite://{}?mode=ro", shop.database().display())).await.unwrap();
    let files: Vec<(i64, String, String, String)> =
        sqlx::query_as("SELECT version, kind, author_id, body FROM review_file ORDER BY version")
            .fetch_all(&pool)
            .await
            .unwrap();
    pool.close().await;
    let [note, report] = &files[..] else { panic!("{files:?}") };
    assert_eq!((note.0, note.1.as_str(), note.2.as_str()), (2, "note", "agent-1"));
    assert_eq!(note.3, r#"{"text":"电话里答应改"}"#);
    let pack: Value = serde_json::from_str(&report.3).unwrap();
    assert_eq!((report.1.as_str(), pack["text"].as_str()), ("report", Some("索要 200 元")));
    assert_eq!(pack["review"]["text"], "杯口有裂纹，失望。");
}

#[tokio::test]
async fn what_is_not_ones_own_is_left_alone() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let (author, stranger, agent) =
        (shop.user("buyer-2").await, shop.user("buyer-3").await, shop.user("agent-1").await);
    let before = rows(&shop).await;
    for (user, code, more, refusal) in [
        (&stranger, "review.change", json!({ "rating": "good" }), ProblemCode::AccountMismatch),
        (&stranger, "review.remove", json!({}), ProblemCode::AccountMismatch),
        (&stranger, "review.follow_up", json!({ "text": "x" }), ProblemCode::AccountMismatch),
        (&agent, "review.remove", json!({}), ProblemCode::Forbidden),
        (&author, "review.report", json!({ "text": "x" }), ProblemCode::Forbidden),
        (&author, "review.set_group", json!({ "group": "changed" }), ProblemCode::Forbidden),
        (&author, "review.hologram", json!({}), ProblemCode::Forbidden),
        (&author, "review.reply", json!({ "text": "x" }), ProblemCode::Forbidden),
    ] {
        let refused = problem(ask(user, &review, code, more).await).await;
        assert_eq!((refused.code, refused.detail.is_some()), (refusal, true), "{code}");
    }
    // Explanations have an address of their own.
    let refused = problem(ask(&agent, &review, "review.reply", json!({ "text": "抱歉" })).await).await;
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::InvalidValue, "/code"));
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

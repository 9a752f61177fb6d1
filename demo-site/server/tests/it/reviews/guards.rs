//! What must not stand in a public explanation.

use super::*;
use crate::harness::problem;
use kefu_contract::ProblemCode;

#[tokio::test]
async fn a_reply_gives_nothing_away_in_either_language() {
    use ProblemCode::{
        AbusiveText, InvalidValue, PrivateDataInText, RewardForReview, TextTooLong, UnresolvedVariable,
    };
    let shop = shop().await;
    let (order, review) = reviewed(&shop, "bad").await;
    let agent = shop.user("agent-1").await;
    let review = show(&agent, review.id.as_str()).await;
    let address = order.address.as_ref().unwrap();
    let before = rows(&shop).await;
    for (text, code, phrase) in [
        (format!("请打 {} 联系", address.phone), PrivateDataInText, "13800005678"),
        ("请打一三八零零零零五六七八".to_owned(), PrivateDataInText, "一三八零零零零五六七八"),
        (format!("{}您好", address.recipient), PrivateDataInText, "林小满"),
        (format!("亲爱的{}，抱歉", order.buyer.name), PrivateDataInText, "晚风拾柿"),
        (format!("新品已寄往{}", address.street), PrivateDataInText, "文三路"),
        (format!("订单 {} 已补发", order.number), PrivateDataInText, &order.number),
        ("你这个骗子".to_owned(), AbusiveText, "骗子"),
        ("改成好评就送您一个杯子".to_owned(), RewardForReview, "好评"),
        ("We will refund 5 yuan for a good review".to_owned(), RewardForReview, "review"),
        ("{buyer.name}您好".to_owned(), UnresolvedVariable, "{buyer.name}"),
    ] {
        for language in ["zh-CN", "en"] {
            let refused = problem(reply(&agent, &review, &text, language).await).await;
            assert_eq!((&refused.code, refused.status), (&code, 422), "{text}");
            assert_eq!(refused.errors[0].pointer, "/text", "{text}");
            let detail = refused.errors[0].detail.clone().unwrap();
            assert!(detail.contains(phrase), "{text}: {detail}");
            let explained = &detail[detail.find('”').unwrap()..];
            let chinese = explained.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert_eq!(chinese, language == "zh-CN", "{detail}");
        }
    }
    for (text, code, max) in [
        ("好".repeat(501), TextTooLong, Some(500)),
        (" \u{200b}\n".to_owned(), InvalidValue, None),
        ("\u{1b}[31m".to_owned(), InvalidValue, None),
    ] {
        let refused = problem(reply(&agent, &review, &text, "en").await).await;
        let error = &refused.errors[0];
        assert_eq!((&refused.code, error.pointer.as_str(), error.max), (&code, "/text", max), "{text}");
    }
    assert_eq!(rows(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn every_fault_is_named_at_once() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "bad").await;
    let agent = shop.user("agent-1").await;
    let text = "林小满你这个骗子，改好评返现5元";
    let refused = problem(reply(&agent, &review, text, "zh-CN").await).await;
    let codes: Vec<&str> = refused.errors.iter().map(|error| error.code.as_str()).collect();
    assert_eq!(codes, ["private_data_in_text", "abusive_text", "reward_for_review"]);
    assert_eq!(refused.code, refused.errors[0].code);
}

#[tokio::test]
async fn only_the_shop_explains_and_only_once() {
    let shop = shop().await;
    let (_, review) = reviewed(&shop, "neutral").await;
    let (agent, author, stranger) =
        (shop.user("agent-1").await, shop.user("buyer-2").await, shop.user("buyer-3").await);
    let before = rows(&shop).await;
    for (user, code) in [(&author, ProblemCode::Forbidden), (&stranger, ProblemCode::AccountMismatch)] {
        let refused = problem(reply(user, &review, "抱歉", "zh-CN").await).await;
        assert_eq!((refused.code, refused.detail.is_some()), (code, true));
    }
    let missing = json!({ "client_id": key(), "version": 1, "text": "抱歉" });
    let refused = agent.post("/v1/reviews/r-none/reply", &missing).await;
    assert_eq!(problem(refused).await.code, ProblemCode::NotFound);
    assert_eq!(rows(&shop).await, before, "nothing stored");

    let author_seq = seq(&author).await;
    let body = json!({ "client_id": key(), "version": review.version, "text": "很抱歉，新品已寄出。" });
    let path = format!("/v1/reviews/{}/reply", review.id);
    let explained: Review = agent.post(&path, &body).await.json().await.unwrap();
    let explanation = explained.explanation.as_ref().unwrap();
    assert_eq!(explanation.author.as_ref().map(|author| author.id.as_str()), Some("agent-1"));
    assert_eq!(explained.deadlines.len(), 1, "the window to explain is over");
    let again: Review = agent.post(&path, &body).await.json().await.unwrap();
    assert_eq!(again, explained);

    let refused = problem(reply(&agent, &explained, "再说一句", "en").await).await;
    assert_eq!(refused.code, ProblemCode::ActionNotAllowed);
    assert_eq!(refused.detail.as_deref(), Some("The shop has explained itself already"));

    let told = heard(&author, author_seq, |told| told.id == review.id).await;
    assert_eq!((told.version, told.explanation.as_ref().unwrap().author.as_ref()), (2, None));
    for reader in [&author, &stranger] {
        let seen = show(reader, review.id.as_str()).await.explanation.unwrap();
        assert_eq!((seen.text.as_str(), seen.author), ("很抱歉，新品已寄出。", None));
    }
}

//! When people take over.

use super::*;
use crate::talk::{act, action};
use kefu_contract::{ContentType, Conversation};

/// What the staff are told of a hand-over.
async fn notice(agent: &User<'_>, id: &ConversationId, english: bool) -> String {
    let path = format!("/v1/conversations/{id}/messages?limit=1");
    let page: kefu_contract::Page<Message> =
        if english { agent.get_english(&path).await } else { agent.get(&path).await };
    let line = &page.items[0];
    assert_eq!((&line.sender.role, &line.visibility), (&Role::System, &Visibility::Staff));
    assert_eq!(line.content.kind, ContentType::Notice);
    line.content.text.clone().unwrap()
}

#[tokio::test]
async fn what_needs_people_is_handed_over_with_the_reason() {
    let shop = open().await;
    let agent = shop.user("agent-1").await;
    let _at_the_desk = agent.listen("").await;
    for (buyer, text, told, reason) in [
        ("buyer-1", "转人工", "好的，正在为您转接人工客服。您排在第 1 位", "买家要求人工"),
        ("buyer-2", "你们什么态度！！", "非常抱歉", "买家情绪激动"),
        ("buyer-3", "不给退款我就投诉", "需要专人为您处理", "涉及投诉或退款纠纷"),
    ] {
        let buyer = shop.user(buyer).await;
        let id = buyer.conversation().await;
        let message = buyer.say(&id, text).await;
        has(&words(replies(&buyer, &id, &message).await), &[told, "正在为您转接人工客服"]);
        assert_eq!(notice(&agent, &id, false).await, format!("智能助手转人工：{reason}"));
        let seen: Conversation = agent.show(&id).await;
        assert_eq!(seen.waiting_since, Some(message.sent_at));
        assert!(!action(&buyer.show(&id).await, "conversation.ask_human").enabled, "asked for already");
        let told = serde_json::to_string(&buyer.poll("after=0&wait=0").await).unwrap();
        assert!(!told.contains("智能助手转人工"), "the reason is for the staff");
    }
}

#[tokio::test]
async fn the_same_in_english() {
    let shop = open().await;
    let agent = shop.user("agent-1").await;
    for (buyer, text, told, reason) in [
        (
            "buyer-1",
            "I want to talk to a human",
            "Of course. I am handing you over",
            "the buyer asked for a person",
        ),
        ("buyer-2", "This is ridiculous", "I am sorry about this.", "the buyer is angry"),
        (
            "buyer-3",
            "I will file a complaint",
            "somebody of the team",
            "a complaint, or a dispute about money",
        ),
    ] {
        let buyer = shop.user(buyer).await;
        let id = buyer.conversation().await;
        has(&reply_in_english(&buyer, &id, text).await, &[told, "Nobody is at the desk right now"]);
        assert_eq!(notice(&agent, &id, true).await, format!("The assistant handed over: {reason}"));
    }
}

#[tokio::test]
async fn after_two_questions_without_an_answer_people_take_over_until_the_conversation_is_closed() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let _at_the_desk = agent.listen("").await;
    let id = buyer.conversation().await;
    let message = buyer.say(&id, "量子力学是什么").await;
    let said = replies(&buyer, &id, &message).await;
    let [welcome, unsure] = &said[..] else { panic!("{said:?}") };
    assert!(welcome.content.text.as_ref().unwrap().contains("欢迎光临"));
    assert!(unsure.content.text.as_ref().unwrap().contains("没有完全明白"));
    assert!((2..=3).contains(&unsure.content.suggestions.len()));
    has(&reply_to(&buyer, &id, "帮我写一首诗").await, &["这个问题我回答不了", "转接人工"]);
    assert_eq!(notice(&agent, &id, false).await, "智能助手转人工：连续没有答上来");
    let shop = restart(shop, everything(), always()).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    for text in ["可以放洗碗机吗", "转人工", "人呢"] {
        assert!(reply_to(&buyer, &id, text).await.is_empty(), "{text}");
    }
    assert_eq!(agent.show(&id).await.waiting_since, Some(message.sent_at), "since the first message");
    agent.say(&id, "您好，我来看看").await;
    assert!(reply_to(&buyer, &id, "可以放洗碗机吗").await.is_empty());
    close(&agent, &id).await;
    let answered = reply_to(&buyer, &id, "可以放洗碗机吗").await;
    assert!(answered.last().is_some_and(|text| text.contains("洗碗机")), "{answered:?}");
}

#[tokio::test]
async fn the_button_is_answered_once() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let question = buyer.say(&id, "可以放洗碗机吗").await;
    let before = replies(&buyer, &id, &question).await.len();
    let body = json!({
        "client_id": key(), "version": buyer.show(&id).await.version, "code": "conversation.ask_human",
    });
    let path = format!("/v1/conversations/{id}/actions");
    for _ in 0..2 {
        let asked = done(buyer.post(&path, &body).await).await;
        assert_eq!(asked.waiting_since, Some(question.sent_at));
    }
    let said = words(replies(&buyer, &id, &question).await);
    has(&said[before..], &["好的，正在为您转接人工客服。"]);
    assert!(reply_to(&buyer, &id, "可以放洗碗机吗").await.is_empty());
    // Without the assistant the button is what it was.
    let shop = restart(shop, json!({ "automatic": { "welcome": true } }), always()).await;
    let (buyer, agent) = (shop.user("buyer-2").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let asked = done(act(&buyer, &id, json!({ "code": "conversation.ask_human" })).await).await;
    assert!(asked.waiting_since.is_some() && buyer.messages(&id, "").await.items.is_empty());
    assert_eq!(notice(&agent, &id, false).await, "买家请求人工客服");
    has(&reply_to(&buyer, &id, "你好").await, &["欢迎光临"]);
}

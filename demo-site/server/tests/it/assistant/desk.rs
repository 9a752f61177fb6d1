//! Automatic messages: who is there decides.

use super::*;
use kefu_contract::EventType;

const WELCOME: &[&str] = &["欢迎光临柿子生活馆", "现在有优惠："];

#[tokio::test]
async fn a_visit_begins_with_a_welcome_in_the_language_of_the_buyer() {
    let shop = open_with(
        json!({ "automatic": { "welcome": true, "introduction_zh": "自家窑口。", "introduction_en": "Our own kiln." } }),
        always(),
    )
    .await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let _at_the_desk = agent.listen("").await;
    let id = buyer.conversation().await;
    assert!(buyer.messages(&id, "").await.items.is_empty(), "opening the chat says nothing");
    let (at_home, at_work) = (buyer.session().await.stream.seq, agent.session().await.stream.seq);

    let hello = buyer.say(&id, "你好").await;
    let said = replies(&agent, &id, &hello).await;
    has(&words(said.clone()), &[WELCOME, &["自家窑口。"]].concat());
    for (user, seq) in [(&buyer, at_home), (&agent, at_work)] {
        let told = user.poll(&format!("after={seq}&wait=0")).await.events;
        let told: Vec<_> = told.into_iter().filter(|event| event.kind == EventType::MessageCreated).collect();
        let heard: Vec<_> = told.iter().filter_map(|event| event.message.as_ref()).collect();
        assert_eq!(heard, [&hello, &said[0]]);
    }
    // The buyer waits since their own message, for a human.
    let now = agent.show(&id).await;
    assert_eq!((now.waiting_since, now.assignee.as_ref()), (Some(hello.sent_at), None));
    assert_eq!((now.unread, now.last_message.as_ref()), (1, Some(&said[0])));
    assert!(reply_to(&buyer, &id, "还在吗").await.is_empty(), "one welcome is enough");

    let other = shop.user("buyer-2").await;
    let id = other.conversation().await;
    has(
        &reply_in_english(&other, &id, "hi").await,
        &["welcome to Persimmon Home", "Our own kiln.", "On offer now: "],
    );
    // Somebody who writes English on a Chinese page is answered in English.
    let third = shop.user("buyer-3").await;
    let id = third.conversation().await;
    has(&reply_to(&third, &id, "Good morning everybody").await, &["Persimmon Home"]);
}

#[tokio::test]
async fn whoever_is_away_says_so_once() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    has(&reply_to(&buyer, &id, "你好").await, &["客服暂时离开", "留下您的问题"]);
    assert!(reply_to(&buyer, &id, "在吗").await.is_empty());
    let stream = agent.listen("").await;
    assert!(reply_to(&buyer, &id, "有人吗").await.is_empty(), "no welcome in the middle of a visit");
    drop(stream);

    // The other way round: the welcome first, and away once the desk is empty.
    let stream = agent.listen("").await;
    let other = shop.user("buyer-2").await;
    let id = other.conversation().await;
    has(&reply_in_english(&other, &id, "hello").await, &["welcome to"]);
    drop(stream);
    tokio::time::timeout(crate::harness::PATIENCE, async {
        while other.session().await.shop.presence != kefu_contract::Presence::Away {
            tokio::task::yield_now().await;
        }
    })
    .await
    .unwrap();
    has(&reply_in_english(&other, &id, "anybody there?").await, &["Nobody is at the desk"]);
    assert!(reply_in_english(&other, &id, "thanks").await.is_empty());
}

#[tokio::test]
async fn a_busy_shop_tells_the_place_in_the_queue_and_the_wait() {
    let mut policy = everything();
    policy["automatic"]["busy_from"] = 2.into();
    let shop = open_with(policy, always()).await;
    let agent = shop.user("agent-1").await;
    // One answer to learn the usual wait from.
    let first = shop.user("buyer-5").await;
    let id = first.conversation().await;
    first.say(&id, "你好").await;
    agent.say(&id, "在的").await;

    let _at_the_desk = agent.listen("").await;
    for (place, name) in (1..).zip(["buyer-1", "buyer-2", "buyer-3", "buyer-4"]) {
        let buyer = shop.user(name).await;
        let id = buyer.conversation().await;
        let said = reply_to(&buyer, &id, "您好").await;
        if place <= 2 {
            has(&said, WELCOME);
        } else {
            has(&said, &["咨询的人较多", &format!("第 {place} 位"), "预计 1 分钟内"]);
        }
    }
    // Two at the desk can do twice as much.
    let _second = shop.user("agent-2").await.listen("").await;
    agent.say(&shop.user("buyer-4").await.conversation().await, "您好").await;
    let id = first.conversation().await;
    close(&agent, &id).await;
    advance(&shop, 31 * MINUTE).await;
    has(&reply_to(&first, &id, "您好").await, WELCOME);
}

#[tokio::test]
async fn after_hours_the_shop_says_when_it_is_back() {
    let shop = open().await;
    let now = shop.user("buyer-1").await.session().await.server_time.unix_ms;
    let shop = restart(shop, everything(), until_soon(now)).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let _at_the_desk = agent.listen("").await;
    let id = buyer.conversation().await;
    has(&reply_to(&buyer, &id, "你好").await, WELCOME);
    advance(&shop, 62 * MINUTE).await;
    let time = now + 480 * 60_000 + 23 * 3_600_000;
    let (hour, minute) = (time / 3_600_000 % 24, time / 60_000 % 60);
    let back = format!("{hour:02}:{minute:02} 恢复服务");
    has(&reply_to(&buyer, &id, "在吗").await, &["现在是休息时间", "请留言", &back]);
    assert!(reply_to(&buyer, &id, "谢谢").await.is_empty());
    let other = shop.user("buyer-2").await;
    let id = other.conversation().await;
    let back = format!("back at {hour:02}:{minute:02} on ");
    has(
        &reply_in_english(&other, &id, "hello there").await[..1],
        &["We are closed now", "leave a message", &back],
    );
}

#[tokio::test]
async fn the_next_visit_is_greeted_again_after_a_while_also_after_a_restart() {
    let welcome = json!({ "automatic": { "welcome": true } });
    let shop = open_with(welcome.clone(), always()).await;
    let id = shop.user("buyer-1").await.conversation().await;
    has(&reply_to(&shop.user("buyer-1").await, &id, "你好").await, WELCOME);
    let shop = restart(shop, welcome, always()).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    assert!(reply_to(&buyer, &id, "还有一个问题").await.is_empty(), "still the same visit");
    close(&agent, &id).await;
    assert!(reply_to(&buyer, &id, "再问一下").await.is_empty(), "a welcome just now is enough");
    close(&agent, &id).await;
    advance(&shop, 31 * MINUTE).await;
    // Opening the chat again opens the conversation; the visit begins with what is said.
    assert_eq!(buyer.conversation().await, id);
    has(&reply_to(&buyer, &id, "你好").await, WELCOME);
}

#[tokio::test]
async fn people_who_answer_are_not_interrupted() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let hello = buyer.say(&id, "你好").await;
    assert_eq!(replies(&buyer, &id, &hello).await.len(), 1);
    let answer = agent.say(&id, "在的，请讲").await;
    assert!(replies(&buyer, &id, &answer).await.is_empty(), "staff are not answered");
    for text in ["可以放洗碗机吗", "转人工", "你们什么态度"] {
        assert!(reply_to(&buyer, &id, text).await.is_empty(), "{text}");
    }
    let note = agent.note(&id, "老顾客").await;
    assert!(replies(&agent, &id, &note).await.is_empty());
    close(&agent, &id).await;
    let answered = reply_to(&buyer, &id, "可以放洗碗机吗").await;
    assert!(answered.last().is_some_and(|text| text.contains("洗碗机")), "{answered:?}");

    // The same where the staff write first.
    let other = shop.user("buyer-2").await;
    let id = other.conversation().await;
    let first = agent.say(&id, "您好，您的订单地址需要确认").await;
    assert!(replies(&other, &id, &first).await.is_empty());
    assert!(reply_to(&other, &id, "可以放洗碗机吗").await.is_empty());
}

#[tokio::test]
async fn conversations_under_way_when_it_is_switched_on_go_on() {
    let shop = open_with(json!({}), always()).await;
    let (buyer, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let (id, answered) = (buyer.conversation().await, other.conversation().await);
    for (user, id) in [(&buyer, &id), (&other, &answered)] {
        assert!(reply_to(user, id, "可以放洗碗机吗").await.is_empty(), "off unless the shop says so");
    }
    shop.user("agent-1").await.say(&answered, "可以的").await;
    let shop = restart(shop, everything(), always()).await;
    let _at_the_desk = shop.user("agent-1").await.listen("").await;
    let (buyer, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    has(&reply_to(&buyer, &id, "可以放洗碗机吗").await, &["智能助手"]);
    assert!(reply_to(&other, &answered, "可以放洗碗机吗").await.is_empty());
}

#[tokio::test]
async fn each_message_can_be_switched_off() {
    for (off, texts) in [("welcome", 0), ("away", 1), ("busy", 1), ("after_hours", 1)] {
        let mut policy = everything();
        policy["answers"] = false.into();
        policy["automatic"][off] = false.into();
        let shop = open_with(policy, always()).await;
        let _at_the_desk = shop.user("agent-1").await.listen("").await;
        let buyer = shop.user("buyer-1").await;
        let id = buyer.conversation().await;
        assert_eq!(reply_to(&buyer, &id, "转人工").await.len(), texts, "{off}");
    }
    // The demo's own policy is one, and leaves nothing out.
    let policy = concat!("--policy=", env!("CARGO_MANIFEST_DIR"), "/../policy.json");
    let demo = Shop::open_with(&[policy]).await;
    let buyer = demo.user("buyer-1").await;
    let id = buyer.conversation().await;
    let hello = buyer.say(&id, "你好").await;
    let said = replies(&buyer, &id, &hello).await;
    assert_eq!((said.len(), said[0].content.suggestions.len()), (1, 3));
    has(&reply_to(&buyer, &id, "转人工").await, &["正在为您转接人工客服"]);
    // A demo shop as tests and other shops start it says nothing.
    let quiet = Shop::open().await;
    let buyer = quiet.user("buyer-1").await;
    let id = buyer.conversation().await;
    assert!(reply_to(&buyer, &id, "转人工").await.is_empty());
}

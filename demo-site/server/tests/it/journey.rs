//! A buyer asks, an agent answers.

use crate::harness::Shop;
use kefu_contract::{Action, Capability, ContentType, ConversationStatus, EventType, Role, Visibility};
use reqwest::StatusCode;
use serde_json::json;

#[tokio::test]
async fn sessions_say_who_and_what() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await.session().await;
    assert_eq!((buyer.user.name.as_str(), &buyer.user.role), ("林小满", &Role::Buyer));
    assert!(buyer.capabilities.contains(&Capability::OpenConversation));
    assert!(!buyer.capabilities.contains(&Capability::ReadAllOrders));
    assert_eq!((buyer.locale.as_str(), buyer.shop.name.as_str()), ("zh-CN", "柿子生活馆"));
    assert_eq!(buyer.wait_policy, None);
    assert_eq!(buyer.limits.evidence.map(|limits| limits.max_per_message), Some(3));
    assert!(buyer.shop.expected_wait_s.is_some_and(|seconds| (5..600).contains(&seconds)));

    let agent = shop.user("agent-1").await.session().await;
    assert!(agent.capabilities.contains(&Capability::ReadAllConversations));
    assert!(agent.capabilities.contains(&Capability::WriteNote));
    assert_eq!(agent.wait_policy.map(|policy| (policy.warn_s, policy.breach_s)), Some((100, 180)));
}

#[tokio::test]
async fn texts_follow_the_language_asked_for() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    buyer.open(json!({ "product_id": "mug-01" })).await;
    let english = buyer
        .request(reqwest::Method::GET, "/v1/conversations")
        .header("accept-language", "en-GB,en;q=0.9")
        .send()
        .await
        .unwrap();
    let page: kefu_contract::Page<kefu_contract::Conversation> = english.json().await.unwrap();
    let title = |page: &kefu_contract::Page<kefu_contract::Conversation>| {
        page.items[0].context.product.as_ref().unwrap().title.clone()
    };
    assert_eq!(title(&page), "Plain white mug, 350 ml");
    assert_eq!(title(&buyer.get("/v1/conversations").await), "素白马克杯 350 ml");
}

#[tokio::test]
async fn a_question_reaches_the_agent_and_the_answer_the_buyer() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let mut at_desk = agent.listen("").await;
    let mut at_home = buyer.listen("").await;

    let (status, opened) = buyer.open(json!({ "product_id": "teapot-02" })).await;
    assert_eq!(status, StatusCode::CREATED);
    let seen = at_desk.next().await.event();
    assert_eq!(seen.kind, EventType::ConversationChanged);
    assert_eq!(seen.conversation.unwrap().context.product.unwrap().id.as_str(), "teapot-02");
    assert_eq!(at_home.next().await.event().kind, EventType::ConversationChanged);
    // Who asks is on the way to a customer; that is the staff's business alone.
    assert_eq!(at_desk.next().await.event().kind, EventType::CustomerChanged);

    let question = buyer.say(&opened.id, "可以直接放在电陶炉上吗？").await;
    let seen = at_desk.next().await.event();
    assert_eq!(seen.message.as_ref(), Some(&question));
    let conversation = seen.conversation.unwrap();
    assert_eq!((conversation.unread, conversation.waiting_since), (1, Some(question.sent_at)));
    let codes = |actions: &[Action]| actions.iter().map(|action| action.code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&conversation.actions)[..2], ["message.send", "message.note"]);
    // The buyer's other tabs hear of it too, without it counting as unread.
    let own = at_home.next().await.event().conversation.unwrap();
    assert_eq!(own.unread, 0);
    assert_eq!(codes(&own.actions), ["message.send", "conversation.ask_human", "conversation.rate"]);

    let answer = agent.say(&opened.id, "可以的，中小火就好。").await;
    let heard = at_home.next().await.event();
    assert_eq!(heard.message.as_ref(), Some(&answer));
    let conversation = heard.conversation.unwrap();
    assert_eq!((conversation.unread, conversation.waiting_since), (1, None));
    assert_eq!(conversation.assignee.unwrap().id.as_str(), "agent-1");
    assert_eq!((answer.position, answer.sender.role.clone()), (2, Role::Agent));

    let read = buyer.read(&opened.id, 2).await;
    assert_eq!((read.unread, read.read.buyer), (0, 2));
    assert_eq!(buyer.messages(&opened.id, "").await.items, [question, answer]);
}

#[tokio::test]
async fn notes_stay_among_the_staff() {
    let shop = Shop::open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let id = buyer.conversation().await;
    let question = buyer.say(&id, "在吗").await;
    let before = buyer.session().await.stream.seq;
    let note = agent.note(&id, "老顾客，注意语气").await;
    assert_eq!((note.position, &note.visibility), (2, &Visibility::Staff));

    assert_eq!(buyer.session().await.stream.seq, before, "buyers hear nothing of a note");
    assert_eq!(buyer.messages(&id, "").await.items.len(), 1);
    let seen = buyer.show(&id).await;
    assert_eq!(seen.last_message, Some(question.clone()));
    assert_eq!((seen.unread, seen.tags.len()), (0, 0));
    let around =
        buyer.request(reqwest::Method::GET, &format!("/v1/conversations/{id}/messages?around={}", note.id));
    assert_eq!(around.send().await.unwrap().status(), StatusCode::NOT_FOUND);

    let staff = agent.show(&id).await;
    assert_eq!(staff.last_message, Some(note));
    assert_eq!(staff.waiting_since, Some(question.sent_at), "a note is no answer");
    assert_eq!(staff.assignee, None);
    let answer = agent.say(&id, "您好，请讲").await;
    assert_eq!(answer.position, 3);
    let positions: Vec<u64> = buyer.messages(&id, "").await.items.iter().map(|m| m.position).collect();
    assert_eq!(positions, [1, 3]);
}

#[tokio::test]
async fn product_cards_are_filled_in_by_the_server() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let id = shop.user("buyer-1").await.conversation().await;
    let body = json!({
        "client_id": crate::harness::key(),
        "content": { "type": "product", "product_id": "mug-02" },
    });
    let answer = agent.post(&format!("/v1/conversations/{id}/messages"), &body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let message: kefu_contract::Message = answer.json().await.unwrap();
    let card = message.content.product.unwrap();
    assert_eq!(message.content.kind, ContentType::Product);
    assert_eq!((card.title.as_str(), card.price.amount), ("柿釉手捏杯 220 ml", 8_800));
    assert_eq!(message.content.text.as_deref(), Some("柿釉手捏杯 220 ml ¥88.00"));
    assert_eq!(card.url.as_deref(), Some("/p/mug-02"));
}

#[tokio::test]
async fn a_message_opens_a_closed_conversation_again() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let closed: kefu_contract::Page<kefu_contract::Conversation> =
        agent.get("/v1/conversations?status=closed").await;
    let closed = &closed.items[0];
    assert_eq!(closed.status, ConversationStatus::Closed);
    let buyer = shop.user(closed.buyer.id.as_str()).await;
    let message = buyer.say(&closed.id, "又来打扰了").await;
    let now = agent.show(&closed.id).await;
    assert_eq!((now.status, now.waiting_since), (ConversationStatus::Open, Some(message.sent_at)));
}

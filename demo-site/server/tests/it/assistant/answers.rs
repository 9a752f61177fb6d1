//! Answers from the knowledge base.

use super::*;
use kefu_contract::{KnowledgeEntry, Person};

/// An entry as a supervisor keeps it.
async fn keep(supervisor: &User<'_>, question: &str, answer: &str, more: Value) -> KnowledgeEntry {
    let mut body = json!({ "client_id": key(), "question": question, "answer": answer, "for_bot": true });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let answer = supervisor.post("/v1/knowledge", &body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    answer.json().await.unwrap()
}

/// A shop whose assistant answers, and says nothing else by itself.
async fn answering() -> Shop {
    open_with(json!({ "answers": true }), always()).await
}

#[tokio::test]
async fn a_question_is_answered_by_what_says_it_is_an_assistant_with_more_questions() {
    let shop = answering().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let id = buyer.conversation().await;
    let question = buyer.say(&id, "请问可以放洗碗机吗？").await;
    let said = replies(&agent, &id, &question).await;
    has(&words(said.clone()), &["我是智能助手小柿。", "洗碗机", "回复“转人工”"]);
    let Person { name, role, .. } = &said[0].sender;
    assert_eq!((name.as_str(), role), ("小柿", &Role::Bot));
    let suggested = &said[0].content.suggestions;
    assert!((2..=3).contains(&suggested.len()), "{suggested:?}");
    // What is suggested can be asked; the assistant does not introduce itself twice.
    let next = reply_to(&buyer, &id, &suggested[0]).await;
    assert!(next.len() == 1 && !next[0].contains("智能助手"), "{next:?}");
    assert_eq!(agent.show(&id).await.waiting_since, Some(question.sent_at), "a human has not answered");

    let other = shop.user("buyer-2").await;
    let id = other.conversation().await;
    let said = reply_in_english(&other, &id, "Is it dishwasher safe?").await;
    has(&said, &["I am 小柿, the shop's automatic assistant.", "top rack", "reply “human”"]);
    assert!(reply_to(&other, &id, "好的，谢谢").await.is_empty(), "thanks need no answer");
}

#[tokio::test]
async fn the_same_message_sent_again_is_not_answered_again_also_after_a_restart() {
    let shop = open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    let body = json!({ "client_id": key(), "content": { "type": "text", "text": "可以放洗碗机吗" } });
    let path = format!("/v1/conversations/{id}/messages");
    let first = buyer.post(&path, &body).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first: Message = first.json().await.unwrap();
    let all = buyer.messages(&id, "limit=100").await.items;
    assert_eq!(all.len(), 3, "the question, that nobody is there, the answer");
    assert_eq!((all[0].id.clone(), all[1].position, all[2].position), (first.id.clone(), 2, 3));
    let counts = shop.counts().await;
    let shop = restart(shop, everything(), always()).await;
    let buyer = shop.user("buyer-1").await;
    let again = buyer.post(&path, &body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.json::<Message>().await.unwrap(), first);
    assert_eq!((buyer.messages(&id, "limit=100").await.items, shop.counts().await), (all, counts));
}

#[tokio::test]
async fn the_product_talked_about_goes_first_and_other_products_are_no_answer() {
    let shop = answering().await;
    let (buyer, supervisor) = (shop.user("buyer-1").await, shop.user("supervisor-1").await);
    let about = |product: &str| json!({ "products": [product] });
    keep(&supervisor, "杯套会不会缩水？", "一般不会。", json!({})).await;
    let mug = keep(&supervisor, "杯套会不会缩水？", "{product.title}的杯套不缩水。", about("mug-01")).await;
    keep(&supervisor, "杯套会不会缩水？", "{product.title}的布会缩水。", about("scarf-02")).await;
    let (_, opened) = buyer.open(json!({ "product_id": "mug-01" })).await;
    let title = opened.context.product.unwrap().title;
    has(&reply_to(&buyer, &opened.id, "杯套会不会缩水呀").await, &[&format!("{title}的杯套不缩水。")]);
    let (_, opened) = buyer.open(json!({ "product_id": "notebook-01" })).await;
    has(&reply_to(&buyer, &opened.id, "杯套会不会缩水呀").await, &["一般不会。"]);

    // What has changed is answered as it is now; what is put away is not.
    let change = json!({
        "client_id": key(), "version": mug.version, "question": mug.question, "answer": "放心，洗十次也不缩。",
        "for_bot": true, "products": ["mug-01"],
    });
    let path = format!("/v1/knowledge/{}", mug.id);
    assert_eq!(supervisor.send(reqwest::Method::PUT, &path, &change).await.status(), StatusCode::OK);
    buyer.open(json!({ "product_id": "mug-01" })).await;
    has(&reply_to(&buyer, &opened.id, "杯套会不会缩水呀").await, &["洗十次也不缩"]);
    let mut away = change.clone();
    (away["client_id"], away["version"], away["archived"]) =
        (key().into(), (mug.version + 1).into(), true.into());
    assert_eq!(supervisor.send(reqwest::Method::PUT, &path, &away).await.status(), StatusCode::OK);
    has(&reply_to(&buyer, &opened.id, "杯套会不会缩水呀").await, &["一般不会。"]);
}

#[tokio::test]
async fn what_is_for_people_or_cannot_be_filled_in_is_no_answer() {
    let shop = answering().await;
    let (buyer, supervisor) = (shop.user("buyer-1").await, shop.user("supervisor-1").await);
    keep(&supervisor, "斑马会飞吗？", "不会，{buyer.name}。", json!({})).await;
    keep(&supervisor, "鲸鱼会唱歌吗？", "会。", json!({ "for_bot": false })).await;
    let id = buyer.conversation().await;
    has(&reply_to(&buyer, &id, "斑马会飞吗").await, &["没有完全明白"]);
    has(&reply_to(&buyer, &id, "鲸鱼会唱歌吗").await.into_iter().take(1).collect::<Vec<_>>(), &["转接人工"]);
    let everything = serde_json::to_string(&buyer.messages(&id, "limit=100").await).unwrap();
    assert!(!everything.contains("不会，") && !everything.contains("林小满。"));
}

//! The knowledge base: searched by staff, kept by supervisors.

use crate::harness::{Shop, User, key, problem};
use kefu_contract::{KnowledgeEntry, Page, ProblemCode, Topic};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PATH: &str = "/v1/knowledge";

async fn list(user: &User<'_>, query: &[(&str, &str)]) -> Vec<KnowledgeEntry> {
    let request = user.request(Method::GET, PATH).query(&[("limit", "100")]).query(query);
    request.send().await.unwrap().json::<Page<KnowledgeEntry>>().await.unwrap().items
}

fn body(fields: &Value) -> Value {
    let mut body = json!({ "client_id": key(), "question": "有样品吗？", "answer": "布艺可以寄色卡。" });
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    body
}

async fn stored(shop: &Shop) -> (Vec<String>, Vec<i64>) {
    let rows = shop
        .rows("SELECT json_array(id, version, topic, products, archived, body) FROM knowledge ORDER BY id");
    (rows.await, shop.counts().await)
}

#[tokio::test]
async fn the_best_answer_comes_first_in_either_language() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    for (search, topic) in [
        ("可以放洗碗机吗", Topic::Usage),
        ("这个杯子能进微波炉不", Topic::Usage),
        ("怎么还没发货", Topic::NotShipped),
        ("下午下单今天能发出吗", Topic::ShippingTime),
        ("退货运费谁承担", Topic::ReturnPostage),
        ("退款几天到账", Topic::RefundTime),
        ("收到的时候碎了", Topic::WrongOrDamaged),
        ("地址写错了想改一下", Topic::ChangeAddress),
        ("能开专票吗", Topic::Invoice),
        ("满多少包邮", Topic::Postage),
        ("和上次买的颜色不一样", Topic::BatchDifference),
        ("防伪码查不到", Topic::Authenticity),
        ("is it dishwasher safe", Topic::Usage),
        ("where is my parcel", Topic::Tracking),
        ("Refund?", Topic::RefundTime),
        ("it arrived broken", Topic::WrongOrDamaged),
        ("gift wrapping", Topic::Suitability),
        ("do you deliver abroad", Topic::Arrival),
    ] {
        let found = list(&agent, &[("search", search)]).await;
        assert_eq!(found.first().and_then(|entry| entry.topic.clone()), Some(topic), "{search}");
    }
    assert!(list(&agent, &[("search", "量子力学 zzz")]).await.is_empty());
    let all = list(&agent, &[]).await;
    assert!(all.len() >= 70 && all.is_sorted_by_key(|entry| std::cmp::Reverse(entry.updated_at)));
    assert_eq!(list(&agent, &[("search", "  ")]).await, all, "nothing to search for");
}

#[tokio::test]
async fn lists_are_narrowed_by_topic_and_product_and_page_to_their_end() {
    let shop = Shop::open().await;
    let agent = shop.user("agent-1").await;
    let usage = list(&agent, &[("topic", "usage")]).await;
    assert!(usage.len() >= 8 && usage.iter().all(|entry| entry.topic == Some(Topic::Usage)));
    let about = list(&agent, &[("topic", "usage"), ("product_id", "candle-01")]).await;
    assert!(
        about.len() >= 2
            && about.iter().all(|entry| entry.products.iter().any(|id| id.as_str() == "candle-01"))
    );
    let general = list(&agent, &[("topic", "invoice"), ("product_id", "candle-01")]).await;
    assert!(!general.is_empty() && general.iter().all(|entry| entry.products.is_empty()));
    for question in [vec![], vec![("search", "发货 运费 parcel")]] {
        let whole = list(&agent, &question).await;
        let (mut all, mut after) = (Vec::new(), None::<String>);
        loop {
            let mut request = agent.request(Method::GET, PATH).query(&[("limit", "7")]).query(&question);
            if let Some(after) = &after {
                request = request.query(&[("after", after)]);
            }
            let page: Page<KnowledgeEntry> = request.send().await.unwrap().json().await.unwrap();
            all.extend(page.items);
            let Some(cursor) = page.after else { break };
            after = Some(cursor.0);
        }
        assert!(whole.len() > 7 && all == whole, "{question:?}");
    }
}

#[tokio::test]
async fn staff_read_and_supervisors_write() {
    let shop = Shop::open().await;
    let (buyer, agent, supervisor) =
        (shop.user("buyer-1").await, shop.user("agent-1").await, shop.user("supervisor-1").await);
    let entry = list(&agent, &[("search", "invoice")]).await.remove(0);
    let denied = &entry.actions[0];
    assert!(denied.code == "knowledge.save" && !denied.enabled && denied.reason.is_some());
    let path = format!("{PATH}/{}", entry.id);
    let before = stored(&shop).await;
    let reading = buyer.request(Method::GET, PATH).send().await.unwrap();
    assert_eq!(problem(reading).await.code, ProblemCode::Forbidden);
    for user in [&buyer, &agent] {
        let replaced = user.send(Method::PUT, &path, &body(&json!({ "version": entry.version }))).await;
        for answer in [user.post(PATH, &body(&json!({}))).await, replaced] {
            assert_eq!(problem(answer).await.code, ProblemCode::Forbidden);
        }
    }
    assert_eq!(stored(&shop).await, before, "nothing stored");
    assert!(list(&supervisor, &[]).await.iter().all(|entry| entry.actions[0].enabled));
}

#[tokio::test]
async fn entries_are_kept_replaced_and_put_away() {
    let shop = Shop::open().await;
    let (agent, supervisor) = (shop.user("agent-1").await, shop.user("supervisor-1").await);
    let sent = body(&json!({
        "variants": ["能寄样品吗", " 能寄样品吗 ", "有样品吗？", "色卡"], "topic": "colour", "products": ["scarf-01", "scarf-01"],
        "answer": "{buyer.name}您好，布艺可以寄色卡。", "for_bot": true,
    }));
    let answer = supervisor.post(PATH, &sent).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let entry: KnowledgeEntry = answer.json().await.unwrap();
    assert_eq!((entry.version, &entry.variants), (1, &vec!["能寄样品吗".to_owned(), "色卡".to_owned()]));
    assert_eq!((entry.products.len(), entry.for_bot), (1, true));
    let again = supervisor.post(PATH, &sent).await;
    assert_eq!((again.status(), again.json().await.unwrap()), (StatusCode::OK, entry.clone()));
    assert_eq!(list(&agent, &[("search", "想要色卡")]).await[0].id, entry.id);
    assert_eq!(list(&agent, &[]).await[0].id, entry.id, "what changed last comes first");

    let path = format!("{PATH}/{}", entry.id);
    let away = supervisor.send(Method::PUT, &path, &body(&json!({ "version": 1, "archived": true }))).await;
    let away: KnowledgeEntry = away.json().await.unwrap();
    assert_eq!((away.version, away.archived, &away.topic), (2, true, &None));
    assert!(list(&agent, &[("search", "色卡")]).await.iter().all(|other| other.id != entry.id));
    let archived = list(&agent, &[("archived", "true")]).await;
    assert_eq!(archived.iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&entry.id]);

    let before = stored(&shop).await;
    let stale = problem(supervisor.send(Method::PUT, &path, &body(&json!({ "version": 1 }))).await).await;
    assert_eq!((stale.code, stale.errors[0].pointer.as_str()), (ProblemCode::VersionConflict, "/version"));
    let missing =
        supervisor.send(Method::PUT, &format!("{PATH}/k-none"), &body(&json!({ "version": 1 }))).await;
    assert_eq!(problem(missing).await.code, ProblemCode::NotFound);
    let mut other = sent;
    other["question"] = json!("别的问题");
    assert_eq!(problem(supervisor.post(PATH, &other).await).await.code, ProblemCode::IdempotencyKeyReused);
    assert_eq!(stored(&shop).await, before, "nothing stored");
}

#[tokio::test]
async fn bad_entries_are_refused_and_pointed_at() {
    use ProblemCode::{InvalidValue, TextTooLong, TooManyItems, UnknownField};
    let shop = Shop::open().await;
    let supervisor = shop.user("supervisor-1").await;
    let before = stored(&shop).await;
    let many: BTreeSet<String> = (0..21).map(|number| format!("问法 {number}")).collect();
    for (fields, code, pointer, max) in [
        (json!({ "version": 1 }), InvalidValue, "/version", None),
        (json!({ "question": "" }), InvalidValue, "/question", None),
        (json!({ "question": "一\n二" }), InvalidValue, "/question", None),
        (json!({ "question": "柿".repeat(201) }), TextTooLong, "/question", Some(200)),
        (json!({ "variants": ["好", ""] }), InvalidValue, "/variants/1", None),
        (json!({ "variants": ["柿".repeat(201)] }), TextTooLong, "/variants/0", Some(200)),
        (json!({ "variants": many }), TooManyItems, "/variants", Some(20)),
        (json!({ "answer": " " }), InvalidValue, "/answer", None),
        (json!({ "answer": "柿".repeat(2_001) }), TextTooLong, "/answer", Some(2_000)),
        (json!({ "answer": "{order.colour}" }), InvalidValue, "/answer", None),
        (json!({ "topic": "weather" }), InvalidValue, "/topic", None),
        (json!({ "products": ["mug-01", "mug-99"] }), InvalidValue, "/products/1", None),
        (json!({ "id": "k-1" }), UnknownField, "/id", None),
        (json!({ "client_id": "x" }), InvalidValue, "/client_id", None),
    ] {
        let refused = problem(supervisor.post(PATH, &body(&fields)).await).await;
        let field = &refused.errors[0];
        assert_eq!((&refused.code, field.pointer.as_str(), field.max), (&code, pointer, max), "{fields}");
        assert!(refused.detail.is_some(), "{fields}");
    }
    assert_eq!(stored(&shop).await, before, "nothing stored");
}

//! What is refused, how, and that nothing of it stays.

use crate::harness::{Shop, key, problem};
use kefu_contract::{Conversation, ConversationId, Page, Problem, ProblemCode};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn text(text: &str) -> Value {
    json!({ "client_id": key(), "content": { "type": "text", "text": text } })
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    body
}

/// A body that is refused: code, and the field at fault.
type Refused = (Value, ProblemCode, &'static str);

fn refused_messages() -> Vec<Refused> {
    use ProblemCode::{InvalidBody, InvalidValue, TextTooLong, UnknownField};
    vec![
        (json!({}), InvalidBody, ""),
        (json!([]), InvalidBody, ""),
        (with(text("x"), "/client_id", json!(7)), InvalidBody, "/client_id"),
        (with(text("x"), "/content", json!("x")), InvalidBody, "/content"),
        (with(text("x"), "/content/text", json!(["x"])), InvalidBody, "/content/text"),
        (with(text("x"), "/sender", json!("agent-1")), UnknownField, "/sender"),
        (with(text("x"), "/content/html", json!("<b>")), UnknownField, "/content/html"),
        (with(text("x"), "/client_id", json!("x")), InvalidValue, "/client_id"),
        (
            with(text("x"), "/client_id", json!("01890A5D-AC96-774B-BCCE-B302099A8057")),
            InvalidValue,
            "/client_id",
        ),
        (with(text("x"), "/visibility", json!("moderators")), InvalidValue, "/visibility"),
        (with(text("x"), "/content/type", json!("notice")), InvalidValue, "/content/type"),
        (with(text("x"), "/content/type", json!("hologram")), InvalidValue, "/content/type"),
        (with(text("x"), "/content/type", json!("product")), InvalidValue, "/content/product_id"),
        (with(text("x"), "/content/product_id", json!("mug-01")), InvalidValue, "/content/product_id"),
        (
            json!({ "client_id": key(), "content": { "type": "product", "product_id": "mug-99" } }),
            InvalidValue,
            "/content/product_id",
        ),
        (json!({ "client_id": key(), "content": { "type": "text" } }), InvalidValue, "/content/text"),
        (text(""), InvalidValue, "/content/text"),
        (text(" \n\t\u{3000}\u{200b}"), InvalidValue, "/content/text"),
        (text("a\u{0}b"), InvalidValue, "/content/text"),
        (text("\u{1b}[31m"), InvalidValue, "/content/text"),
        (text(&"柿".repeat(2_001)), TextTooLong, "/content/text"),
    ]
}

#[tokio::test]
async fn bad_messages_are_refused_and_pointed_at() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    let counts = shop.counts().await;
    for (body, code, pointer) in refused_messages() {
        let refused = problem(buyer.post(&path, &body).await).await;
        assert_eq!((&refused.code, refused.errors[0].pointer.as_str()), (&code, pointer), "{body}");
        assert!(refused.detail.is_some() && !refused.retryable, "{body}");
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
    let accepted = buyer.post(&path, &text(&"柿".repeat(2_000))).await;
    assert_eq!(accepted.status(), StatusCode::CREATED, "the longest text goes through");
}

#[tokio::test]
async fn the_limit_is_named_and_the_language_followed() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    let body = text(&"x".repeat(2_345));
    let refused = problem(buyer.post(&path, &body).await).await;
    assert_eq!(refused.errors[0].max, Some(2_000));
    assert_eq!(refused.title, "内容太长");
    let english =
        buyer.request(Method::POST, &path).header("accept-language", "en").json(&body).send().await.unwrap();
    let refused: Problem = problem(english).await;
    assert_eq!(refused.title, "The text is too long");
    assert_eq!(
        refused.detail.as_deref(),
        Some("The text has 2345 characters; at most 2000 are accepted. Shorten it.")
    );
}

#[tokio::test]
async fn bodies_that_are_no_json_are_refused() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    let counts = shop.counts().await;
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let bodies: [&[u8]; 7] =
        [b"", b"{", b"{\"client_id\":", b"null null", b"\xff\xfe", b"hello", deep.as_bytes()];
    for body in bodies {
        let request = buyer.request(Method::POST, &path).header("content-type", "application/json");
        let refused = problem(request.body(body.to_vec()).send().await.unwrap()).await;
        assert_eq!(refused.code, ProblemCode::InvalidBody, "{:?}", &body[..body.len().min(20)]);
    }
    for media_type in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/json5")]
    {
        let mut request = buyer.request(Method::POST, &path).body(text("x").to_string());
        if let Some(media_type) = media_type {
            request = request.header("content-type", media_type);
        }
        let refused = problem(request.send().await.unwrap()).await;
        assert_eq!(refused.code, ProblemCode::UnsupportedMediaType, "{media_type:?}");
    }
    let charset =
        buyer.request(Method::POST, &path).header("content-type", "application/json; charset=utf-8");
    let accepted = charset.body(text("x").to_string()).send().await.unwrap();
    assert_eq!(accepted.status(), StatusCode::CREATED);
    let stored = shop.counts().await;
    assert_eq!(stored[2], counts[2] + 1, "only the good one");
}

#[tokio::test]
async fn oversize_bodies_are_refused() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    let counts = shop.counts().await;
    for length in [65_537, 300_000] {
        let request = buyer.request(Method::POST, &path).header("content-type", "application/json");
        let refused = problem(request.body(vec![b' '; length]).send().await.unwrap()).await;
        assert_eq!((refused.code, refused.errors[0].max), (ProblemCode::BodyTooLarge, Some(65_536)));
    }
    let body = text("x").to_string();
    let padded = format!("{body}{}", " ".repeat(65_536 - body.len()));
    let request = buyer.request(Method::POST, &path).header("content-type", "application/json");
    assert_eq!(request.body(padded).send().await.unwrap().status(), StatusCode::CREATED);
    assert_eq!(shop.counts().await[2], counts[2] + 1);
}

#[tokio::test]
async fn somebody_elses_conversation_does_not_exist() {
    let shop = Shop::open().await;
    let (buyer, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let page: Page<Conversation> = other.get("/v1/conversations").await;
    let foreign = page.items[0].id.clone();
    let message = other.messages(&foreign, "limit=1").await.items[0].id.clone();
    let counts = shop.counts().await;
    let missing = ConversationId::from("c-00000000-0000-7000-8000-000000000000");
    for (method, tail, body) in [
        (Method::GET, String::new(), None),
        (Method::GET, "/messages".to_owned(), None),
        (Method::GET, format!("/messages?around={message}"), None),
        (Method::POST, "/messages".to_owned(), Some(text("x"))),
        (Method::POST, "/read".to_owned(), Some(json!({ "client_id": key(), "up_to": 1 }))),
        (Method::POST, "/typing".to_owned(), Some(json!({ "typing": true }))),
    ] {
        let mut answers = Vec::new();
        for id in [&foreign, &missing] {
            let mut request = buyer.request(method.clone(), &format!("/v1/conversations/{id}{tail}"));
            if let Some(body) = &body {
                request = request.json(body);
            }
            answers.push(problem(request.send().await.unwrap()).await);
        }
        assert_eq!(answers[0].code, ProblemCode::NotFound, "{method} {tail}");
        assert_eq!(answers[0], answers[1], "the two cannot be told apart");
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
}

#[tokio::test]
async fn odd_ids_are_just_not_found() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    for id in ["x", "%00", "%2e%2e", "'%20OR%201=1", "%E6%9F%BF", "%FF", &"x".repeat(500)] {
        let answer = buyer.request(Method::GET, &format!("/v1/conversations/{id}")).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::NotFound, "{id}");
    }
}

#[tokio::test]
async fn garbage_in_queries_is_refused() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let id = buyer.conversation().await;
    for number in 0..3 {
        buyer.say(&id, &number.to_string()).await;
    }
    let cursor = buyer.messages(&id, "limit=1").await.before.unwrap().0;
    let messages = format!("/v1/conversations/{id}/messages");
    let flipped = {
        let mut bytes = cursor.clone().into_bytes();
        bytes[0] = if bytes[0] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    };
    let mut cases = vec![
        (format!("{messages}?before={cursor}&after={cursor}"), ProblemCode::InvalidQuery),
        (format!("{messages}?before={cursor}&around=m-1"), ProblemCode::InvalidQuery),
        (format!("{messages}?before={cursor}&before={cursor}"), ProblemCode::InvalidQuery),
        (format!("{messages}?around=no%20id"), ProblemCode::InvalidQuery),
        (format!("{messages}?around=m-unknown"), ProblemCode::NotFound),
        (format!("{messages}?before={flipped}"), ProblemCode::InvalidCursor),
        // A cursor of another list.
        (format!("/v1/conversations?after={cursor}"), ProblemCode::InvalidCursor),
        ("/v1/events?after=-1".to_owned(), ProblemCode::InvalidQuery),
        ("/v1/events?after=one".to_owned(), ProblemCode::InvalidQuery),
        ("/v1/events?wait=26".to_owned(), ProblemCode::InvalidQuery),
        ("/v1/events?after=0&wait=soon".to_owned(), ProblemCode::InvalidQuery),
    ];
    for garbage in ["", "x", "AAAA", "1", "%00", "eyJhIjoxfQ", "%E6%9F%BF", &"A".repeat(4_000)] {
        cases.push((format!("{messages}?before={garbage}"), ProblemCode::InvalidCursor));
        cases.push((format!("{messages}?after={garbage}"), ProblemCode::InvalidCursor));
        cases.push((format!("/v1/conversations?after={garbage}"), ProblemCode::InvalidCursor));
    }
    for limit in ["0", "101", "-1", "ten", "99999999999"] {
        cases.push((format!("{messages}?limit={limit}"), ProblemCode::InvalidQuery));
        cases.push((format!("/v1/conversations?limit={limit}"), ProblemCode::InvalidQuery));
    }
    for (path, code) in cases {
        let answer = buyer.request(Method::GET, &path).send().await.unwrap();
        assert_eq!(problem(answer).await.code, code, "{path}");
    }
    let header = buyer.request(Method::GET, "/v1/events").header("last-event-id", "x").send().await.unwrap();
    assert_eq!(problem(header).await.code, ProblemCode::InvalidQuery);
}

#[tokio::test]
async fn buyers_write_no_notes() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let path = format!("/v1/conversations/{}/messages", buyer.conversation().await);
    let counts = shop.counts().await;
    let refused = problem(buyer.post(&path, &with(text("x"), "/visibility", json!("staff"))).await).await;
    assert_eq!(refused.code, ProblemCode::Forbidden);
    assert_eq!(shop.counts().await, counts);
}

#[tokio::test]
async fn conversations_are_about_what_exists() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    let counts = shop.counts().await;
    for (context, pointer) in [
        (json!({ "product_id": "mug-99" }), "/context/product_id"),
        (json!({ "product_id": "" }), "/context/product_id"),
        (json!({ "order_id": "o-1" }), "/context/order_id"),
    ] {
        let body = json!({ "client_id": key(), "context": context });
        let refused = problem(buyer.post("/v1/conversations", &body).await).await;
        assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (ProblemCode::InvalidValue, pointer));
    }
    assert_eq!(shop.counts().await, counts, "nothing stored");
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems_too() {
    let shop = Shop::open().await;
    let buyer = shop.user("buyer-1").await;
    for path in [
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/session/x",
        "/demo/nothing",
        "/demo/pictures/x.svg",
        "/demo/pictures/mug-01",
        "/demo/avatars/nobody.svg",
        "/demo/products/mug-99",
    ] {
        let answer = buyer.request(Method::GET, path).send().await.unwrap();
        assert_eq!(problem(answer).await.code, ProblemCode::NotFound, "{path}");
    }
    for (method, path) in
        [(Method::DELETE, "/v1/session"), (Method::PUT, "/v1/conversations"), (Method::GET, "/demo/sign-in")]
    {
        let answer = buyer.request(method, path).send().await.unwrap();
        assert!(answer.headers().contains_key("allow"), "{path}");
        assert_eq!(problem(answer).await.code, ProblemCode::MethodNotAllowed, "{path}");
    }
}

//! Who gets in.

use crate::harness::{SECRET, Shop, problem};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kefu_contract::{ProblemCode, Session};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

fn claims() -> Value {
    json!({ "sub": "buyer-1", "shop": "persimmon", "iat": now(), "exp": now() + 600 })
}

fn signed(claims: &Value, secret: &str, algorithm: Algorithm) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

#[tokio::test]
async fn a_token_of_this_shop_is_enough() {
    let shop = Shop::open().await;
    let token = signed(&claims(), SECRET, Algorithm::HS256);
    let answer = shop.request(Method::GET, "/v1/session").bearer_auth(token).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.json::<Session>().await.unwrap().user.id.as_str(), "buyer-1");
}

#[tokio::test]
async fn other_tokens_are_refused_everywhere() {
    let shop = Shop::open().await;
    let none = {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.", part(&json!({ "alg": "none", "typ": "JWT" })), part(&claims()))
    };
    let good = signed(&claims(), SECRET, Algorithm::HS256);
    let mut parts: Vec<&str> = good.split('.').collect();
    let altered = URL_SAFE_NO_PAD.encode(with("sub", json!("supervisor-1")).to_string());
    parts[1] = &altered;
    let tokens = [
        String::new(),
        "nonsense".to_owned(),
        none,
        parts.join("."),
        signed(&claims(), "another secret, just as long as that one", Algorithm::HS256),
        signed(&claims(), SECRET, Algorithm::HS512),
        signed(&with("shop", json!("other")), SECRET, Algorithm::HS256),
        signed(&with("sub", json!("nobody")), SECRET, Algorithm::HS256),
        signed(&with("sub", json!("bot")), SECRET, Algorithm::HS256),
        signed(&with("exp", Value::Null), SECRET, Algorithm::HS256),
    ];
    for token in tokens {
        for (method, path) in
            [(Method::GET, "/v1/session"), (Method::GET, "/v1/events"), (Method::POST, "/v1/conversations")]
        {
            let answer = shop.request(method, path).bearer_auth(&token).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{token} {path}");
            assert_eq!(answer.headers()["www-authenticate"], "Bearer");
            assert_eq!(problem(answer).await.code, ProblemCode::Unauthenticated, "{token}");
        }
    }
    let anonymous = problem(shop.get("/v1/conversations").await).await;
    assert_eq!(anonymous.code, ProblemCode::Unauthenticated);
    let basic =
        shop.request(Method::GET, "/v1/session").basic_auth("buyer-1", Some("x")).send().await.unwrap();
    assert_eq!(problem(basic).await.code, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn an_expired_token_is_told_apart() {
    let shop = Shop::open().await;
    let expired = signed(&with("exp", json!(now() - 1)), SECRET, Algorithm::HS256);
    let answer = shop.request(Method::GET, "/v1/session").bearer_auth(expired).send().await.unwrap();
    assert_eq!(answer.headers()["www-authenticate"], "Bearer");
    assert_eq!(problem(answer).await.code, ProblemCode::TokenExpired);
    // Expired and forged is just forged.
    let forged =
        signed(&with("exp", json!(now() - 1)), "another secret, just as long as that one", Algorithm::HS256);
    let answer = shop.request(Method::GET, "/v1/session").bearer_auth(forged).send().await.unwrap();
    assert_eq!(problem(answer).await.code, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn what_a_token_claims_beyond_the_user_does_not_count() {
    let shop = Shop::open().await;
    let boastful = signed(&with("role", json!("supervisor")), SECRET, Algorithm::HS256);
    let answer = shop.request(Method::GET, "/v1/session").bearer_auth(boastful).send().await.unwrap();
    assert_eq!(answer.json::<Session>().await.unwrap().user.role, kefu_contract::Role::Buyer);
}

#[tokio::test]
async fn the_demo_signs_in_demo_people_only() {
    let shop = Shop::open().await;
    for id in ["nobody", "bot", "", "../x"] {
        let answer =
            shop.request(Method::POST, "/demo/sign-in").json(&json!({ "user_id": id })).send().await.unwrap();
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(problem(answer).await.errors[0].pointer, "/user_id", "{id}");
    }
}

//! What is refused, how, and that nothing of it stays.

use super::{uploads::picture, world::*};
use crate::harness::{User, key, problem};
use ProblemCode::*;
use kefu_contract::{Case, CaseState, Problem, ProblemCode, Quote};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    body
}

/// A body that is refused: what is put where, the code, and the field at fault.
type Refused = (&'static str, Value, ProblemCode, &'static str);

async fn refusal(answer: Response, code: &ProblemCode, pointer: &str) -> Problem {
    let refused = problem(answer).await;
    let at = refused.errors.first().map_or("", |fault| fault.pointer.as_str());
    assert_eq!((&refused.code, at), (code, pointer), "{refused:?}");
    assert!(refused.detail.is_some() || refused.code == VersionConflict, "{refused:?}");
    refused
}

fn refused_quotes() -> Vec<Refused> {
    let line = |id: &str, quantity: u32| json!([{ "line_id": id, "quantity": quantity }]);
    vec![
        ("/lines", line("l-9", 1), UnknownLine, "/lines/0/line_id"),
        ("/lines", line("l-1", 3), QuantityAboveBought, "/lines/0/quantity"),
        ("/lines", line("l-1", 0), InvalidValue, "/lines/0/quantity"),
        ("/lines", json!([]), InvalidValue, "/lines"),
        (
            "/lines",
            json!([{ "line_id": "l-1", "quantity": 1 }, { "line_id": "l-1", "quantity": 1 }]),
            InvalidValue,
            "/lines/1/line_id",
        ),
        ("/lines", json!([{ "line_id": "l-1", "quantity": -1 }]), InvalidBody, "/lines/0/quantity"),
        ("/reason", json!("parcel_lost"), ReasonNotAllowed, "/reason"),
        ("/reason", json!("because"), ReasonNotAllowed, "/reason"),
        ("/kind", json!("refund_only_not_received"), InvalidValue, "/kind"),
        ("/scenario", json!("on_the_moon"), InvalidValue, "/kind"),
        ("/shop", json!("x"), UnknownField, "/shop"),
    ]
}

#[tokio::test]
async fn quotes_that_cannot_be_given() {
    let shop = shop_with(Stage::Delivered).await;
    let buyer = shop.user("buyer-1").await;
    let before = everything(&shop).await;
    for (pointer, value, code, at) in refused_quotes() {
        let body = with(RETURN.quote("o-1"), pointer, value);
        let refused = refusal(buyer.post("/v1/quotes", &body).await, &code, at).await;
        if code == QuantityAboveBought {
            assert_eq!(refused.errors[0].max, Some(2));
        }
    }
    // The coaster is made to order: no return without a reason, in either language.
    let engraved = Wish { reason: "no_reason", lines: &[("l-2", 1)], ..RETURN };
    let answer = buyer.post("/v1/quotes", &engraved.quote("o-1")).await;
    let refused = refusal(answer, &ReasonNotAllowed, "/reason").await;
    assert_eq!(refused.detail.as_deref(), Some("定作商品不支持七天无理由退货"));
    let english = buyer.request(Method::POST, "/v1/quotes").header("accept-language", "en");
    let refused = problem(english.json(&engraved.quote("o-1")).send().await.unwrap()).await;
    assert_eq!(refused.detail.as_deref(), Some("Made to order: no return without a reason"));
    // Somebody else's order, and none at all, cannot be told apart.
    let other = shop.user("buyer-2").await;
    let foreign = problem(other.post("/v1/quotes", &RETURN.quote("o-1")).await).await;
    let missing = problem(other.post("/v1/quotes", &RETURN.quote("o-9")).await).await;
    assert_eq!((foreign.code.clone(), &foreign), (NotFound, &missing));
    let unpaid = kefu_contract::Order { paid: None, ..bought("o-2", Stage::Paid) };
    put(&shop, &[&unpaid]).await;
    let refused = problem(buyer.post("/v1/quotes", &NOT_RECEIVED.quote("o-2")).await).await;
    assert_eq!((refused.code, refused.detail.as_deref()), (ActionNotAllowed, Some("订单尚未付款")));
    let of_nothing = with(RETURN.quote("o-1"), "/case_id", json!("case-9"));
    assert_eq!(problem(buyer.post("/v1/quotes", &of_nothing).await).await.code, NotFound);
    assert_eq!(everything(&shop).await.len(), before.len() + 1, "only the second order is new");
    pass(&shop, 20 * DAY_S).await;
    let late = Wish { reason: "no_reason", ..RETURN };
    refusal(buyer.post("/v1/quotes", &late.quote("o-1")).await, &WindowClosed, "/reason").await;
    assert_eq!(shop.number("SELECT COUNT(*) FROM quote").await, 0);
}

fn refused_applications(quote: &Quote, foreign: &str) -> Vec<Refused> {
    let most = quote.maximum.amount;
    let dollars = json!({ "amount": 100, "currency": "USD", "exponent": 2 });
    let mills = json!({ "amount": 100, "currency": "CNY", "exponent": 3 });
    let line = |id: &str, quantity: u32| json!([{ "line_id": id, "quantity": quantity }]);
    vec![
        ("/amount", cny(most + 1), AmountAboveMaximum, "/amount"),
        ("/amount", cny(i64::MAX), AmountAboveMaximum, "/amount"),
        ("/amount", cny(0), AmountNotPositive, "/amount"),
        ("/amount", cny(-1), AmountNotPositive, "/amount"),
        ("/amount", cny(i64::MIN), AmountNotPositive, "/amount"),
        ("/amount", dollars, WrongCurrency, "/amount"),
        ("/amount", mills, WrongCurrency, "/amount"),
        (
            "/amount",
            json!({ "amount": 1.5, "currency": "CNY", "exponent": 2 }),
            InvalidBody,
            "/amount/amount",
        ),
        ("/lines", line("l-1", 3), QuantityAboveBought, "/lines/0/quantity"),
        ("/lines", line("l-1", 2), InvalidValue, "/lines"),
        ("/lines", line("l-9", 1), UnknownLine, "/lines/0/line_id"),
        ("/reason", json!("parcel_lost"), ReasonNotAllowed, "/reason"),
        ("/scenario", json!("not_received"), InvalidValue, "/kind"),
        ("/quote_id", json!("q-9"), QuoteExpired, "/quote_id"),
        ("/order_version", json!(1), VersionConflict, "/order_version"),
        ("/explanation", json!("字".repeat(201)), TextTooLong, "/explanation"),
        ("/explanation", json!("a\u{0}b"), InvalidValue, "/explanation"),
        ("/evidence", json!(["up-9"]), UnknownUpload, "/evidence/0"),
        ("/evidence", json!([foreign]), UnknownUpload, "/evidence/0"),
        ("/evidence", json!(["a", "b", "c", "d"]), TooManyItems, "/evidence"),
        ("/exchange", json!([{ "line_id": "l-1", "quantity": 1 }]), InvalidValue, "/exchange"),
        ("/client_id", json!("x"), InvalidValue, "/client_id"),
        ("/refund_to", json!("me"), UnknownField, "/refund_to"),
    ]
}

#[tokio::test]
async fn applications_that_are_refused_leave_nothing() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, other) = (shop.user("buyer-1").await, shop.user("buyer-2").await);
    let foreign = picture(&other, "别人的").await;
    let quote = buyer.quoted(&RETURN).await;
    let before = everything(&shop).await;
    for (pointer, value, code, at) in refused_applications(&quote, foreign.id.as_str()) {
        let body = with(RETURN.application(&quote), pointer, value);
        let refused = refusal(buyer.post("/v1/cases", &body).await, &code, at).await;
        let fault = &refused.errors[0];
        match code {
            AmountAboveMaximum => {
                assert_eq!(fault.max_amount.as_ref(), Some(&quote.maximum));
                assert_eq!(refused.detail.as_deref(), Some("金额最多 ¥54.00。"));
            }
            QuantityAboveBought => assert_eq!(fault.max, Some(2)),
            TextTooLong => assert_eq!(fault.max, Some(200)),
            TooManyItems => assert_eq!(fault.max, Some(3)),
            VersionConflict => assert_eq!(refused.current_order.unwrap().version, quote.order_version),
            _ => {}
        }
    }
    let huge = with(RETURN.application(&quote), "/explanation", json!("x".repeat(10 << 20)));
    let refused = problem(buyer.post("/v1/cases", &huge).await).await;
    assert_eq!((refused.code, refused.status), (BodyTooLarge, 413));
    // Whose order it is not, and who is no buyer.
    let body = RETURN.application(&quote);
    assert_eq!(problem(other.post("/v1/cases", &body).await).await.code, NotFound);
    let agent = shop.user("agent-2").await;
    assert_eq!(problem(agent.post("/v1/cases", &body).await).await.code, Forbidden);
    let quote = buyer.quoted(&EXCHANGE).await;
    for (sku, at) in [("mug-01.9", "/exchange/0/sku_id"), ("vase-01.0", "/exchange/0/sku_id")] {
        let wish = json!([{ "line_id": "l-1", "quantity": 1, "sku_id": sku }]);
        let body = with(EXCHANGE.application(&quote), "/exchange", wish);
        refusal(buyer.post("/v1/cases", &body).await, &InvalidValue, at).await;
    }
    // What can be seen must be shown.
    let worn = Wish { reason: "workmanship", ..RETURN };
    let quote = buyer.quoted(&worn).await;
    refusal(buyer.post("/v1/cases", &worn.application(&quote)).await, &InvalidValue, "/evidence").await;
    assert_eq!(everything(&shop).await, before, "nothing stays");
    // The longest text and the largest amount go through.
    let quote = buyer.quoted(&RETURN).await;
    let longest = with(RETURN.application(&quote), "/explanation", json!("e\u{301}".repeat(200)));
    opened(buyer.post("/v1/cases", &longest).await).await;
}

#[tokio::test]
async fn a_quote_holds_for_half_an_hour_and_for_whom_it_was_given() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let of_staff = agent.quoted(&RETURN).await;
    let body = RETURN.application(&of_staff);
    refusal(buyer.post("/v1/cases", &body).await, &QuoteExpired, "/quote_id").await;
    let quote = buyer.quoted(&RETURN).await;
    pass(&shop, 31 * 60).await;
    let body = RETURN.application(&quote);
    refusal(buyer.post("/v1/cases", &body).await, &QuoteExpired, "/quote_id").await;
    assert_eq!(shop.number("SELECT COUNT(*) FROM after_sale_case").await, 0);
}

async fn tries(
    user: &User<'_>,
    case: &Case,
    code: &str,
    more: Value,
    expected: (ProblemCode, &str),
) -> Problem {
    refusal(user.sends(case, code, more).await, &expected.0, expected.1).await
}

#[tokio::test]
async fn actions_that_are_refused_leave_nothing() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let foreign = picture(&buyer, "买家的").await;
    let before = everything(&shop).await;
    for (user, code, more, expected) in [
        (&agent, "case.agree", json!({}), (InvalidValue, "/return_address")),
        (
            &agent,
            "case.agree",
            json!({ "return_address": with(address(), "/masked", json!(true)) }),
            (MaskedValue, "/return_address"),
        ),
        (
            &agent,
            "case.agree",
            json!({ "return_address": with(address(), "/city", json!(" ")) }),
            (InvalidValue, "/return_address/city"),
        ),
        (&agent, "case.refuse", json!({}), (InvalidValue, "/text")),
        (&agent, "case.refuse", json!({ "text": "字".repeat(201) }), (TextTooLong, "/text")),
        (&agent, "case.refuse", json!({ "text": "不", "amount": cny(1) }), (InvalidValue, "/amount")),
        (
            &agent,
            "case.refuse",
            json!({ "text": "不", "evidence": [foreign.id] }),
            (UnknownUpload, "/evidence/0"),
        ),
        (&agent, "case.counter_offer", json!({}), (InvalidValue, "/amount")),
        (&agent, "case.counter_offer", json!({ "amount": cny(5_401) }), (AmountAboveMaximum, "/amount")),
        (&agent, "case.counter_offer", json!({ "kind": "gift" }), (InvalidValue, "/kind")),
        (&agent, "case.classify", json!({ "dispute": "weather" }), (InvalidValue, "/dispute")),
        (&agent, "case.refund", json!({}), (ActionNotAllowed, "")),
        (&agent, "case.inspect", json!({ "inspected": [] }), (ActionNotAllowed, "")),
        (&agent, "case.withdraw", json!({}), (Forbidden, "")),
        (&agent, "case.explode", json!({}), (InvalidValue, "/code")),
        (&buyer, "case.agree", json!({ "return_address": address() }), (Forbidden, "")),
        (&buyer, "case.accept_offer", json!({}), (ActionNotAllowed, "")),
        (&buyer, "case.send_return", json!({ "shipment": parcel() }), (ActionNotAllowed, "")),
        (&buyer, "case.revise", json!({ "amount": cny(5_401) }), (AmountAboveMaximum, "/amount")),
        (&buyer, "case.revise", json!({ "reason": "workmanship" }), (InvalidValue, "/quote_id")),
        (&buyer, "case.revise", json!({ "quote_id": "q-9" }), (QuoteExpired, "/quote_id")),
    ] {
        tries(user, &case, code, more, expected).await;
    }
    let stale = Case { version: case.version + 1, ..case.clone() };
    let refused =
        tries(&agent, &stale, "case.refuse", json!({ "text": "不" }), (VersionConflict, "/version")).await;
    assert_eq!(refused.current_case.unwrap().version, case.version);
    let other = shop.user("buyer-2").await;
    let foreign = problem(other.sends(&case, "case.withdraw", json!({})).await).await;
    let missing = Case { id: "case-9".into(), ..case.clone() };
    assert_eq!(foreign, problem(other.sends(&missing, "case.withdraw", json!({})).await).await);
    assert_eq!(foreign.code, NotFound);
    assert_eq!(everything(&shop).await, before, "nothing stays");
}

#[tokio::test]
async fn what_came_back_is_counted_carefully() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&RETURN).await;
    let agreed = agent.does(&case, "case.agree", json!({ "return_address": address() })).await;
    let before = everything(&shop).await;
    for (shipment, at) in [
        (json!({ "courier": "顺丰速运" }), "/shipment/tracking_no"),
        (json!({ "courier": " ", "tracking_no": "SF1" }), "/shipment/courier"),
        (json!({ "courier": "顺丰速运", "tracking_no": " " }), "/shipment/tracking_no"),
    ] {
        tries(&buyer, &agreed, "case.send_return", json!({ "shipment": shipment }), (InvalidValue, at)).await;
    }
    assert_eq!(everything(&shop).await, before);
    let sent = buyer.does(&agreed, "case.send_return", json!({ "shipment": parcel() })).await;
    let before = everything(&shop).await;
    let count = |id: &str, counted: u32| json!({ "line_id": id, "counted": counted, "condition": "intact" });
    for (inspected, expected) in [
        (json!([count("l-1", 2)]), (QuantityAboveBought, "/inspected/0/counted")),
        (json!([count("l-9", 1)]), (UnknownLine, "/inspected/0/line_id")),
        (json!([count("l-1", 1), count("l-1", 1)]), (InvalidValue, "/inspected/1/line_id")),
        (
            json!([with(count("l-1", 1), "/note", json!("字".repeat(501)))]),
            (TextTooLong, "/inspected/0/note"),
        ),
        (json!([with(count("l-1", 1), "/note", json!("\u{1b}[1m"))]), (InvalidValue, "/inspected/0/note")),
    ] {
        tries(&agent, &sent, "case.inspect", json!({ "inspected": inspected }), expected).await;
    }
    assert_eq!(everything(&shop).await, before, "nothing stays");
    // An empty parcel is not paid for.
    let empty = agent.does(&sent, "case.inspect", json!({ "inspected": [count("l-1", 0)] })).await;
    tries(&agent, &empty, "case.refund", json!({}), (ActionNotAllowed, "")).await;
}

#[tokio::test]
async fn an_agent_asks_a_supervisor_above_the_limit() {
    let shop = shop_with(Stage::Paid).await;
    let limits = shop.folder.path().join("policy.json");
    let policy = json!({ "agent_limits": { "refund": cny(10_000) } });
    std::fs::write(&limits, policy.to_string()).unwrap();
    let policy = format!("--policy={}", limits.display());
    let shop = shop.restart_with(&["--test-clock", &policy]).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let case = buyer.applies(&NOT_RECEIVED).await;
    let refused = tries(&agent, &case, "case.agree", json!({}), (ActionNotAllowed, "")).await;
    assert_eq!(refused.detail.as_deref(), Some("金额超出客服权限，请联系主管"));
    let boss = shop.user("supervisor-1").await;
    assert_eq!(boss.does(&case, "case.agree", json!({})).await.state, CaseState::Refunding);
}

#[tokio::test]
async fn nobody_is_let_in_without_a_token() {
    let shop = shop_with(Stage::Paid).await;
    for (method, path) in [
        (Method::GET, "/v1/cases"),
        (Method::GET, "/v1/cases/case-1"),
        (Method::GET, "/v1/orders/o-1/case-options"),
        (Method::POST, "/v1/quotes"),
        (Method::POST, "/v1/cases"),
        (Method::POST, "/v1/cases/case-1/actions"),
    ] {
        let answer = shop.request(method, path).json(&json!({ "client_id": key() })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_revision_does_not_take_what_another_case_claims() {
    let shop = shop_with(Stage::Delivered).await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-2").await);
    let one = buyer.applies(&RETURN).await;
    let other = buyer.applies(&Wish { lines: &[("l-2", 1)], ..RETURN }).await;
    agent.does(&one, "case.refuse", json!({ "text": "签收时完好" })).await;
    // Quoted as if for the other case, whose own claim is left out then.
    let request = with(Wish { lines: &[("l-2", 1)], ..RETURN }.quote("o-1"), "/case_id", json!(other.id));
    let quote: Quote = buyer.post("/v1/quotes", &request).await.json().await.unwrap();
    let before = everything(&shop).await;
    let refused = buyer.case(&one).await;
    let revision = json!({ "quote_id": quote.quote_id, "amount": quote.maximum });
    let problem = buyer.may_not(&refused, "case.revise", revision).await;
    assert_eq!(problem.code, ProblemCode::QuoteExpired);
    assert_eq!(everything(&shop).await, before);
}

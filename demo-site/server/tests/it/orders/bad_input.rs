//! What is refused, how, and that nothing of it stays.

use super::*;
use ProblemCode::{
    ActionNotAllowed, AmountAboveMaximum, AmountNotPositive, Forbidden, InvalidBody, InvalidValue,
    TextTooLong, UnknownField, UnknownLine, WrongCurrency,
};
use kefu_contract::ProblemCode;

/// An action with wrong input: what is sent, the code and the pointer of the refusal.
type Case = (&'static str, Value, ProblemCode, &'static str);

fn money(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "CNY", "exponent": 2 })
}

/// Each action is refused on `order`, and nothing of it stays.
async fn all_refused(user: &User<'_>, order: &Order, cases: Vec<Case>) {
    let before = rows(user.shop).await;
    for (code, fields, problem_code, pointer) in cases {
        let refused = problem(act(user, order, code, fields.clone()).await).await;
        let found = refused.errors.first().map_or("", |field| field.pointer.as_str());
        assert_eq!((&refused.code, found), (&problem_code, pointer), "{code} {fields}");
        let explained = refused.detail.is_some() || !refused.title.is_empty() && refused.code != InvalidValue;
        assert!(explained && !refused.retryable, "{code} {fields}");
    }
    assert_eq!(rows(user.shop).await, before, "nothing written");
}

#[tokio::test]
async fn before_payment() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let line = order.lines[0].id.as_str().to_owned();
    let price =
        |line: &str, discount: Value| json!({ "prices": [{ "line_id": line, "discount": discount }] });
    let street = |text: &str| {
        let mut address = address();
        address["street"] = text.into();
        json!({ "address": address })
    };
    let yen = json!({ "amount": 1, "currency": "JPY", "exponent": 0 });
    let twice = json!([{ "line_id": line, "discount": money(1) }, { "line_id": line, "discount": money(2) }]);
    all_refused(
        &agent,
        &order,
        vec![
            ("order.fly", json!({}), InvalidValue, "/code"),
            ("order.pay", json!({ "payment_method": "balance" }), Forbidden, ""),
            ("order.ship", parcel("1"), ActionNotAllowed, ""),
            ("order.change_price", json!({}), InvalidValue, "/prices"),
            ("order.change_price", price("l-none", money(1)), UnknownLine, "/prices/0/line_id"),
            ("order.change_price", json!({ "prices": twice }), InvalidValue, "/prices/1/line_id"),
            ("order.change_price", price(&line, money(-1)), AmountNotPositive, "/prices/0/discount"),
            ("order.change_price", price(&line, money(11_801)), AmountAboveMaximum, "/prices/0/discount"),
            ("order.change_price", price(&line, yen.clone()), WrongCurrency, "/prices/0/discount"),
            ("order.change_price", price(&line, json!("free")), InvalidBody, "/prices/0/discount"),
            ("order.change_postage", json!({ "postage": money(-1) }), AmountNotPositive, "/postage"),
            ("order.change_postage", json!({ "postage": yen }), WrongCurrency, "/postage"),
            ("order.change_postage", json!({ "postage": money(1), "mark": "void" }), InvalidValue, "/mark"),
            ("order.set_memo", json!({}), InvalidValue, "/memo"),
            (
                "order.set_memo",
                json!({ "memo": { "flag": "pink", "text": "x" } }),
                InvalidValue,
                "/memo/flag",
            ),
            (
                "order.set_memo",
                json!({ "memo": { "flag": "red", "text": " \u{200b}" } }),
                InvalidValue,
                "/memo/text",
            ),
            (
                "order.set_memo",
                json!({ "memo": { "flag": "red", "text": "a\u{0}" } }),
                InvalidValue,
                "/memo/text",
            ),
            (
                "order.set_memo",
                json!({ "memo": { "flag": "red", "text": "柿".repeat(501) } }),
                TextTooLong,
                "/memo/text",
            ),
            (
                "order.set_memo",
                json!({ "memo": { "flag": "red", "text": "x", "author": "me" } }),
                UnknownField,
                "/memo/author",
            ),
            ("order.change_address", json!({}), InvalidValue, "/address"),
            ("order.change_address", street("\u{3000}"), InvalidValue, "/address/street"),
            ("order.change_address", street("一\u{1b}[31m 号"), InvalidValue, "/address/street"),
            (
                "order.split",
                json!({ "lines": [{ "line_id": line, "quantity": 0 }] }),
                InvalidValue,
                "/lines/0/quantity",
            ),
            (
                "order.split",
                json!({ "lines": [{ "line_id": "l-none", "quantity": 1 }] }),
                UnknownLine,
                "/lines/0/line_id",
            ),
            ("order.merge", json!({ "merge_with": ["o-none"] }), ProblemCode::NotFound, "/merge_with/0"),
            ("order.remind_to_pay", json!({ "channel": "chat" }), ActionNotAllowed, ""),
            ("order.mark", json!({ "mark": "lost" }), InvalidValue, "/mark"),
            ("order.close", json!({ "reason": "unpaid" }), InvalidValue, "/reason"),
            ("order.close", json!({ "reason": "agreed", "note": "" }), InvalidValue, "/note"),
            ("order.close", json!({ "reason": "agreed", "note": "x".repeat(501) }), TextTooLong, "/note"),
            ("order.close", json!({ "reason": "agreed", "nota": "x" }), UnknownField, "/nota"),
            ("order.extend_receipt", json!({ "extend_days": 3 }), ActionNotAllowed, ""),
        ],
    )
    .await;
    all_refused(
        &buyer,
        &order,
        vec![
            ("order.set_memo", json!({ "memo": { "flag": "red", "text": "x" } }), Forbidden, ""),
            ("order.pay", json!({}), InvalidValue, "/payment_method"),
            ("order.pay", json!({ "payment_method": "shells" }), InvalidValue, "/payment_method"),
            ("order.close", json!({ "reason": "cannot_contact" }), InvalidValue, "/reason"),
            ("order.confirm_receipt", json!({}), ActionNotAllowed, ""),
            ("case.open", json!({}), ActionNotAllowed, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn after_payment() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = paid(&buyer, basket()).await;
    let blank = json!({ "shipment": { "courier": "中通", "tracking_no": " " } });
    let none = json!({ "shipment": { "courier": "中通" } });
    let nobody = json!({ "shipment": { "courier": "", "tracking_no": "1" } });
    let unknown = json!({ "shipment": {
        "courier": "中通", "tracking_no": "1", "lines": [{ "line_id": "l-none", "quantity": 1 }],
    }});
    all_refused(
        &agent,
        &order,
        vec![
            ("order.ship", json!({}), InvalidValue, "/shipment"),
            ("order.ship", blank, InvalidValue, "/shipment/tracking_no"),
            ("order.ship", none, InvalidValue, "/shipment/tracking_no"),
            ("order.ship", nobody, InvalidValue, "/shipment/courier"),
            ("order.ship", unknown, UnknownLine, "/shipment/lines/0/line_id"),
            ("order.change_price", json!({ "prices": [] }), ActionNotAllowed, ""),
            ("order.report_out_of_stock", json!({ "line_ids": ["l-none"] }), UnknownLine, "/line_ids/0"),
        ],
    )
    .await;
    let sent = done(&agent, &order, "order.ship", parcel("ZT0001")).await;
    let id = sent.shipments[0].id.as_str();
    all_refused(
        &agent,
        &sent,
        vec![
            ("order.extend_receipt", json!({ "extend_days": 4 }), InvalidValue, "/extend_days"),
            ("order.extend_receipt", json!({ "extend_days": -1 }), InvalidBody, "/extend_days"),
            (
                "order.report_exception",
                json!({ "shipment_id": id, "exception": "aliens" }),
                InvalidValue,
                "/exception",
            ),
            (
                "order.report_exception",
                json!({ "shipment_id": "s-none", "exception": "lost" }),
                InvalidValue,
                "/shipment_id",
            ),
            ("order.change_address", json!({ "address": address() }), ActionNotAllowed, ""),
            ("order.close", json!({ "reason": "agreed" }), ActionNotAllowed, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn texts_are_counted_and_kept_composed() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let memo = |text: String| json!({ "memo": { "flag": "red", "text": text } });
    let order = done(&agent, &order, "order.set_memo", memo("e\u{301}".repeat(500))).await;
    assert_eq!(order.memo.as_ref().unwrap().text, "\u{e9}".repeat(500));
    let long = refused(&agent, &order, "order.set_memo", memo("e\u{301}".repeat(501))).await;
    assert_eq!((long.code, long.errors[0].max), (TextTooLong, Some(500)));
    let mut decomposed = address();
    decomposed["recipient"] = "  Rene\u{301} Lin ".into();
    let order = done(&agent, &order, "order.change_address", json!({ "address": decomposed })).await;
    assert_eq!(order.address.as_ref().unwrap().recipient, "Ren\u{e9} Lin");
    // A flag needs no words, and grey without words takes it off.
    let order =
        done(&agent, &order, "order.set_memo", json!({ "memo": { "flag": "green", "text": "" } })).await;
    assert!(order.memo.is_some());
    let order =
        done(&agent, &order, "order.set_memo", json!({ "memo": { "flag": "grey", "text": "" } })).await;
    assert_eq!(order.memo, None);
}

#[tokio::test]
async fn bodies_that_are_too_large_or_nobodys_are_refused() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let before = rows(&shop).await;
    let path = format!("/v1/orders/{}/actions", order.id);
    let large = request(&order, "order.close", json!({ "reason": "agreed", "note": "x".repeat(70_000) }));
    let refused = problem(agent.post(&path, &large).await).await;
    assert_eq!((refused.code, refused.errors[0].max), (ProblemCode::BodyTooLarge, Some(65_536)));
    let unsigned = shop.request(Method::POST, &path).json(&request(&order, "order.mark", json!({})));
    assert_eq!(problem(unsigned.send().await.unwrap()).await.code, ProblemCode::Unauthenticated);
    let mut keyless = request(&order, "order.mark", json!({}));
    keyless["client_id"] = "x".into();
    let refused = problem(agent.post(&path, &keyless).await).await;
    assert_eq!((refused.code, refused.errors[0].pointer.as_str()), (InvalidValue, "/client_id"));
    for path in ["/v1/orders/o-none/actions", "/v1/orders/%00/actions"] {
        let refused = problem(agent.post(path, &request(&order, "order.mark", json!({}))).await).await;
        assert_eq!(refused.code, ProblemCode::NotFound);
    }
    assert_eq!(rows(&shop).await, before, "nothing written");
}

#[tokio::test]
async fn refusals_follow_the_language() {
    let shop = open().await;
    let (buyer, agent) = (shop.user("buyer-1").await, shop.user("agent-1").await);
    let order = place(&buyer, basket()).await;
    let ship = request(&order, "order.ship", parcel("1"));
    let path = format!("/v1/orders/{}/actions", order.id);
    let chinese = problem(agent.post(&path, &ship).await).await;
    assert_eq!(chinese.detail.as_deref(), Some("订单尚未付款"));
    let english = agent.request(Method::POST, &path).header("accept-language", "en").json(&ship);
    let english = problem(english.send().await.unwrap()).await;
    assert_eq!(english.detail.as_deref(), Some("The order has not been paid"));
}

//! Orders to complain about, and the steps of buyers and agents.

use crate::harness::{PATIENCE, Shop, User, key, problem};
use kefu_contract::{
    Case, CaseState, Deadline, DeadlineKind, Money, Order, OrderState, PaymentMethod, Problem, Quote,
    Shipment, Timestamp,
};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::time::SystemTime;

pub(super) const DAY_S: u32 = 86_400;

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Paid, nothing sent.
    Paid,
    /// Sent and delivered, receipt not confirmed.
    Delivered,
    /// Receipt confirmed an hour ago.
    Completed,
}

pub(super) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp::from_unix_ms(i64::try_from(since.as_millis()).unwrap())
}

/// Two cups for ¥108.00 (l-1), an engraved coaster for ¥29.00 (l-2), ¥8.00 of postage.
pub(super) fn bought(id: &str, stage: Stage) -> Order {
    let fixture =
        include_str!("../../../../../components/contract/spec/fixtures/order.awaiting-shipment.json");
    let mut order: Order = serde_json::from_str(fixture).unwrap();
    let (now, hour) = (now(), 3_600_000);
    order.id = id.into();
    order.number = format!("2026{id}");
    order.native_state = None;
    order.memo = None;
    order.warnings.clear();
    order.actions.clear();
    order.history.clear();
    order.created_at = now.plus_ms(-30 * hour);
    order.paid_at = Some(now.plus_ms(-29 * hour));
    order.updated_at = now.plus_ms(-hour);
    let ends = |kind, hours: i64| {
        let fixture = json!({
            "kind": kind, "at": now.plus_ms(hours * hour), "warn_at": now.plus_ms((hours - 24) * hour),
            "actor": "buyer", "on_expiry": "release_money", "paused": false,
        });
        serde_json::from_value::<Deadline>(fixture).unwrap()
    };
    order.deadlines = vec![ends(DeadlineKind::Ship, 43)];
    if stage == Stage::Paid {
        return order;
    }
    order.state = OrderState::AwaitingReceipt;
    order.shipped_at = Some(now.plus_ms(-20 * hour));
    order.deadlines = vec![ends(DeadlineKind::ConfirmReceipt, 9 * 24)];
    order.lines.iter_mut().for_each(|line| line.shipped = line.quantity);
    let parcel = json!({
        "id": "s-1", "courier": "中通快递", "tracking_no": "78412345678901", "state": "delivered",
        "shipped_at": now.plus_ms(-20 * hour), "delivered_at": now.plus_ms(-2 * hour),
    });
    order.shipments = vec![serde_json::from_value::<Shipment>(parcel).unwrap()];
    if stage == Stage::Completed {
        order.state = OrderState::Completed;
        order.escrow = kefu_contract::Escrow::Released;
        order.completed_at = Some(now.plus_ms(-hour));
        order.deadlines = vec![ends(DeadlineKind::OpenCase, 15 * 24 - 1)];
    }
    order
}

/// Puts orders into a shop whose server runs.
pub(super) async fn put(shop: &Shop, orders: &[&Order]) {
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", shop.database().display())).await.unwrap();
    for order in orders {
        sqlx::query(
            "INSERT INTO shop_order (id, version, number, buyer_id, state, marks, total, created_ms, searched, body)
             VALUES ($1, $2, $3, $4, $5, '[]', $6, $7, $3, $8)",
        )
        .bind(&order.id.0)
        .bind(i64::try_from(order.version).unwrap())
        .bind(&order.number)
        .bind(&order.buyer.id.0)
        .bind(order.state.as_str())
        .bind(order.total.amount)
        .bind(order.created_at.unix_ms)
        .bind(json!({ "order": order }).to_string())
        .execute(&pool)
        .await
        .unwrap();
    }
    pool.close().await;
}

/// A shop with a clock to be put forward, and an order `o-1` of the first buyer.
pub(super) async fn shop_with(stage: Stage) -> Shop {
    let shop = Shop::open_with(&["--test-clock"]).await;
    put(&shop, &[&bought("o-1", stage)]).await;
    shop
}

/// The same, the order paid by a friend.
pub(super) async fn shop_with_friend(stage: Stage) -> Shop {
    let shop = Shop::open_with(&["--test-clock"]).await;
    let order = Order { payment_method: Some(PaymentMethod::PayForMe), ..bought("o-1", stage) };
    put(&shop, &[&order]).await;
    shop
}

/// Puts the shop's clock forward.
pub(super) async fn pass(shop: &Shop, seconds: u32) {
    let request = shop.request(reqwest::Method::POST, "/demo/clock").json(&json!({ "seconds": seconds }));
    assert!(request.send().await.unwrap().status().is_success());
}

/// What is asked for, where, why, and of which lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) kind: &'static str,
    pub(super) scenario: &'static str,
    pub(super) reason: &'static str,
    pub(super) lines: &'static [(&'static str, u32)],
}

/// Not received, the whole order.
pub(super) const NOT_RECEIVED: Wish = Wish {
    kind: "refund_only_not_received",
    scenario: "not_received",
    reason: "no_longer_wanted",
    lines: &[("l-1", 2), ("l-2", 1)],
};

/// A cup that is disliked, to go back.
pub(super) const RETURN: Wish =
    Wish { kind: "return_refund", scenario: "received_return", reason: "disliked", lines: &[("l-1", 1)] };

/// A cup that was ordered in the wrong colour.
pub(super) const EXCHANGE: Wish = Wish { kind: "exchange", reason: "ordered_wrong", ..RETURN };

impl Wish {
    pub(super) fn quote(&self, order: &str) -> Value {
        let lines: Vec<Value> =
            self.lines.iter().map(|(id, quantity)| json!({ "line_id": id, "quantity": quantity })).collect();
        json!({
            "order_id": order, "kind": self.kind, "scenario": self.scenario, "reason": self.reason, "lines": lines,
        })
    }

    /// The application for all that was quoted.
    pub(super) fn application(&self, quote: &Quote) -> Value {
        let mut body = self.quote(quote.order_id.as_str());
        body["client_id"] = key().into();
        body["order_version"] = quote.order_version.into();
        body["quote_id"] = quote.quote_id.as_str().into();
        body["amount"] = json!(quote.maximum);
        body
    }
}

impl User<'_> {
    pub(super) async fn order(&self, id: &str) -> Order {
        self.get(&format!("/v1/orders/{id}")).await
    }

    pub(super) async fn case(&self, case: &Case) -> Case {
        self.get(&format!("/v1/cases/{}", case.id)).await
    }

    pub(super) async fn quoted(&self, wish: &Wish) -> Quote {
        let answer = self.post("/v1/quotes", &wish.quote("o-1")).await;
        assert_eq!(answer.status(), StatusCode::OK, "{:?}", answer.text().await);
        answer.json().await.unwrap()
    }

    /// Asks for all that is quoted.
    pub(super) async fn applies(&self, wish: &Wish) -> Case {
        let quote = self.quoted(wish).await;
        opened(self.post("/v1/cases", &wish.application(&quote)).await).await
    }

    /// Sends an action on the version of the case given.
    pub(super) async fn sends(&self, case: &Case, code: &str, mut more: Value) -> Response {
        more["client_id"] = key().into();
        more["version"] = case.version.into();
        more["code"] = code.into();
        self.post(&format!("/v1/cases/{}/actions", case.id), &more).await
    }

    pub(super) async fn does(&self, case: &Case, code: &str, more: Value) -> Case {
        let answer = self.sends(case, code, more).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert_eq!(status, StatusCode::OK, "{code}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub(super) async fn may_not(&self, case: &Case, code: &str, more: Value) -> Problem {
        problem(self.sends(case, code, more).await).await
    }

    /// Waits until a case is in a state, as the clock or the bank bring it there.
    pub(super) async fn sees(&self, case: &Case, state: CaseState) -> Case {
        let patience = std::time::Instant::now() + PATIENCE;
        let mut seq = self.session().await.stream.seq;
        loop {
            let now = self.case(case).await;
            if now.state == state {
                return now;
            }
            assert!(std::time::Instant::now() < patience, "{:?} instead of {state:?}", now.state);
            seq = self.poll(&format!("after={seq}&wait=5")).await.seq;
        }
    }
}

pub(super) async fn opened(answer: Response) -> Case {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// An amount in fen.
pub(super) fn cny(fen: i64) -> Value {
    json!(Money::cny(fen))
}

/// Where the shop wants things sent.
pub(super) fn address() -> Value {
    json!({
        "recipient": "售后仓", "phone": "0571-55550168", "country": "CN", "city": "杭州市", "street": "柿园路 8 号",
    })
}

pub(super) fn parcel() -> Value {
    json!({ "courier": "顺丰速运", "tracking_no": "SF1234567890123" })
}

/// Everything that a refusal must leave alone: every document, the ledger, what the clock will do, and events.
pub(super) async fn everything(shop: &Shop) -> Vec<String> {
    let url = format!("sqlite://{}?mode=ro", shop.database().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let mut found = Vec::new();
    for sql in [
        "SELECT 'order ' || body FROM shop_order ORDER BY id",
        "SELECT 'case ' || body FROM after_sale_case ORDER BY id",
        "SELECT 'attempt ' || case_id || attempt || state FROM refund_attempt ORDER BY case_id, attempt",
        "SELECT 'due ' || subject_id || what || at_ms FROM due ORDER BY subject_id, what",
        "SELECT 'upload ' || id || used FROM upload ORDER BY id",
        "SELECT 'events ' || COUNT(*) FROM event",
        "SELECT 'messages ' || COUNT(*) FROM message",
        "SELECT 'answers ' || COUNT(*) FROM idempotency",
    ] {
        found.extend(sqlx::query_scalar::<_, String>(sql).fetch_all(&pool).await.unwrap());
    }
    pool.close().await;
    found
}

/// What the ledger paid back for an order, in fen.
pub(super) async fn paid_back(shop: &Shop) -> i64 {
    shop.number("SELECT COALESCE(SUM(amount), 0) FROM refund_attempt WHERE state = 'paid'").await
}

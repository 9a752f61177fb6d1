//! A quote over all 50 lines of an order, some of them claimed already; the budget is 50 µs.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use kefu_contract::{
    CaseKind, CaseReason, LineQuantity, Money, Order, OrderLine, QuoteRequest, Scenario, Timestamp,
};
use kefu_rules::after_sale::quote::{Reserved, Terms, quote};
use kefu_rules::language::Language;
use kefu_rules::order::totals;
use kefu_rules::policy::Policy;
use std::hint::black_box;

fn order(lines: i64) -> Order {
    let mut order: Order =
        serde_json::from_str(include_str!("../../contract/spec/fixtures/order.awaiting-shipment.json"))
            .unwrap();
    let like = order.lines[0].clone();
    let line = |i: i64| OrderLine {
        id: format!("l-{i}").as_str().into(),
        quantity: 3,
        shipped: 3,
        unit_price: Money::cny(1_999 + i),
        discount: Money::cny(i),
        ..like.clone()
    };
    order.lines = (0..lines).map(line).collect();
    totals::recompute(&mut order).unwrap();
    order.paid = Some(order.total.clone());
    order
}

fn bench(c: &mut Criterion) {
    let (order, policy) = (order(50), Policy::default());
    let now = Timestamp::parse("2026-11-21T10:00:00+08:00").unwrap();
    let claimed = order.lines.iter().step_by(10);
    let reserved: Vec<Reserved> =
        claimed.map(|l| Reserved { line_id: l.id.clone(), quantity: 1, amount: Money::cny(1_500) }).collect();
    let terms = Terms {
        quote_id: "q-1".into(),
        expires_at: now,
        now,
        received_at: Some(now),
        insured: false,
        reserved: &reserved,
        reserved_postage: 0,
        language: Language::Chinese,
    };
    let lines = order.lines.iter().map(|line| LineQuantity { line_id: line.id.clone(), quantity: 2 });
    let request = QuoteRequest {
        order_id: order.id.clone(),
        kind: CaseKind::ReturnRefund,
        scenario: Scenario::ReceivedReturn,
        reason: CaseReason::QualityDefect,
        lines: lines.collect(),
        case_id: None,
    };
    c.bench_function("quote of 50 lines", |b| {
        b.iter(|| quote(black_box(&order), black_box(&request), &terms, &policy.after_sale).unwrap());
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);

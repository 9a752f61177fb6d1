//! What everybody may do with an order and with a case, worked out on every read; the budget is 5 µs each.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use kefu_contract::{Case, CaseState, Order, Person, Role, Timestamp};
use kefu_rules::after_sale::{self, actions as case_actions};
use kefu_rules::order::{self, actions as order_actions};
use kefu_rules::policy::Policy;
use std::hint::black_box;

fn person(id: &str, role: Role) -> Person {
    Person { id: id.into(), name: id.to_owned(), role, avatar_url: None }
}

fn bench(c: &mut Criterion) {
    let order: Order =
        serde_json::from_str(include_str!("../../contract/spec/fixtures/order.awaiting-shipment.json"))
            .unwrap();
    let case: Case =
        serde_json::from_str(include_str!("../../contract/spec/fixtures/case.awaiting-seller.json")).unwrap();
    // The longest list of inputs a buyer gets.
    let refused = Case { state: CaseState::Refused, ..case.clone() };
    let (policy, now) = (Policy::default(), Timestamp::parse("2026-11-21T10:00:00+08:00").unwrap());
    for viewer in [order.buyer.clone(), person("agent", Role::Agent)] {
        let name = viewer.role.as_str();
        let ctx = order::Context::new(&viewer, now, &policy);
        c.bench_function(&format!("actions on an order, {name}"), |b| {
            b.iter(|| order_actions(black_box(&order), &ctx));
        });
        let case = if viewer.role == Role::Buyer { &refused } else { &case };
        let setting = after_sale::Context::new(&viewer, &order, now, &policy).setting();
        c.bench_function(&format!("actions on a case, {name}"), |b| {
            b.iter(|| case_actions::actions(black_box(case), &setting));
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);

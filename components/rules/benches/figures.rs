//! Figures over 100,000 events, per agent and day; the budget is 100 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use kefu_contract::{Grain, Money, Timestamp};
use kefu_rules::figures::{Author, Breakdown, LogEvent, LogKind, figures, steps};
use kefu_rules::policy::Policy;
use std::hint::black_box;

fn log(count: i64) -> Vec<LogEvent> {
    (0..count)
        .map(|i| {
            let conversation = format!("conversation-{}", i * 7 % 5_003);
            let buyer = format!("buyer-{}", i * 7 % 5_003);
            let (buyer, conversation) = (buyer.as_str().into(), conversation.as_str().into());
            let kind = match i % 10 {
                0..=3 => LogKind::Message(conversation, Author::Buyer(buyer)),
                4..=6 => {
                    LogKind::Message(conversation, Author::Agent(format!("agent-{}", i % 23).as_str().into()))
                }
                7 => LogKind::Message(conversation, Author::Automatic),
                8 => LogKind::Ordered(format!("order-{i}").as_str().into(), buyer),
                _ => LogKind::Paid(format!("order-{}", i - 1).as_str().into(), buyer, Money::cny(i)),
            };
            LogEvent {
                at: Timestamp::from_unix_ms(1_800_000_000_000 + i * 20_000),
                shop: "shop".into(),
                kind,
            }
        })
        .collect()
}

fn bench(c: &mut Criterion) {
    let (events, policy) = (log(100_000), Policy::default());
    let (from, now) =
        (Timestamp::from_unix_ms(1_800_000_000_000), Timestamp::from_unix_ms(1_900_000_000_000));
    let days = steps(from, now, &Grain::Day, 480, 2_000).unwrap_or_default();
    let by = Breakdown { shop: true, agent: true, steps: &days };
    c.bench_function("figures of 100,000 events", |b| {
        b.iter(|| figures(black_box(&events), by, now, &policy.business_hours, &policy.figures));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = bench
}
criterion_main!(benches);

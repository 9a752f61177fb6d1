//! From a plan to lines.

use super::{
    super::{
        dialogue::{Exchange, Phase, Scripts, Who, Words},
        products::Item,
    },
    plan::{DAY, HOUR, Plan, SECOND, Standing},
};
use crate::catalogue;
use kefu_contract::Content;
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// One line, not yet placed in time.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) who: Who,
    pub(super) content: Content,
    /// Milliseconds after the line before.
    pub(super) gap: i64,
}

/// Puts exchanges together, without repeating a topic while there are others.
pub(super) fn compose(
    plan: &Plan,
    scripts: &Scripts,
    items: &[&'static Item],
    rng: &mut ChaCha8Rng,
) -> Vec<Line> {
    let words = Words::new(plan.locale, &plan.agent.name, rng);
    let mut lines: Vec<Line> = Vec::new();
    let mut item = plan.item;
    let mut used: Vec<&str> = Vec::new();
    let mut before = Phase::Opening;
    for (place, phase) in phases(plan).into_iter().enumerate() {
        // The regular comes back for something else every time.
        if plan.is_regular() && place % 3 == 2 {
            item = items.choose(rng).copied().unwrap_or(item);
        }
        let fitting = scripts.of(phase, item);
        if fitting.iter().all(|one| used.contains(&one.topic)) {
            used.clear();
        }
        let fresh: Vec<_> = fitting.into_iter().filter(|one| !used.contains(&one.topic)).collect();
        let Some(exchange) = fresh.choose(rng) else { continue };
        used.push(exchange.topic);
        let start = lines.len();
        speak(&mut lines, exchange, &words, item, items, rng);
        lines[start].gap = pause(plan, before, phase, rng);
        before = phase;
    }
    if let Standing::Waiting(_) = plan.standing {
        let phase = if plan.after_sale { Phase::AfterSale } else { Phase::BeforeSale };
        let fitting = scripts.of(phase, plan.item);
        let fresh: Vec<_> = fitting.into_iter().filter(|one| !used.contains(&one.topic)).collect();
        if let Some(exchange) = fresh.choose(rng) {
            let start = lines.len();
            speak(&mut lines, exchange, &words, plan.item, items, rng);
            // Nobody has answered this one yet.
            lines.truncate(start + 1);
            lines[start].gap = pause(plan, before, phase, rng);
        }
    }
    lines
}

/// What follows what. Those with a trouble mostly come straight to it.
fn phases(plan: &Plan) -> Vec<Phase> {
    let mut phases = Vec::new();
    if plan.is_regular() {
        phases.push(Phase::Opening);
        let phase = |place| if place % 3 == 2 { Phase::AfterSale } else { Phase::BeforeSale };
        phases.extend((0..plan.exchanges).map(phase));
    } else {
        let waiting = matches!(plan.standing, Standing::Waiting(_));
        let after = usize::from(plan.after_sale && !waiting);
        let before = if plan.after_sale { (plan.exchanges - 1).min(2) } else { plan.exchanges };
        if before > 0 {
            phases.push(Phase::Opening);
        }
        phases.extend(std::iter::repeat_n(Phase::BeforeSale, before));
        phases.extend(std::iter::repeat_n(Phase::AfterSale, after));
    }
    if !matches!(plan.standing, Standing::Waiting(_)) {
        phases.push(Phase::Farewell);
    }
    phases
}

/// Silence before an exchange, in milliseconds. Parcels need days; questions follow greetings at once.
fn pause(plan: &Plan, before: Phase, phase: Phase, rng: &mut ChaCha8Rng) -> i64 {
    match (before, phase) {
        (_, Phase::Farewell) => rng.random_range(6 * SECOND..40 * SECOND),
        (_, Phase::BeforeSale) if plan.is_regular() => rng.random_range(DAY..9 * DAY),
        (_, Phase::AfterSale) => rng.random_range(20 * HOUR..4 * DAY),
        (Phase::Opening, _) => rng.random_range(8 * SECOND..45 * SECOND),
        _ => rng.random_range(30 * SECOND..25 * 60 * SECOND),
    }
}

fn speak(
    lines: &mut Vec<Line>,
    exchange: &Exchange,
    words: &Words,
    item: &Item,
    items: &[&'static Item],
    rng: &mut ChaCha8Rng,
) {
    let option = rng.random_range(0..6);
    for (who, variants) in &exchange.lines {
        let said = variants.choose(rng).copied().unwrap_or_default();
        let content = match who {
            Who::Card => catalogue::product_content(companion(item, items).card()),
            _ => Content::text(words.fill(said, item, option)),
        };
        let seconds = match who {
            Who::Bot => 1,
            Who::Note => rng.random_range(8..30),
            Who::Buyer => rng.random_range(9..75),
            Who::Agent | Who::Card => rng.random_range(14..95),
        };
        lines.push(Line { who: *who, content, gap: seconds * SECOND });
    }
}

/// Another product of the same shelf, else the next one.
fn companion(item: &Item, items: &[&'static Item]) -> &'static Item {
    let start = items.iter().position(|other| other.id == item.id).unwrap_or(0);
    let others = || (1..items.len()).map(|step| items[(start + step) % items.len()]);
    others().find(|other| other.shelf == item.shelf).unwrap_or_else(|| items[(start + 1) % items.len()])
}

//! What an order says of its cases.

use super::claim::is_open;
use crate::order::{pause, resume};
use kefu_contract::{Case, Order, Timestamp};

/// The order as it stands beside all its cases: its lines name the newest open one, its clocks stand still while
/// any is open and get that time back afterwards.
///
/// The version always goes up, also where nothing can be seen of the change, so that quotes computed before the
/// cases laid claim to something else no longer hold. Store it in the transaction that stores the case.
pub fn follow(order: &Order, cases: &[Case], now: Timestamp) -> Order {
    let mut after = order.clone();
    let mut newest: Vec<&Case> = cases.iter().rev().collect();
    newest.sort_by_key(|case| std::cmp::Reverse(case.created_at));
    after.cases = newest.iter().map(|case| case.id.clone()).collect();
    for line in &mut after.lines {
        let has = |case: &&&Case| is_open(case) && case.lines.iter().any(|of| of.line_id == line.id);
        line.case_id = newest.iter().find(has).map(|case| case.id.clone());
    }
    if cases.iter().any(is_open) {
        pause(&mut after);
    } else if let Some(since) = stopped_at(cases) {
        resume(&mut after, since, now);
    }
    after.version += 1;
    after.updated_at = now;
    after
}

/// When the clocks stopped that the end of the last case lets run again: cases that overlap stop them once.
fn stopped_at(cases: &[Case]) -> Option<Timestamp> {
    let mut since = cases.iter().max_by_key(|case| case.closed_at)?.created_at;
    let before = |since: Timestamp| {
        let overlaps = |case: &&Case| case.created_at < since && case.closed_at.is_some_and(|at| at >= since);
        cases.iter().filter(overlaps).map(|case| case.created_at).min()
    };
    while let Some(earlier) = before(since) {
        since = earlier;
    }
    Some(since)
}

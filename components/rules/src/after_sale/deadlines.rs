//! Who must act until when in each state, and what happens if nobody does.

use super::machine::{Facts, State, Track};
use super::{DAY_MS, HOUR_MS, intervention};
use crate::policy::{AfterSalePolicy, OrderPolicy, Policy};
use kefu_contract::{Actor, Case, Deadline, DeadlineKind, ExpiryOutcome, LineId, Order, Timestamp};

/// A deadline before it is put on the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What must happen.
    pub kind: DeadlineKind,
    /// Whose move it is.
    pub actor: Actor,
    /// How long it runs.
    pub length_ms: i64,
    /// What happens when it passes; [`super::machine::Event::Expire`] carries it out.
    pub on_expiry: ExpiryOutcome,
}

/// The deadline of a state; nothing where none runs. A replacement is shipped and confirmed under the terms of
/// an order sent by courier.
pub fn term(
    state: State,
    facts: &Facts,
    goods_shipped: bool,
    policy: &AfterSalePolicy,
    orders: &OrderPolicy,
) -> Option<Term> {
    let days = |d: u32| i64::from(d) * DAY_MS;
    let swaps = matches!(facts.track()?, Track::Swap | Track::SwapCounted);
    let (kind, actor, length_ms, on_expiry) = match state {
        State::AwaitingSeller => {
            let answer = if goods_shipped { policy.answer_shipped_d } else { policy.answer_unshipped_d };
            (DeadlineKind::AnswerCase, Actor::Seller, days(answer), ExpiryOutcome::AgreeCase)
        }
        State::Countered | State::Refused => {
            (DeadlineKind::ReviseCase, Actor::Buyer, days(policy.revise_d), ExpiryOutcome::CloseCase)
        }
        State::AwaitingReturn => {
            (DeadlineKind::ReturnGoods, Actor::Buyer, days(policy.return_d), ExpiryOutcome::CloseCase)
        }
        State::AwaitingInspection => {
            let outcome = if swaps { ExpiryOutcome::AgreeCase } else { ExpiryOutcome::Refund };
            (DeadlineKind::InspectReturn, Actor::Seller, days(policy.inspect_d), outcome)
        }
        State::AwaitingReship => (
            DeadlineKind::ShipReplacement,
            Actor::Seller,
            i64::from(orders.ship_within_h) * HOUR_MS,
            ExpiryOutcome::Refund,
        ),
        State::AwaitingBuyerReceipt => (
            DeadlineKind::ConfirmReplacement,
            Actor::Buyer,
            days(orders.confirm.courier),
            ExpiryOutcome::CompleteExchange,
        ),
        State::Draft
        | State::Refunding
        | State::RefundFailed
        | State::Refunded
        | State::Closed
        | State::Exchanged => return None,
    };
    Some(Term { kind, actor, length_ms, on_expiry })
}

/// The running deadline of a case that entered its state at `entered_at`; paused while the platform decides.
pub fn deadline(
    case: &Case,
    entered_at: Timestamp,
    goods_shipped: bool,
    now: Timestamp,
    policy: &AfterSalePolicy,
    orders: &OrderPolicy,
) -> Option<Deadline> {
    let state = State::known(&case.state)?;
    let term = term(state, &Facts::of(case), goods_shipped, policy, orders)?;
    let due = entered_at.plus_ms(term.length_ms);
    let paused = intervention::is_open(&case.intervention.state);
    let at = match case.intervention.requested_at {
        // What was left when the platform was asked is left whenever the clock runs again.
        Some(asked) if paused => now.plus_ms(due.since(asked).max(0)),
        _ => due,
    };
    let warn_at = Some(at.plus_ms(-i64::from(orders.warn_before_h) * HOUR_MS));
    Some(Deadline { kind: term.kind, at, warn_at, actor: term.actor, on_expiry: term.on_expiry, paused })
}

/// When a case entered its state: its last step, as its history tells.
pub fn entered_at(case: &Case) -> Timestamp {
    let step = case.history.iter().rev().find(|entry| entry.to.is_some());
    step.map_or(case.created_at, |entry| entry.at)
}

/// The deadlines of a case of this order at `now`, the running one first: while the platform is at work the time for
/// evidence, beside the state's own, whose end moves on with the clock as long as that stands still.
pub fn all(case: &Case, order: &Order, now: Timestamp, policy: &Policy) -> Vec<Deadline> {
    intervention::deadline(case, policy).into_iter().chain(running(case, order, now, policy)).collect()
}

fn running(case: &Case, order: &Order, now: Timestamp, policy: &Policy) -> Option<Deadline> {
    let ours = |id: &LineId| case.lines.iter().any(|line| line.line_id == *id);
    let shipped = order.lines.iter().any(|line| line.shipped > 0 && ours(&line.id));
    deadline(case, entered_at(case), shipped, now, &policy.after_sale, &policy.orders)
}

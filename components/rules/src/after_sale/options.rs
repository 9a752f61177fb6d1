//! What a refund wizard may offer for an order: kinds and scenarios, allowed and denied, with their reasons.

use super::DAY_MS;
use super::reasons::{kinds, needs_evidence, no_reason_until, reasons, return_postage_payer};
use super::words::{self, Denial};
use crate::language::Language;
use crate::policy::AfterSalePolicy;
use kefu_contract::{
    CaseOption, CaseReason, DeadlineKind, Order, OrderState, ReasonOption, Scenario, Timestamp,
};

/// What the decision needs to know beside the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// When the goods arrived; nothing while they have not.
    pub received_at: Option<Timestamp>,
    /// Whether freight insurance covers sending goods back.
    pub insured: bool,
    /// Now.
    pub now: Timestamp,
    /// The language of the words.
    pub language: Language,
}

/// Every kind in every scenario, allowed or denied.
pub fn options(order: &Order, situation: &Situation, policy: &AfterSalePolicy) -> Vec<CaseOption> {
    let until = until(order, policy);
    [Scenario::NotReceived, Scenario::ReceivedKeep, Scenario::ReceivedReturn]
        .iter()
        .flat_map(|scenario| {
            let denial = denial(order, scenario, until, situation.now);
            let fitting = match denial {
                None => reason_options(order, scenario, situation, policy),
                Some(_) => Vec::new(),
            };
            kinds(scenario).iter().map(move |kind| CaseOption {
                kind: kind.clone(),
                scenario: scenario.clone(),
                enabled: denial.is_none(),
                denied_reason: denial.as_ref().map(|why| why.text(situation.language).to_owned()),
                until,
                reasons: fitting.clone(),
            })
        })
        .collect()
}

/// Until when an application is possible: the window of the order where it has one, else the days after
/// completion; nothing before completion, and while the window's clock stands still.
pub fn until(order: &Order, policy: &AfterSalePolicy) -> Option<Timestamp> {
    match order.deadlines.iter().find(|deadline| deadline.kind == DeadlineKind::OpenCase) {
        Some(deadline) => (!deadline.paused).then_some(deadline.at),
        None => order.completed_at.map(|at| at.plus_ms(i64::from(policy.open_after_completion_d) * DAY_MS)),
    }
}

/// When the goods arrived: the last parcel signed for, or receipt confirmed, whichever came first.
pub fn received_at(order: &Order) -> Option<Timestamp> {
    let arrived: Option<Vec<Timestamp>> = order.shipments.iter().map(|parcel| parcel.delivered_at).collect();
    let arrived = arrived.and_then(|parcels| parcels.into_iter().max());
    match (arrived, order.completed_at) {
        (Some(arrived), Some(completed)) => Some(arrived.min(completed)),
        (arrived, completed) => arrived.or(completed),
    }
}

/// Why no application is possible in a scenario.
pub fn denial(
    order: &Order,
    scenario: &Scenario,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Option<Denial> {
    let Some(paid) = &order.paid else { return Some(Denial::NotPaid) };
    if order.refunded.amount >= paid.amount {
        return Some(Denial::NothingLeft);
    }
    if matches!(order.state, OrderState::Closed | OrderState::Other(_)) {
        return Some(Denial::Unknown);
    }
    if until.is_some_and(|until| now > until) {
        return Some(Denial::WindowClosed);
    }
    match scenario {
        Scenario::NotReceived => None,
        Scenario::ReceivedKeep | Scenario::ReceivedReturn => {
            order.lines.iter().all(|line| line.shipped == 0).then_some(Denial::NotShipped)
        }
        Scenario::Other(_) => Some(Denial::Unknown),
    }
}

fn reason_options(
    order: &Order,
    scenario: &Scenario,
    situation: &Situation,
    policy: &AfterSalePolicy,
) -> Vec<ReasonOption> {
    // Offered while any line may go back without a reason; the quote checks the lines chosen.
    let freely = situation.received_at.is_none_or(|at| {
        order.lines.iter().any(|line| no_reason_until(line, at, situation.now, policy).is_ok())
    });
    reasons(scenario)
        .iter()
        .filter(|reason| **reason != CaseReason::NoReason || freely)
        .map(|reason| ReasonOption {
            reason: reason.clone(),
            label: words::reason(reason, situation.language).to_owned(),
            return_postage_payer: return_postage_payer(scenario, reason, situation.insured),
            evidence_required: needs_evidence(reason),
        })
        .collect()
}

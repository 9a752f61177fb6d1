//! The platform's intervention (平台介入), beside the state of the case.

use super::DAY_MS;
use super::machine::State;
use super::words::Denial;
use crate::policy::AfterSalePolicy;
use kefu_contract::{Case, InterventionState, Timestamp};

/// What can happen to an intervention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A party asks for it.
    Request,
    /// A party tells more.
    AddEvidence,
    /// Decided for the buyer.
    DecideBuyer,
    /// Decided for the seller.
    DecideSeller,
}

/// Whether the platform is at work, so that ordinary actions and timers pause.
pub fn is_open(state: &InterventionState) -> bool {
    matches!(state, InterventionState::Requested | InterventionState::Evidence)
}

/// The state after `event`; nothing where it cannot happen. Whether it may be asked for is [`may_request`].
pub fn next(state: &InterventionState, event: Event) -> Option<InterventionState> {
    use InterventionState as S;
    match (state, event) {
        (S::None | S::Eligible, Event::Request) => Some(S::Requested),
        (S::Requested | S::Evidence, Event::AddEvidence) => Some(S::Evidence),
        (S::Requested | S::Evidence, Event::DecideBuyer) => Some(S::DecidedBuyer),
        (S::Requested | S::Evidence, Event::DecideSeller) => Some(S::DecidedSeller),
        (S::None | S::Eligible, Event::AddEvidence | Event::DecideBuyer | Event::DecideSeller)
        | (S::Requested | S::Evidence, Event::Request)
        | (S::DecidedBuyer | S::DecidedSeller | S::Other(_), _) => None,
    }
}

/// Whether the platform can still change anything in this state.
pub fn concerns(state: State) -> bool {
    match state {
        State::AwaitingSeller
        | State::Countered
        | State::AwaitingReturn
        | State::AwaitingInspection
        | State::Refused
        | State::AwaitingReship
        | State::AwaitingBuyerReceipt => true,
        State::Draft
        | State::Refunding
        | State::RefundFailed
        | State::Refunded
        | State::Closed
        | State::Exchanged => false,
    }
}

/// Whether the platform may be asked now: after any refusal, or within the window after completion.
///
/// # Errors
/// The denial, and when it ends where the backend has set that.
pub fn may_request(
    case: &Case,
    state: State,
    completed_at: Option<Timestamp>,
    now: Timestamp,
    policy: &AfterSalePolicy,
) -> Result<(), (Denial, Option<Timestamp>)> {
    match case.intervention.state {
        InterventionState::None | InterventionState::Eligible => {}
        InterventionState::Requested | InterventionState::Evidence => {
            return Err((Denial::PlatformDecides, None));
        }
        InterventionState::DecidedBuyer | InterventionState::DecidedSeller => {
            return Err((Denial::PlatformDecided, None));
        }
        InterventionState::Other(_) => return Err((Denial::Unknown, None)),
    }
    if !concerns(state) {
        return Err((Denial::in_state(state), None));
    }
    if let Some(opens_at) = case.intervention.opens_at.filter(|at| *at > now) {
        return Err((Denial::InterventionLater, Some(opens_at)));
    }
    if case.refusal.is_some() || state == State::Refused {
        return Ok(());
    }
    let window = i64::from(policy.intervention_after_completion_d) * DAY_MS;
    match completed_at {
        Some(at) if now.since(at) <= window => Ok(()),
        Some(_) => Err((Denial::InterventionOver, None)),
        None => Err((Denial::NotRefused, None)),
    }
}

/// Brings "may be asked for" up to date; what has been asked or decided stays.
pub(super) fn renew(
    case: &mut Case,
    completed_at: Option<Timestamp>,
    now: Timestamp,
    policy: &AfterSalePolicy,
) {
    if !matches!(case.intervention.state, InterventionState::None | InterventionState::Eligible) {
        return;
    }
    let may = State::known(&case.state)
        .is_some_and(|state| may_request(case, state, completed_at, now, policy).is_ok());
    case.intervention.state = if may { InterventionState::Eligible } else { InterventionState::None };
}

//! What each role may do with a case now, allowed and denied.

use super::input::input;
use super::machine::{Event, Facts, Illegal, State, Track, next, rows};
use super::words::Denial;
use super::{claim, intervention};
use crate::language::Language;
use crate::money;
use crate::policy::Policy;
use kefu_contract::{Action, Case, CaseActionCode as C, CaseKind, Money, Role, Timestamp};

/// What the decision needs to know beside the case.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Who asks. [`Role::System`] stands for the platform.
    pub role: &'a Role,
    /// When the order was completed.
    pub completed_at: Option<Timestamp>,
    /// Now.
    pub now: Timestamp,
    /// The shop's policy.
    pub policy: &'a Policy,
    /// The language of the words.
    pub language: Language,
}

/// Actions a role can ever have, in the order to show them.
pub const fn codes(role: &Role) -> &'static [C] {
    const BUYER: &[C] = &[
        C::AcceptOffer,
        C::DeclineOffer,
        C::SendReturn,
        C::ConfirmReplacement,
        C::Revise,
        C::ConvertToRefund,
        C::RequestIntervention,
        C::AddEvidence,
        C::Withdraw,
    ];
    const SELLER: &[C] = &[
        C::Agree,
        C::CounterOffer,
        C::Refuse,
        C::Inspect,
        C::Refund,
        C::RetryRefund,
        C::DisputeCondition,
        C::Reship,
        C::ConvertToRefund,
        C::RequestIntervention,
        C::AddEvidence,
        C::Classify,
    ];
    const PLATFORM: &[C] = &[C::Decide];
    match role {
        Role::Buyer => BUYER,
        Role::Agent | Role::Supervisor => SELLER,
        Role::System => PLATFORM,
        Role::Bot | Role::Other(_) => &[],
    }
}

/// The event of the machine behind an action; nothing for those that leave the state alone.
pub const fn event(code: &C) -> Option<Event> {
    Some(match code {
        C::Revise => Event::Revise,
        C::Withdraw => Event::Withdraw,
        C::AcceptOffer => Event::AcceptOffer,
        C::DeclineOffer => Event::DeclineOffer,
        C::SendReturn => Event::SendReturn,
        C::ConfirmReplacement => Event::ConfirmReplacement,
        C::ConvertToRefund => Event::ConvertToRefund,
        C::Agree => Event::Agree,
        C::Refuse => Event::Refuse,
        C::CounterOffer => Event::CounterOffer,
        C::Inspect => Event::Inspect,
        C::Refund => Event::Refund,
        C::RetryRefund => Event::RetryRefund,
        C::DisputeCondition => Event::DisputeCondition,
        C::Reship => Event::Reship,
        C::RequestIntervention | C::AddEvidence | C::Classify | C::Decide | C::Other(_) => return None,
    })
}

/// Whether an action may be done now.
///
/// # Errors
/// The denial, and when it ends where that is known.
pub fn decide(code: &C, case: &Case, setting: &Setting<'_>) -> Result<(), (Denial, Option<Timestamp>)> {
    let never = |denial| Err((denial, None));
    if !codes(setting.role).contains(code) {
        return never(Denial::WrongRole);
    }
    let Some(state) = State::known(&case.state) else { return never(Denial::Unknown) };
    if state.is_terminal() {
        return never(Denial::Ended);
    }
    let open = intervention::is_open(&case.intervention.state);
    match code {
        C::AddEvidence | C::Decide if open => return Ok(()),
        C::AddEvidence | C::Decide => return never(Denial::PlatformNotAsked),
        C::RequestIntervention => {
            let policy = &setting.policy.after_sale;
            return intervention::may_request(case, state, setting.completed_at, setting.now, policy);
        }
        C::Classify if open => return never(Denial::PlatformDecides),
        C::Classify => return Ok(()),
        _ => {}
    }
    let facts = Facts::of(case);
    let Some(event) = event(code) else { return never(Denial::Unknown) };
    match next(state, event, &facts) {
        Ok(_) if pays_for_goods(state, event) && claim::nothing_came(case) => never(Denial::NothingCame),
        Ok(_) if above_limit(event, case, setting) => never(Denial::AboveAgentLimit),
        Ok(_) => Ok(()),
        Err(Illegal::Paused) => never(Denial::PlatformDecides),
        Err(Illegal::NotAsked) => never(Denial::PlatformNotAsked),
        Err(Illegal::Unknown) => never(Denial::Unknown),
        Err(Illegal::NotInState) => never(why(state, event, &facts)),
    }
}

fn why(state: State, event: Event, facts: &Facts) -> Denial {
    let Some(track) = facts.track() else { return Denial::Unknown };
    let waits_for_count = state == State::AwaitingInspection
        && matches!(track, Track::Return | Track::Swap)
        && matches!(event, Event::Refund | Event::Agree | Event::CounterOffer | Event::DisputeCondition);
    if waits_for_count {
        return Denial::NotInspected;
    }
    // A step this track takes in no state at all, counted or not.
    let columns: &[Track] = match track {
        Track::Return | Track::ReturnCounted => &[Track::Return, Track::ReturnCounted],
        Track::Swap | Track::SwapCounted => &[Track::Swap, Track::SwapCounted],
        Track::Money => &[Track::Money],
        Track::Reship => &[Track::Reship],
    };
    let ever = State::ALL
        .iter()
        .flat_map(|state| rows(*state))
        .any(|(of, cells)| *of == event && columns.iter().any(|column| cells[*column as usize].is_some()));
    if ever || event == Event::RetryRefund { Denial::in_state(state) } else { Denial::NotThisKind }
}

/// Whether the seller pays for what was counted, before having accepted it.
fn pays_for_goods(state: State, event: Event) -> bool {
    state == State::AwaitingInspection && matches!(event, Event::Refund | Event::ConvertToRefund)
}

/// What an agent may pay back alone for this kind.
pub(super) fn agent_limit<'a>(kind: &CaseKind, policy: &'a Policy) -> &'a Money {
    match kind {
        CaseKind::Compensation => &policy.agent_limits.compensation,
        _ => &policy.agent_limits.refund,
    }
}

/// Whether an agent would grant more than allowed alone: what is paid now, or once an exchange agreed to becomes a
/// refund. A limit in another currency cannot be compared and therefore grants nothing.
fn above_limit(event: Event, case: &Case, setting: &Setting<'_>) -> bool {
    let grants = matches!(event, Event::Agree | Event::Refund | Event::ConvertToRefund);
    if *setting.role != Role::Agent || !grants {
        return false;
    }
    let limit = agent_limit(&case.kind, setting.policy);
    let granted = claim::due(case);
    money::same_currency(granted, limit).is_err() || granted.amount > limit.amount
}

/// All actions of a role, allowed and denied; every denied one says why.
pub fn actions(case: &Case, setting: &Setting<'_>) -> Vec<Action> {
    let action = |code: &C| match decide(code, case, setting) {
        Ok(()) => Action { input: input(code, case, setting), ..Action::allowed(code.as_str()) },
        Err((denial, opens_at)) => {
            Action { opens_at, ..Action::denied(code.as_str(), denial.text(setting.language)) }
        }
    };
    codes(setting.role).iter().map(action).collect()
}

//! The platform's intervention (平台介入), beside the state of the case.

use super::machine::State;
use super::reasons::sellers_fault;
use super::words::Denial;
use super::{DAY_MS, HOUR_MS};
use crate::language::Language;
use crate::policy::{AfterSalePolicy, Policy};
use kefu_contract::{
    Actor, Case, Deadline, DeadlineKind, ExpiryOutcome, Intervention, InterventionState, Timestamp,
};

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
pub fn renew(case: &mut Case, completed_at: Option<Timestamp>, now: Timestamp, policy: &AfterSalePolicy) {
    if !matches!(case.intervention.state, InterventionState::None | InterventionState::Eligible) {
        return;
    }
    let may = State::known(&case.state)
        .is_some_and(|state| may_request(case, state, completed_at, now, policy).is_ok());
    case.intervention.state = if may { InterventionState::Eligible } else { InterventionState::None };
}

fn has_stated(part: &Intervention, side: &Actor) -> bool {
    part.statements.iter().any(|statement| statement.actor == *side)
}

/// Until when both sides may hand in evidence (举证); nothing while the platform is not at work. It is the move of the
/// side that has said nothing yet.
pub fn deadline(case: &Case, policy: &Policy) -> Option<Deadline> {
    let part = &case.intervention;
    let asked = part.requested_at.filter(|_| is_open(&part.state))?;
    let at = asked.plus_ms(i64::from(policy.after_sale.give_evidence_d) * DAY_MS);
    let actor = match (has_stated(part, &Actor::Buyer), has_stated(part, &Actor::Seller)) {
        (false, true) => Actor::Buyer,
        (true, false) => Actor::Seller,
        (true, true) | (false, false) => Actor::Platform,
    };
    Some(Deadline {
        kind: DeadlineKind::GiveEvidence,
        at,
        warn_at: Some(at.plus_ms(-i64::from(policy.orders.warn_before_h) * HOUR_MS)),
        actor,
        on_expiry: ExpiryOutcome::Decide,
        paused: false,
    })
}

/// What the platform decides where it has no people of its own for that, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// For the buyer: the seller has told the platform nothing.
    SellerSilent,
    /// For the seller: a matter of preference, and the buyer has shown nothing.
    Preference,
    /// For the buyer, at what was agreed or asked for: the seller's words do not outweigh the buyer's.
    BuyerHeard,
}

impl Verdict {
    /// Whether the buyer gets the money.
    pub fn for_buyer(self) -> bool {
        self != Self::Preference
    }

    /// The decision in words.
    pub fn text(self, language: Language) -> &'static str {
        let (chinese, english) = self.words();
        language.pick(chinese, english)
    }

    pub(super) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SellerSilent => (
                "卖家未在举证期内说明情况，支持买家的申请。",
                "The seller said nothing in the time for evidence: decided for the buyer.",
            ),
            Self::Preference => (
                "属于个人喜好问题，买家未提供凭证，支持卖家。",
                "A matter of preference, and the buyer has shown no evidence: decided for the seller.",
            ),
            Self::BuyerHeard => {
                ("经核实双方陈述，支持买家的申请。", "Both sides were heard: decided for the buyer.")
            }
        }
    }
}

/// Decides by a simple rule when the time for evidence is over:
///
/// 1. a seller who has told the platform nothing loses;
/// 2. where the reason is no fault of the seller's ([`sellers_fault`]), a buyer who has shown nothing loses, neither
///    in the application nor to the platform;
/// 3. else the buyer gets what was agreed or asked for.
pub fn verdict(case: &Case) -> Verdict {
    let part = &case.intervention;
    let shown = !case.evidence.is_empty()
        || part.statements.iter().any(|s| s.actor == Actor::Buyer && !s.evidence.is_empty());
    if !has_stated(part, &Actor::Seller) {
        Verdict::SellerSilent
    } else if !sellers_fault(&case.reason) && !shown {
        Verdict::Preference
    } else {
        Verdict::BuyerHeard
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::{CaseReason, Statement, Upload};

    fn case(reason: CaseReason, evidence: bool, statements: &[(Actor, bool)]) -> Case {
        let fixture = include_str!("../../../contract/spec/fixtures/case.intervention.json");
        let mut case: Case = serde_json::from_str(fixture).unwrap();
        let picture: Upload =
            serde_json::from_str(include_str!("../../../contract/spec/fixtures/upload.json")).unwrap();
        let pictures = |some: bool| if some { vec![picture.clone()] } else { Vec::new() };
        case.reason = reason;
        case.evidence = pictures(evidence);
        case.intervention.statements = statements
            .iter()
            .map(|(actor, shows)| Statement {
                actor: actor.clone(),
                text: "…".to_owned(),
                evidence: pictures(*shows),
                at: case.created_at,
            })
            .collect();
        case
    }

    #[test]
    fn the_rule_row_by_row() {
        use Actor::{Buyer, Seller};
        use CaseReason::{Disliked, QualityDefect};
        for (reason, evidence, statements, expected) in [
            (QualityDefect, true, vec![(Buyer, false)], Verdict::SellerSilent),
            (Disliked, false, vec![(Buyer, false)], Verdict::SellerSilent),
            (Disliked, false, vec![(Buyer, false), (Seller, false)], Verdict::Preference),
            (Disliked, false, vec![(Seller, true)], Verdict::Preference),
            (Disliked, true, vec![(Buyer, false), (Seller, false)], Verdict::BuyerHeard),
            (Disliked, false, vec![(Buyer, true), (Seller, true)], Verdict::BuyerHeard),
            (QualityDefect, false, vec![(Buyer, false), (Seller, true)], Verdict::BuyerHeard),
        ] {
            let verdict = verdict(&case(reason.clone(), evidence, &statements));
            assert_eq!(verdict, expected, "{reason:?} {evidence} {statements:?}");
            assert_eq!(verdict.for_buyer(), verdict != Verdict::Preference);
        }
    }

    #[test]
    fn it_is_the_move_of_the_side_that_has_said_nothing() {
        let policy = Policy::default();
        let mut asked = case(CaseReason::QualityDefect, true, &[(Actor::Buyer, true)]);
        let due = deadline(&asked, &policy).unwrap();
        assert_eq!((due.kind, due.actor, due.paused), (DeadlineKind::GiveEvidence, Actor::Seller, false));
        assert_eq!(due.at.since(asked.intervention.requested_at.unwrap()), 3 * DAY_MS);
        let both = case(CaseReason::QualityDefect, true, &[(Actor::Buyer, true), (Actor::Seller, false)]);
        assert_eq!(deadline(&both, &policy).map(|due| due.actor), Some(Actor::Platform));
        asked.intervention.state = InterventionState::DecidedBuyer;
        assert_eq!(deadline(&asked, &policy), None);
    }
}

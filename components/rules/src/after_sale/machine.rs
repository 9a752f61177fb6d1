//! The state machine of cases, as one table: state × event × track → state.

use super::intervention;
use kefu_contract::{Case, CaseKind, CaseState, InterventionState};

/// The known states of a case: [`CaseState`] without its open end, so that tables can be exhaustive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the contract's state of the same name")]
pub enum State {
    Draft,
    AwaitingSeller,
    Countered,
    AwaitingReturn,
    AwaitingInspection,
    Refunding,
    Refunded,
    Refused,
    Closed,
    RefundFailed,
    AwaitingReship,
    AwaitingBuyerReceipt,
    Exchanged,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Draft,
        Self::AwaitingSeller,
        Self::Countered,
        Self::AwaitingReturn,
        Self::AwaitingInspection,
        Self::Refunding,
        Self::Refunded,
        Self::Refused,
        Self::Closed,
        Self::RefundFailed,
        Self::AwaitingReship,
        Self::AwaitingBuyerReceipt,
        Self::Exchanged,
    ];

    /// The known state, or nothing for one that only a newer backend knows: no action is guessed for it.
    pub fn known(state: &CaseState) -> Option<Self> {
        Some(match state {
            CaseState::Draft => Self::Draft,
            CaseState::AwaitingSeller => Self::AwaitingSeller,
            CaseState::Countered => Self::Countered,
            CaseState::AwaitingReturn => Self::AwaitingReturn,
            CaseState::AwaitingInspection => Self::AwaitingInspection,
            CaseState::Refunding => Self::Refunding,
            CaseState::Refunded => Self::Refunded,
            CaseState::Refused => Self::Refused,
            CaseState::Closed => Self::Closed,
            CaseState::RefundFailed => Self::RefundFailed,
            CaseState::AwaitingReship => Self::AwaitingReship,
            CaseState::AwaitingBuyerReceipt => Self::AwaitingBuyerReceipt,
            CaseState::Exchanged => Self::Exchanged,
            CaseState::Other(_) => return None,
        })
    }

    /// The state as the contract writes it.
    pub fn contract(self) -> CaseState {
        match self {
            Self::Draft => CaseState::Draft,
            Self::AwaitingSeller => CaseState::AwaitingSeller,
            Self::Countered => CaseState::Countered,
            Self::AwaitingReturn => CaseState::AwaitingReturn,
            Self::AwaitingInspection => CaseState::AwaitingInspection,
            Self::Refunding => CaseState::Refunding,
            Self::Refunded => CaseState::Refunded,
            Self::Refused => CaseState::Refused,
            Self::Closed => CaseState::Closed,
            Self::RefundFailed => CaseState::RefundFailed,
            Self::AwaitingReship => CaseState::AwaitingReship,
            Self::AwaitingBuyerReceipt => CaseState::AwaitingBuyerReceipt,
            Self::Exchanged => CaseState::Exchanged,
        }
    }

    /// Whether the case is over.
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Refunded | Self::Closed | Self::Exchanged)
    }
}

/// What can happen to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The buyer hands the application in.
    Submit,
    /// The seller agrees; with goods counted, the seller accepts them.
    Agree,
    /// The seller refuses.
    Refuse,
    /// The seller offers something else.
    CounterOffer,
    /// The buyer takes the counter-offer.
    AcceptOffer,
    /// The buyer declines the counter-offer.
    DeclineOffer,
    /// The buyer changes the application.
    Revise,
    /// The buyer takes it back.
    Withdraw,
    /// The buyer has sent the goods.
    SendReturn,
    /// The seller has counted and inspected them.
    Inspect,
    /// The seller pays back.
    Refund,
    /// The seller disputes the condition of what came.
    DisputeCondition,
    /// The seller has sent the replacement.
    Reship,
    /// The buyer has it.
    ConfirmReplacement,
    /// The exchange becomes a refund.
    ConvertToRefund,
    /// The seller tries a failed refund again.
    RetryRefund,
    /// The payment service has paid.
    RefundSucceeded,
    /// The payment service has refused.
    RefundFailed,
    /// The deadline of the state has passed.
    Expire,
    /// The platform decides for the buyer.
    DecideBuyer,
    /// The platform decides for the seller.
    DecideSeller,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Submit,
        Self::Agree,
        Self::Refuse,
        Self::CounterOffer,
        Self::AcceptOffer,
        Self::DeclineOffer,
        Self::Revise,
        Self::Withdraw,
        Self::SendReturn,
        Self::Inspect,
        Self::Refund,
        Self::DisputeCondition,
        Self::Reship,
        Self::ConfirmReplacement,
        Self::ConvertToRefund,
        Self::RetryRefund,
        Self::RefundSucceeded,
        Self::RefundFailed,
        Self::Expire,
        Self::DecideBuyer,
        Self::DecideSeller,
    ];
}

/// Which way a case goes; the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Track {
    /// Only money moves: refund only, compensation.
    Money,
    /// Goods come back, then money: return and refund.
    Return,
    /// The same, the goods counted and inspected.
    ReturnCounted,
    /// Goods come back, goods go out: exchange, repair.
    Swap,
    /// The same, the goods counted and inspected.
    SwapCounted,
    /// Only goods go out: send what is missing.
    Reship,
}

/// What the machine must know of a case beside its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What is asked for.
    pub kind: CaseKind,
    /// What the seller offers instead, where that is another kind.
    pub offered: Option<CaseKind>,
    /// The goods sent back have been counted.
    pub inspected: bool,
    /// The exchange has become a refund.
    pub converted: bool,
    /// How far the platform's intervention is.
    pub intervention: InterventionState,
}

impl Facts {
    /// The facts of a case.
    pub fn of(case: &Case) -> Self {
        Self {
            kind: case.kind.clone(),
            offered: case.counter_offer.as_ref().and_then(|offer| offer.kind.clone()),
            inspected: case.inspection.is_some(),
            converted: case.exchange.as_ref().is_some_and(|exchange| exchange.converted_to_refund),
            intervention: case.intervention.state.clone(),
        }
    }

    /// The column for the kind asked for; nothing for kinds that only a newer backend knows.
    pub fn track(&self) -> Option<Track> {
        track(&self.kind, self.inspected, self.converted)
    }

    /// The column for the kind offered. Taking an offer of another kind starts over, unconverted.
    fn offered_track(&self) -> Option<Track> {
        match &self.offered {
            Some(kind) => track(kind, self.inspected, false),
            None => self.track(),
        }
    }
}

fn track(kind: &CaseKind, inspected: bool, converted: bool) -> Option<Track> {
    let (plain, counted) = match (kind, converted) {
        (CaseKind::RefundOnlyNotReceived | CaseKind::RefundOnlyReceived | CaseKind::Compensation, _)
        | (CaseKind::Reship, true) => (Track::Money, Track::Money),
        (CaseKind::ReturnRefund, _) | (CaseKind::Exchange | CaseKind::Repair, true) => {
            (Track::Return, Track::ReturnCounted)
        }
        (CaseKind::Exchange | CaseKind::Repair, false) => (Track::Swap, Track::SwapCounted),
        (CaseKind::Reship, false) => (Track::Reship, Track::Reship),
        (CaseKind::Other(_), _) => return None,
    };
    Some(if inspected { counted } else { plain })
}

/// Why an event cannot happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Illegal {
    /// State or kind are not known to this version.
    #[error("this state or kind is not known here")]
    Unknown,
    /// The platform is deciding: nothing else moves.
    #[error("the platform is deciding")]
    Paused,
    /// The platform cannot decide before it has been asked.
    #[error("the platform has not been asked")]
    NotAsked,
    /// The table has no such step.
    #[error("this does not follow from the state of the case")]
    NotInState,
}

/// A row: an event, and the next state for each [`Track`] in order of declaration.
pub type Row = (Event, [Option<State>; 6]);

const fn all(state: State) -> [Option<State>; 6] {
    [Some(state); 6]
}

/// The rows of a state. An event without a row, or a cell without a state, cannot happen.
pub const fn rows(state: State) -> &'static [Row] {
    use Event as E;
    use State::*;
    const NO: Option<State> = None;
    const PAY: Option<State> = Some(Refunding);
    const BACK: Option<State> = Some(AwaitingReturn);
    const COUNT: Option<State> = Some(AwaitingInspection);
    const SHIP: Option<State> = Some(AwaitingReship);
    const REPLY: Option<State> = Some(Countered);
    const NAY: Option<State> = Some(Refused);
    const END: Option<State> = Some(Closed);
    match state {
        Draft => const { &[(E::Submit, all(AwaitingSeller)), (E::Withdraw, all(Closed))] },
        // event                    money return counted swap counted reship
        AwaitingSeller => {
            const {
                &[
                    (E::Agree, [PAY, BACK, PAY, BACK, SHIP, SHIP]),
                    (E::Expire, [PAY, BACK, PAY, BACK, SHIP, SHIP]),
                    (E::Refuse, all(Refused)),
                    (E::CounterOffer, all(Countered)),
                    (E::Revise, all(AwaitingSeller)),
                    (E::Withdraw, all(Closed)),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        Countered => {
            const {
                &[
                    (E::AcceptOffer, [PAY, BACK, PAY, BACK, SHIP, SHIP]),
                    (E::DeclineOffer, all(AwaitingSeller)),
                    (E::Revise, all(AwaitingSeller)),
                    (E::Withdraw, all(Closed)),
                    (E::Expire, all(Closed)),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        Refused => {
            const {
                &[
                    (E::Revise, all(AwaitingSeller)),
                    (E::Withdraw, all(Closed)),
                    (E::Expire, all(Closed)),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        AwaitingReturn => {
            const {
                &[
                    (E::SendReturn, [NO, COUNT, NO, COUNT, NO, NO]),
                    (E::ConvertToRefund, [NO, NO, NO, BACK, NO, NO]),
                    (E::Withdraw, [NO, END, NO, END, NO, NO]),
                    (E::Expire, [NO, END, NO, END, NO, NO]),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        // What has come must be counted before the seller can judge it; time is the exception.
        AwaitingInspection => {
            const {
                &[
                    (E::Inspect, [NO, COUNT, COUNT, COUNT, COUNT, NO]),
                    (E::Refund, [NO, NO, PAY, NO, NO, NO]),
                    (E::Agree, [NO, NO, NO, NO, SHIP, NO]),
                    (E::ConvertToRefund, [NO, NO, NO, NO, PAY, NO]),
                    (E::CounterOffer, [NO, NO, REPLY, NO, REPLY, NO]),
                    (E::DisputeCondition, [NO, NO, NAY, NO, NAY, NO]),
                    (E::Expire, [NO, PAY, PAY, SHIP, SHIP, NO]),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        // After an inspection that ran out of time the goods are back, counted or not. Pieces that only go
        // out leave nothing with the seller, so that the buyer may still take the application back.
        AwaitingReship => {
            const {
                &[
                    (E::Reship, [NO, NO, NO, RECEIVE, RECEIVE, RECEIVE]),
                    (E::ConvertToRefund, [NO, NO, NO, PAY, PAY, PAY]),
                    (E::Withdraw, [NO, NO, NO, NO, NO, END]),
                    (E::Expire, [NO, NO, NO, PAY, PAY, PAY]),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        AwaitingBuyerReceipt => {
            const {
                &[
                    (E::ConfirmReplacement, [NO, NO, NO, DONE, DONE, DONE]),
                    (E::Expire, [NO, NO, NO, DONE, DONE, DONE]),
                    (E::DecideBuyer, all(Refunding)),
                    (E::DecideSeller, all(Closed)),
                ]
            }
        }
        // Only the payment service moves this on.
        Refunding => const { &[(E::RefundSucceeded, all(Refunded)), (E::RefundFailed, all(RefundFailed))] },
        RefundFailed => const { &[(E::RetryRefund, all(Refunding))] },
        Refunded | Closed | Exchanged => &[],
    }
}

const RECEIVE: Option<State> = Some(State::AwaitingBuyerReceipt);
const DONE: Option<State> = Some(State::Exchanged);

/// The state after `event`.
///
/// # Errors
/// [`Illegal`] says why it cannot happen.
pub fn next(state: State, event: Event, facts: &Facts) -> Result<State, Illegal> {
    let decision = matches!(event, Event::DecideBuyer | Event::DecideSeller);
    match (intervention::is_open(&facts.intervention), decision) {
        (true, false) => return Err(Illegal::Paused),
        (false, true) => return Err(Illegal::NotAsked),
        (true, true) | (false, false) => {}
    }
    let track = if event == Event::AcceptOffer { facts.offered_track() } else { facts.track() };
    let column = track.ok_or(Illegal::Unknown)? as usize;
    let row = rows(state).iter().find(|(of, _)| *of == event).ok_or(Illegal::NotInState)?;
    row.1[column].ok_or(Illegal::NotInState)
}

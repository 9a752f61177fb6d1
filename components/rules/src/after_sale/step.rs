//! A case after a step, and what has to happen outside it.

use super::check::{denied, said};
use super::labels::{SAME_WAY, TO_BALANCE};
use super::machine::{self, Event, Facts, State, Track};
use super::words::Denial;
use super::{Context, claim, deadlines, exchange, intervention};
use crate::order::Refused;
use kefu_contract::{Actor, Case, HistoryEntry, Money, PaymentMethod, Refund, RefundState, Role, ShipmentId};

/// What has to happen outside the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Order the payment service to pay the buyer back, and bring its answer to [`super::settle`]. Zero where the
    /// goods cost nothing: then the answer is known at once.
    Pay(Money),
    /// The replacement, the repaired or the missing goods left.
    ReplacementShipped(ShipmentId),
    /// Ask the platform to step in.
    AskPlatform,
    /// Goods are to come back and nobody has said where to: fill in the shop's own return address.
    GiveReturnAddress,
    /// What the order says of its cases has changed: store what [`super::follow`] makes of it.
    FollowOrder,
}

/// A case after something was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The case. Its `actions` depend on who looks and are left as they were.
    pub case: Case,
    /// What has to happen besides.
    pub facts: Vec<Fact>,
}

/// What the history says of a step; the states only where the case left one and entered one.
pub(super) struct Entry<'a> {
    pub code: &'a str,
    pub actor: Actor,
    pub from: Option<State>,
    pub to: Option<State>,
    pub text: Option<&'a String>,
    pub amount: Option<Money>,
}

/// The side a person acts for.
pub(super) fn side(role: &Role) -> Actor {
    match role {
        Role::Buyer => Actor::Buyer,
        Role::System => Actor::Platform,
        _ => Actor::Seller,
    }
}

/// The state of a case and the one after an event.
pub(super) fn next(case: &Case, event: Event, ctx: &Context) -> Result<(State, State), Refused> {
    let from = State::known(&case.state).ok_or_else(|| denied(&Denial::Unknown, ctx.lang))?;
    match machine::next(from, event, &Facts::of(case)) {
        Ok(to) => Ok((from, to)),
        Err(machine::Illegal::Paused) => Err(denied(&Denial::PlatformDecides, ctx.lang)),
        Err(_) => Err(denied(&Denial::in_state(from), ctx.lang)),
    }
}

/// The case counts as agreed: where money will move, the amount does, too, unless it was agreed before.
pub(super) fn agree(case: &mut Case) {
    let pays = matches!(Facts::of(case).track(), Some(Track::Money | Track::Return | Track::ReturnCounted));
    if pays && case.agreed_amount.is_none() {
        case.agreed_amount = Some(claim::worth(case).clone());
    }
}

/// Goods asked for become money.
pub(super) fn convert(case: &mut Case, ctx: &Context) -> Result<(), Refused> {
    let exchange = match case.exchange.take() {
        Some(exchange) => exchange,
        None => exchange::exchange(&case.lines, &[], ctx.order)?,
    };
    case.exchange = Some(kefu_contract::Exchange { converted_to_refund: true, ..exchange });
    Ok(())
}

impl Applied {
    pub(super) fn of(case: &Case) -> Self {
        Self { case: case.clone(), facts: Vec::new() }
    }

    /// Enters a state, with what belongs to it: the refund of `amount`, or of what is due.
    pub(super) fn enter(&mut self, to: State, amount: Option<Money>, ctx: &Context) {
        let case = &mut self.case;
        case.state = to.contract();
        match to {
            State::Refunding => {
                let amount = amount.unwrap_or_else(|| claim::due(case).clone());
                case.refund = Some(Refund {
                    state: RefundState::Pending,
                    amount: amount.clone(),
                    destination: Some(destination(ctx).to_owned()),
                    failure: None,
                    requested_at: ctx.now,
                    completed_at: None,
                });
                self.facts.push(Fact::Pay(amount));
            }
            State::AwaitingReturn if case.return_address.is_none() => {
                self.facts.push(Fact::GiveReturnAddress);
            }
            _ if to.is_terminal() => {
                case.closed_at = Some(ctx.now);
                self.facts.push(Fact::FollowOrder);
            }
            _ => {}
        }
    }

    /// Counts the version up, writes the history, and sets deadlines and intervention to the state.
    pub(super) fn finish(mut self, entry: Entry, ctx: &Context) -> Self {
        let case = &mut self.case;
        case.version += 1;
        case.updated_at = ctx.now;
        let person = (entry.actor != Actor::Platform).then(|| ctx.viewer.clone());
        let name = |state: State| state.contract().as_str().to_owned();
        case.history.push(HistoryEntry {
            at: ctx.now,
            actor: entry.actor,
            person,
            code: entry.code.to_owned(),
            from: entry.from.map(name),
            to: entry.to.map(name),
            text: said(entry.text),
            amount: entry.amount,
        });
        intervention::renew(case, ctx.order.completed_at, ctx.now, &ctx.policy.after_sale);
        case.deadlines = deadlines::all(case, ctx.order, ctx.now, ctx.policy);
        self
    }
}

/// Where the money goes, without numbers of accounts.
fn destination(ctx: &Context) -> &'static str {
    match ctx.order.payment_method {
        Some(PaymentMethod::CashOnDelivery) => ctx.lang.pick(TO_BALANCE.0, TO_BALANCE.1),
        _ => ctx.lang.pick(SAME_WAY.0, SAME_WAY.1),
    }
}

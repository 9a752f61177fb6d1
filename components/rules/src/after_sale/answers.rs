//! What one side answers the other: agreeing, refusing, offering something else, and taking that.

use super::actions::agent_limit;
use super::exchange::{self, is_for_goods};
use super::quote::check_amount;
use super::reasons::{kinds, return_postage_payer};
use super::step::agree;
use super::words::Denial;
use super::{Context, check, claim, input};
use crate::money;
use crate::order::Refused;
use kefu_contract::{
    ActOnCase, Case, CaseKind, CounterOffer, Money, Payer, ProblemCode, ProblemField, Refusal, Role,
    Scenario, Upload,
};

/// The seller agrees (同意).
pub(super) fn accept_application(case: &mut Case, request: &ActOnCase) -> Result<Option<Money>, Refused> {
    if let Some(address) = &request.return_address {
        crate::address::check(address, "/return_address")?;
        case.return_address = Some(address.clone());
    }
    agree(case);
    Ok(case.agreed_amount.clone())
}

/// The seller refuses, or disputes the condition of what came (拒绝).
pub(super) fn refuse(case: &mut Case, request: &ActOnCase, evidence: Vec<Upload>, ctx: &Context) {
    let text = request.text.clone().unwrap_or_default();
    case.refusal = Some(Refusal { text, evidence, by: ctx.viewer.clone(), at: ctx.now });
}

/// The seller offers something else (协商): another kind, amount or payer, as far as the seller may grant it.
pub(super) fn offer(case: &mut Case, request: &ActOnCase, ctx: &Context) -> Result<Option<Money>, Refused> {
    let kind = request.kind.clone();
    if kind.as_ref().is_some_and(|kind| !input::offered(case).any(|offered| offered == *kind)) {
        return Err(Refused::at("/kind", ProblemCode::InvalidValue));
    }
    if matches!(request.payer, Some(Payer::Other(_))) {
        return Err(Refused::at("/payer", ProblemCode::InvalidValue));
    }
    if kind.is_none() && request.amount.is_none() && request.payer.is_none() {
        let words = ctx.lang.pick("请给出类型、金额或运费承担方", "Offer another kind, amount or payer");
        return Err(check::explained("/amount", ProblemCode::InvalidValue, words));
    }
    if let Some(amount) = &request.amount {
        check_amount(amount, claim::maximum(case), "/amount")?;
    }
    let granted = request.amount.as_ref().unwrap_or_else(|| claim::due(case));
    within_limit(granted, kind.as_ref().unwrap_or(&case.kind), ctx)?;
    case.counter_offer = Some(CounterOffer {
        kind,
        amount: request.amount.clone(),
        return_postage_payer: request.payer.clone(),
        text: check::said(request.text.as_ref()),
        by: ctx.viewer.clone(),
        at: ctx.now,
    });
    Ok(request.amount.clone())
}

/// An offer the buyer takes is paid without asking again, so that the limit holds for what is offered.
fn within_limit(granted: &Money, kind: &CaseKind, ctx: &Context) -> Result<(), Refused> {
    if ctx.viewer.role != Role::Agent {
        return Ok(());
    }
    let limit = agent_limit(kind, ctx.policy);
    if money::same_currency(granted, limit).is_err() {
        return Err(check::denied(&Denial::AboveAgentLimit, ctx.lang));
    }
    if granted.amount <= limit.amount {
        return Ok(());
    }
    let fault = ProblemField::new("/amount", ProblemCode::AmountAboveMaximum);
    let detail = Some(Denial::AboveAgentLimit.text(ctx.lang).to_owned());
    Err(Refused::field(ProblemField { max_amount: Some(limit.clone()), detail, ..fault }))
}

/// The buyer takes the offer; another kind starts over.
pub(super) fn accept_offer(case: &mut Case, ctx: &Context) -> Result<Option<Money>, Refused> {
    let Some(offer) = case.counter_offer.take() else { return Ok(None) };
    if let Some(kind) = offer.kind {
        case.scenario = scenario(&kind, &case.scenario);
        case.exchange = match is_for_goods(&kind) {
            true => Some(exchange::exchange(&case.lines, &[], ctx.order)?),
            false => None,
        };
        case.kind = kind;
    }
    let payer = offer.return_postage_payer.or_else(|| case.return_postage_payer.take());
    let usual = return_postage_payer(&case.scenario, &case.reason, false);
    // Nobody pays where nothing is sent back.
    case.return_postage_payer = usual.map(|usual| payer.unwrap_or(usual));
    case.agreed_amount = offer.amount.or_else(|| case.agreed_amount.take());
    agree(case);
    Ok(case.agreed_amount.clone())
}

/// Where the goods are under another kind: where they were, if that fits.
fn scenario(kind: &CaseKind, before: &Scenario) -> Scenario {
    let places = [before, &Scenario::ReceivedKeep, &Scenario::ReceivedReturn, &Scenario::NotReceived];
    let fitting = places.into_iter().find(|place| kinds(place).contains(kind));
    fitting.unwrap_or(before).clone()
}

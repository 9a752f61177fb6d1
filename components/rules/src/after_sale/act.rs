//! Doing an action: a request and a case give the case afterwards, or a refusal that names the field.

use super::machine::{Event, State};
use super::quote::check_amount;
use super::step::{Applied, Entry, Fact, convert, next, side};
use super::words::Denial;
use super::{Context, actions, answers, check, claim, exchange, input, inspection, intervention, revise};
use crate::order::Refused;
use kefu_contract::{
    ActOnCase, Case, CaseActionCode as Code, DisputeKind, Inspection, Money, ProblemCode, Role, Statement,
    Upload,
};

/// Does an action on a case. Deadlines that have passed are carried out first, by [`super::expire`].
///
/// # Errors
/// [`Refused`], with the case unchanged: a stale version, an action denied now, a field that does not belong to the
/// action or has a value that is not allowed.
pub fn act(case: &Case, request: &ActOnCase, ctx: &Context) -> Result<Applied, Refused> {
    if request.version != case.version {
        return Err(Refused::at("/version", ProblemCode::VersionConflict));
    }
    if matches!(request.code, Code::Other(_)) {
        return Err(Refused::at("/code", ProblemCode::InvalidValue));
    }
    if ctx.viewer.role == Role::Buyer && ctx.viewer.id != case.buyer.id {
        return Err(check::denied(&Denial::WrongAccount, ctx.lang));
    }
    let setting = ctx.setting();
    actions::decide(&request.code, case, &setting).map_err(|(why, _)| check::denied(&why, ctx.lang))?;
    check::fields(request, input::input(&request.code, case, &setting).as_ref())?;
    check::length("/text", request.text.as_ref(), ctx)?;
    let evidence = check::evidence(&request.evidence, ctx)?;

    let moved = event(request).map(|event| next(case, event, ctx)).transpose()?;
    let mut applied = Applied::of(case);
    let amount = perform(&mut applied, request, evidence, ctx)?;
    if let Some((_, to)) = moved {
        applied.enter(to, amount.clone(), ctx);
    }
    let paid = matches!(moved, Some((_, State::Refunding)));
    let refund = applied.case.refund.as_ref().filter(|_| paid).map(|refund| refund.amount.clone());
    // Counting leaves the case where it is and its clock running; an application handed in anew starts it again.
    let moved = moved.filter(|_| request.code != Code::Inspect);
    let entry = Entry {
        code: request.code.as_str(),
        actor: side(&ctx.viewer.role),
        from: moved.map(|(from, _)| from),
        to: moved.map(|(_, to)| to),
        text: request.text.as_ref(),
        amount: amount.or(refund),
    };
    Ok(applied.finish(entry, ctx))
}

/// The event of the machine behind a request, where there is one.
fn event(request: &ActOnCase) -> Option<Event> {
    match (&request.code, request.in_favour_of_buyer) {
        (Code::Decide, Some(true)) => Some(Event::DecideBuyer),
        (Code::Decide, _) => Some(Event::DecideSeller),
        (code, _) => actions::event(code),
    }
}

/// Writes into the case what the action says; gives the amount it is about, where it is about one.
fn perform(
    applied: &mut Applied,
    request: &ActOnCase,
    evidence: Vec<Upload>,
    ctx: &Context,
) -> Result<Option<Money>, Refused> {
    let case = &mut applied.case;
    match &request.code {
        Code::Revise => return revise::revise(applied, request, evidence, ctx).map(Some),
        Code::Withdraw | Code::ConfirmReplacement => {}
        Code::AcceptOffer => return answers::accept_offer(case, ctx),
        Code::DeclineOffer => case.counter_offer = None,
        Code::SendReturn => {
            case.return_shipment = Some(check::parcel(request.shipment.as_ref(), &case.lines, true, ctx)?);
        }
        Code::ConvertToRefund => return convert_to_refund(case, ctx).map(Some),
        Code::RequestIntervention => {
            request_intervention(applied, request, evidence, ctx);
        }
        Code::AddEvidence => add_statement(case, request, evidence, ctx),
        Code::Agree => return answers::accept_application(case, request),
        Code::Refuse | Code::DisputeCondition => answers::refuse(case, request, evidence, ctx),
        Code::CounterOffer => return answers::offer(case, request, ctx),
        Code::Inspect => {
            let lines =
                inspection::check(&case.lines, &request.inspected).map_err(|fault| Refused::field(*fault))?;
            case.inspection = Some(Inspection { lines, evidence, by: Some(ctx.viewer.clone()), at: ctx.now });
        }
        Code::Refund => return refund(case, request).map(Some),
        Code::RetryRefund => return Ok(case.refund.as_ref().map(|refund| refund.amount.clone())),
        Code::Reship => reship(applied, request, ctx)?,
        Code::Classify => {
            let known = request.dispute.clone().filter(|dispute| !matches!(dispute, DisputeKind::Other(_)));
            let dispute = known.ok_or_else(|| Refused::at("/dispute", ProblemCode::InvalidValue))?;
            case.dispute = Some(dispute);
        }
        Code::Decide => return decide(case, request, ctx),
        // `decide` has denied it.
        Code::Other(_) => return Err(Refused::at("/code", ProblemCode::InvalidValue)),
    }
    Ok(None)
}

/// The exchange becomes a refund of what is due; goods that were counted and not yet accepted pay for themselves.
fn convert_to_refund(case: &mut Case, ctx: &Context) -> Result<Money, Refused> {
    let counting = State::known(&case.state) == Some(State::AwaitingInspection);
    convert(case, ctx)?;
    super::step::agree(case);
    Ok(if counting { claim::refundable(case)? } else { claim::due(case).clone() })
}

/// The seller pays back what the count bears out, or less.
fn refund(case: &Case, request: &ActOnCase) -> Result<Money, Refused> {
    let most = claim::refundable(case)?;
    let Some(amount) = &request.amount else { return Ok(most) };
    check_amount(amount, &most, "/amount")?;
    Ok(amount.clone())
}

fn reship(applied: &mut Applied, request: &ActOnCase, ctx: &Context) -> Result<(), Refused> {
    let case = &mut applied.case;
    let shipment = check::parcel(request.shipment.as_ref(), &case.lines, false, ctx)?;
    applied.facts.push(Fact::ReplacementShipped(shipment.id.clone()));
    let mut sent = match case.exchange.take() {
        Some(exchange) => exchange,
        None => exchange::exchange(&case.lines, &[], ctx.order)?,
    };
    sent.shipment = Some(shipment);
    case.exchange = Some(sent);
    Ok(())
}

fn add_statement(case: &mut Case, request: &ActOnCase, evidence: Vec<Upload>, ctx: &Context) {
    let statement = Statement {
        actor: side(&ctx.viewer.role),
        text: request.text.clone().unwrap_or_default(),
        evidence,
        at: ctx.now,
    };
    let part = &mut case.intervention;
    part.statements.push(statement);
    if let Some(state) = intervention::next(&part.state, intervention::Event::AddEvidence) {
        part.state = state;
    }
}

fn request_intervention(applied: &mut Applied, request: &ActOnCase, evidence: Vec<Upload>, ctx: &Context) {
    add_statement(&mut applied.case, request, evidence, ctx);
    let part = &mut applied.case.intervention;
    if let Some(state) = intervention::next(&part.state, intervention::Event::Request) {
        part.state = state;
    }
    part.requested_by = Some(side(&ctx.viewer.role));
    part.requested_at = Some(ctx.now);
    applied.facts.push(Fact::AskPlatform);
}

/// The platform's decision: an award up to the quote's maximum, or the end of the case.
fn decide(case: &mut Case, request: &ActOnCase, ctx: &Context) -> Result<Option<Money>, Refused> {
    let buyer = request.in_favour_of_buyer == Some(true);
    let awarded = match &request.amount {
        Some(_) if !buyer => return Err(Refused::at("/amount", ProblemCode::InvalidValue)),
        Some(amount) => {
            check_amount(amount, claim::maximum(case), "/amount")?;
            Some(amount.clone())
        }
        None => buyer.then(|| claim::due(case).clone()),
    };
    if buyer && exchange::is_for_goods(&case.kind) {
        convert(case, ctx)?;
    }
    let event = if buyer { intervention::Event::DecideBuyer } else { intervention::Event::DecideSeller };
    let part = &mut case.intervention;
    if let Some(state) = intervention::next(&part.state, event) {
        part.state = state;
    }
    part.decision.clone_from(&request.text);
    part.awarded.clone_from(&awarded);
    part.decided_at = Some(ctx.now);
    Ok(awarded)
}

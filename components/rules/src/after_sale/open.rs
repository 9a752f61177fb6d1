//! Handing an application in (申请售后).

use super::machine::State;
use super::quoted::{self, stored};
use super::reasons::needs_evidence;
use super::step::{Applied, Entry, Fact};
use super::words::Denial;
use super::{Context, check, claim, exchange, options};
use crate::order::Refused;
use kefu_contract::{
    Actor, Case, CaseId, CaseKind, CaseReason, Exchange, Intervention, InterventionState, OpenCase,
    ProblemCode, Quote, QuoteRequest, Role, Scenario, UploadId,
};

/// Opens a case. `other_cases` are all cases of the order, whose open ones share what the order can give.
///
/// The amount of an exchange, a repair or a reshipment is what is paid back should the case become a refund; it may
/// be zero, which then means the quote's whole maximum.
///
/// # Errors
/// [`Refused`]: not the buyer who ordered, an order that changed, a quote that no longer holds or is about something
/// else, an application that is not possible now, or a value that is not allowed.
pub fn open(request: &OpenCase, other_cases: &[Case], ctx: &Context) -> Result<Applied, Refused> {
    account(ctx)?;
    let quote = quote(request, ctx)?;
    possible(request, ctx)?;
    let asked = QuoteRequest {
        order_id: request.order_id.clone(),
        kind: request.kind.clone(),
        scenario: request.scenario.clone(),
        reason: request.reason.clone(),
        lines: request.lines.clone(),
        case_id: None,
    };
    quoted::check_new(quote, &asked, &claim::reserved(other_cases, None), ctx)?;
    let shares = quoted::shares(&request.amount, &request.kind, quote)?;
    check::length("/explanation", request.explanation.as_ref(), ctx)?;
    let evidence = check::evidence(&request.evidence, ctx)?;
    check_proof(&request.reason, &request.evidence, ctx)?;
    let lines = quoted::lines(quote, shares.lines, ctx)?;
    let exchange = wanted(request, &lines, ctx)?;

    let case = Case {
        lines,
        postage: shares.postage,
        explanation: check::said(request.explanation.as_ref()),
        evidence,
        return_postage_payer: quote.return_postage_payer.clone(),
        quote: Some(quote.clone()),
        exchange,
        ..blank(request, ctx)
    };
    let applied = Applied { case, facts: vec![Fact::FollowOrder] };
    let entry = Entry {
        code: "case.open",
        actor: Actor::Buyer,
        from: None,
        to: Some(State::AwaitingSeller),
        text: request.explanation.as_ref(),
        amount: Some(request.amount.clone()),
    };
    Ok(applied.finish(entry, ctx))
}

/// Only the account that ordered may apply.
fn account(ctx: &Context) -> Result<(), Refused> {
    if ctx.viewer.role != Role::Buyer {
        return Err(check::denied(&Denial::WrongRole, ctx.lang));
    }
    if ctx.viewer.id != ctx.order.buyer.id {
        return Err(check::denied(&Denial::WrongAccount, ctx.lang));
    }
    Ok(())
}

/// The quote of this order in this version.
fn quote<'a>(request: &OpenCase, ctx: &Context<'a>) -> Result<&'a Quote, Refused> {
    if request.order_id != ctx.order.id {
        return Err(Refused::at("/order_id", ProblemCode::InvalidValue));
    }
    let conflict = || Refused::at("/order_version", ProblemCode::VersionConflict);
    if request.order_version != ctx.order.version {
        return Err(conflict());
    }
    let quote = stored(&request.quote_id, ctx)?;
    if quote.order_version == request.order_version { Ok(quote) } else { Err(conflict()) }
}

/// Whether the scenario is offered now; whether kind and reason fit it, the quote says.
fn possible(request: &OpenCase, ctx: &Context) -> Result<(), Refused> {
    if matches!(request.scenario, Scenario::Other(_)) {
        return Err(Refused::at("/scenario", ProblemCode::InvalidValue));
    }
    let until = options::until(ctx.order, &ctx.policy.after_sale);
    match options::denial(ctx.order, &request.scenario, until, ctx.now) {
        Some(denial) => Err(check::denied(&denial, ctx.lang)),
        None => Ok(()),
    }
}

/// Reasons that can be seen on the goods need pictures, unless the backend takes none.
pub(super) fn check_proof(reason: &CaseReason, evidence: &[UploadId], ctx: &Context) -> Result<(), Refused> {
    if !needs_evidence(reason) || !evidence.is_empty() || check::most_files(ctx) == 0 {
        return Ok(());
    }
    let words = ctx.lang.pick("请上传凭证图片", "Pictures are needed for this reason");
    Err(check::explained("/evidence", ProblemCode::InvalidValue, words))
}

fn wanted(
    request: &OpenCase,
    lines: &[kefu_contract::CaseLine],
    ctx: &Context,
) -> Result<Option<Exchange>, Refused> {
    if request.kind != CaseKind::Exchange && !request.exchange.is_empty() {
        return Err(Refused::at("/exchange", ProblemCode::InvalidValue));
    }
    let goods = exchange::is_for_goods(&request.kind);
    goods.then(|| exchange::exchange(lines, &request.exchange, ctx.order)).transpose()
}

/// A case that says nothing yet but who asks for what.
fn blank(request: &OpenCase, ctx: &Context) -> Case {
    Case {
        id: CaseId::from(ctx.new_id),
        version: 0,
        number: ctx.new_number.to_owned(),
        order_id: ctx.order.id.clone(),
        order_number: ctx.order.number.clone(),
        conversation_id: None,
        buyer: ctx.viewer.clone(),
        kind: request.kind.clone(),
        scenario: request.scenario.clone(),
        reason: request.reason.clone(),
        state: State::AwaitingSeller.contract(),
        native_state: None,
        state_label: None,
        dispute: None,
        lines: Vec::new(),
        postage: None,
        amount: request.amount.clone(),
        agreed_amount: None,
        quote: None,
        explanation: None,
        evidence: Vec::new(),
        counter_offer: None,
        refusal: None,
        return_postage_payer: None,
        return_address: None,
        return_shipment: None,
        inspection: None,
        refund: None,
        exchange: None,
        intervention: Intervention {
            state: InterventionState::None,
            opens_at: None,
            requested_by: None,
            requested_at: None,
            statements: Vec::new(),
            decision: None,
            awarded: None,
            decided_at: None,
        },
        deadlines: Vec::new(),
        warnings: Vec::new(),
        history: Vec::new(),
        created_at: ctx.now,
        updated_at: ctx.now,
        closed_at: None,
        actions: Vec::new(),
    }
}

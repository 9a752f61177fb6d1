//! Changing an application (修改申请): the seller answers it anew.

use super::open::check_proof;
use super::quoted;
use super::step::{Applied, Fact};
use super::{Context, check};
use crate::order::Refused;
use kefu_contract::{ActOnCase, LineQuantity, Money, ProblemCode, Quote, QuoteRequest, Upload};

/// What is not filled stays as it was; refusal, counter-offer and agreement end with the application they were about.
pub(super) fn revise(
    applied: &mut Applied,
    request: &ActOnCase,
    evidence: Vec<Upload>,
    ctx: &Context,
) -> Result<Money, Refused> {
    let newer = newer(applied, request, ctx)?;
    let case = &mut applied.case;
    let amount = request.amount.clone().unwrap_or_else(|| case.amount.clone());
    let quote = newer.or(case.quote.as_ref());
    let shares = match quote {
        Some(quote) => quoted::shares(&amount, &case.kind, quote)?,
        None => quoted::unquoted(&amount, case)?,
    };
    match quote {
        Some(quote) => case.lines = quoted::lines(quote, shares.lines, ctx)?,
        None => case.lines.iter_mut().zip(shares.lines).for_each(|(line, share)| line.amount = share),
    }
    case.postage = shares.postage;
    case.amount = amount.clone();
    if let Some(reason) = request.reason.clone().filter(|reason| *reason != case.reason) {
        if case.evidence.is_empty() {
            check_proof(&reason, &request.evidence, ctx)?;
        }
        case.reason = reason;
    }
    if let Some(quote) = newer {
        case.return_postage_payer.clone_from(&quote.return_postage_payer);
        case.quote = Some(quote.clone());
        applied.facts.push(Fact::FollowOrder);
    }
    if let Some(text) = check::said(request.text.as_ref()) {
        case.explanation = Some(text);
    }
    if !evidence.is_empty() {
        case.evidence = evidence;
    }
    case.agreed_amount = None;
    case.refusal = None;
    case.counter_offer = None;
    Ok(amount)
}

/// The newer quote, which another reason needs: it may change who pays postage.
fn newer<'a>(
    applied: &Applied,
    request: &ActOnCase,
    ctx: &Context<'a>,
) -> Result<Option<&'a Quote>, Refused> {
    let case = &applied.case;
    let reason = request.reason.as_ref().unwrap_or(&case.reason);
    let Some(id) = &request.quote_id else {
        if *reason == case.reason {
            return Ok(None);
        }
        let words = ctx.lang.pick("更换原因需要新的报价", "Another reason needs another quote");
        return Err(check::explained("/quote_id", ProblemCode::InvalidValue, words));
    };
    let quote = quoted::stored(id, ctx)?;
    let quoted = quote.lines.iter().map(|line| (&line.line_id, line.quantity));
    // What was counted, or is to be exchanged, belongs to the lines as they are.
    let fixed = case.inspection.is_some() || case.exchange.is_some();
    if fixed && !quoted.eq(case.lines.iter().map(|line| (&line.line_id, line.quantity))) {
        return Err(quoted::other("/quote_id", ctx));
    }
    let line = |line: &kefu_contract::QuoteLine| LineQuantity {
        line_id: line.line_id.clone(),
        quantity: line.quantity,
    };
    let asked = QuoteRequest {
        order_id: case.order_id.clone(),
        kind: case.kind.clone(),
        scenario: case.scenario.clone(),
        reason: reason.clone(),
        lines: quote.lines.iter().map(line).collect(),
        case_id: Some(case.id.clone()),
    };
    quoted::check_newer(quote, &asked, ctx)?;
    Ok(Some(quote))
}

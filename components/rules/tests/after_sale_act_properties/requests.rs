//! Requests with everything an action needs, and ways to spoil them.

use crate::lives::{Try, part};
use crate::world::{World, address, client, cny};
use kefu_contract::*;
use kefu_rules::after_sale::{inspection, reasons};
use kefu_rules::policy::Policy;

pub fn counted(case: &Case, t: &Try) -> Vec<InspectedQuantity> {
    let count = |line: &CaseLine| InspectedQuantity {
        line_id: line.line_id.clone(),
        counted: line.quantity.saturating_sub([0, 0, 0, 1, 1, 9][t.choice % 6]),
        condition: Condition::Intact,
        note: None,
    };
    case.lines.iter().map(count).collect()
}

pub fn granted(case: &Case) -> i64 {
    let worth = if case.amount.amount == 0 { &case.quote.as_ref().unwrap().maximum } else { &case.amount };
    case.agreed_amount.as_ref().unwrap_or(worth).amount
}

/// The most an action may name here, worked out apart from the rules.
pub fn most(case: &Case, code: &CaseActionCode, kind: &CaseKind, viewer: &Person) -> i64 {
    let maximum = case.quote.as_ref().unwrap().maximum.amount;
    let limits = Policy::default().agent_limits;
    let limit = if *kind == CaseKind::Compensation { limits.compensation } else { limits.refund };
    match code {
        CaseActionCode::CounterOffer if viewer.role == Role::Agent => maximum.min(limit.amount),
        CaseActionCode::Refund => {
            // Whole lines that came, and no more than was agreed: enough to stay within.
            let found = &case.inspection.as_ref().unwrap().lines;
            let whole = case.lines.iter().all(|line| inspection::counted(line, found) == line.quantity);
            if whole { granted(case) } else { 0 }
        }
        _ => maximum,
    }
}

/// A request with everything the action needs; nothing where there is no right one.
pub fn right(
    world: &mut World,
    i: usize,
    viewer: &Person,
    code: CaseActionCode,
    t: &Try,
) -> Option<ActOnCase> {
    use CaseActionCode as Code;
    let case = world.cases[i].clone();
    let mut request = ActOnCase::new(client(), case.version, code.clone());
    let parcel = NewShipment { courier: "中通".into(), tracking_no: Some("78".into()), lines: vec![] };
    let text = Some("请看图片".to_owned());
    let amount = |kind: &CaseKind| {
        let most = most(&case, &code, kind, viewer);
        (most > 0).then(|| cny(part(most, t.percent)))
    };
    match code {
        Code::Revise if t.choice.is_multiple_of(2) => {
            let reasons = reasons::reasons(&case.scenario);
            let asked = QuoteRequest {
                order_id: case.order_id.clone(),
                kind: case.kind.clone(),
                scenario: case.scenario.clone(),
                reason: reasons[t.choice % reasons.len()].clone(),
                lines: case
                    .lines
                    .iter()
                    .map(|l| LineQuantity { line_id: l.line_id.clone(), quantity: l.quantity })
                    .collect(),
                case_id: None,
            };
            request.reason = Some(asked.reason.clone());
            let quote = world.quote(asked, Some(&case.id)).ok().filter(|quote| quote.maximum.amount > 0)?;
            request.quote_id = Some(quote.quote_id);
            request.amount = Some(cny(part(quote.maximum.amount, t.percent)));
            request.evidence = vec!["up-1".into()];
        }
        Code::Revise => request.amount = Some(amount(&case.kind)?),
        Code::DeclineOffer => request.text = text,
        Code::SendReturn | Code::Reship => request.shipment = Some(parcel),
        Code::RequestIntervention | Code::AddEvidence | Code::Refuse | Code::DisputeCondition => {
            request.text = text;
            request.evidence = vec!["up-1".into()];
        }
        Code::Agree => {
            let returns = matches!(case.kind, CaseKind::ReturnRefund | CaseKind::Exchange | CaseKind::Repair);
            request.return_address = (returns && case.inspection.is_none()).then(address);
        }
        Code::CounterOffer => {
            let kinds = ["reship", "compensation", "return_refund", "exchange", "refund_only_received"];
            let received = case.scenario != Scenario::NotReceived;
            let kind = CaseKind::from(kinds[t.choice % if received { 5 } else { 2 }]);
            request.amount = amount(&kind);
            request.kind = Some(kind);
            request.payer = Some(Payer::Seller);
        }
        Code::Inspect => request.inspected = counted(&case, t),
        Code::Refund if t.percent > 0 => request.amount = amount(&case.kind),
        Code::Classify => request.dispute = Some(DisputeKind::Defect),
        Code::Decide => {
            request.text = text;
            request.in_favour_of_buyer = Some(t.choice > 8);
            request.amount = if t.choice > 16 { amount(&case.kind) } else { None };
        }
        _ => {}
    }
    Some(request)
}

/// Spoils a request in one place; gives the place and what is wrong there, or nothing where this cannot be spoilt.
pub fn spoil(request: &mut ActOnCase, case: &Case, fault: usize) -> Option<(String, ProblemCode)> {
    use ProblemCode as P;
    let at = |pointer: &str, code| Some((pointer.to_owned(), code));
    let above = request.amount.as_ref().map(|_| case.quote.as_ref().unwrap().maximum.amount + 1);
    // A newer quote may hold for more than the older one, and then its maximum is the one to break.
    let above = if request.quote_id.is_some() { above.map(|_| i64::MAX) } else { above };
    match fault {
        0 => {
            request.version += 1;
            at("/version", P::VersionConflict)
        }
        1 if request.code == CaseActionCode::Withdraw => {
            request.text = Some("x".to_owned());
            at("/text", P::InvalidValue)
        }
        2 if request.code != CaseActionCode::Classify => {
            request.dispute = Some(DisputeKind::Defect);
            at("/dispute", P::InvalidValue)
        }
        3 => {
            request.amount = Some(cny(above?));
            at("/amount", P::AmountAboveMaximum)
        }
        4 if above.is_some() => {
            request.amount = Some(Money { currency: "JPY".into(), exponent: 0, ..cny(1) });
            at("/amount", P::WrongCurrency)
        }
        5 if above.is_some() => {
            request.amount = Some(cny(-1));
            at("/amount", P::AmountNotPositive)
        }
        6 if request.text.is_some() => {
            request.text = Some("长".repeat(201));
            at("/text", P::TextTooLong)
        }
        7 if !request.evidence.is_empty() => {
            request.evidence = vec!["up-1".into(), "up-9".into()];
            at("/evidence/1", P::UnknownUpload)
        }
        8 if !request.evidence.is_empty() => {
            request.evidence = vec!["up-2".into()];
            at("/evidence/0", P::UnsupportedEvidence)
        }
        9 if !request.evidence.is_empty() => {
            request.evidence = ["up-1", "up-2", "up-3", "up-4"].map(UploadId::from).to_vec();
            at("/evidence", P::TooManyItems)
        }
        10 => {
            request.return_address.as_mut()?.masked = true;
            at("/return_address", P::MaskedValue)
        }
        11 => {
            request.return_address.take()?;
            at("/return_address", P::InvalidValue)
        }
        12 => {
            request.shipment.as_mut()?.lines = vec![LineQuantity { line_id: "l-9".into(), quantity: 1 }];
            at("/shipment/lines/0/line_id", P::UnknownLine)
        }
        13 => {
            request.shipment.as_mut()?.tracking_no = None;
            at("/shipment/tracking_no", P::InvalidValue)
        }
        14 => {
            request.inspected.first_mut()?.counted = 99;
            at("/inspected/0/counted", P::QuantityAboveBought)
        }
        15 => {
            request.kind.as_mut().map(|kind| *kind = CaseKind::Other("loan".into()))?;
            at("/kind", P::InvalidValue)
        }
        16 => {
            request.quote_id.as_mut().map(|id| *id = "q-none".into())?;
            at("/quote_id", P::QuoteExpired)
        }
        _ => None,
    }
}

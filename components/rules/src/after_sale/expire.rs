//! What happens when nobody does anything.

use super::check::denied;
use super::machine::{Event, State};
use super::step::{Applied, Entry, agree, convert, next};
use super::words::Denial;
use super::{Context, act, exchange, intervention};
use crate::order::Refused;
use kefu_contract::{ActOnCase, Actor, Case, CaseActionCode, ClientId, DeadlineKind};

/// Carries out the outcome of a deadline that has passed. Silence pays what was agreed or asked for, whatever was
/// counted: a seller who found less has to say so in time.
///
/// # Errors
/// There is no such deadline, it still runs, or its clock stands still. The case is then unchanged, so a scheduler
/// may ask twice.
pub fn expire(case: &Case, kind: &DeadlineKind, ctx: &Context) -> Result<Applied, Refused> {
    match case.deadlines.iter().find(|deadline| deadline.kind == *kind) {
        Some(deadline) if deadline.paused => return Err(denied(&Denial::PlatformDecides, ctx.lang)),
        Some(deadline) if deadline.at <= ctx.now => {}
        _ => return Err(denied(&Denial::NotDue, ctx.lang)),
    }
    if *kind == DeadlineKind::GiveEvidence {
        return decide(case, ctx);
    }
    let (from, to) = next(case, Event::Expire, ctx)?;
    let mut applied = Applied::of(case);
    if to == State::Refunding && exchange::is_for_goods(&case.kind) {
        convert(&mut applied.case, ctx)?;
    }
    if !to.is_terminal() {
        agree(&mut applied.case);
    }
    applied.enter(to, None, ctx);
    let amount = applied.case.refund.as_ref().map(|refund| refund.amount.clone());
    let code = format!("deadline.{}", kind.as_str());
    let (from, to) = (Some(from), Some(to));
    Ok(applied.finish(Entry { code: &code, actor: Actor::Platform, from, to, text: None, amount }, ctx))
}

/// The platform decides on what it has; the viewer is the platform.
fn decide(case: &Case, ctx: &Context) -> Result<Applied, Refused> {
    let verdict = intervention::verdict(case);
    let decision = ActOnCase {
        in_favour_of_buyer: Some(verdict.for_buyer()),
        text: Some(verdict.text(ctx.lang).to_owned()),
        ..ActOnCase::new(ClientId::from("platform"), case.version, CaseActionCode::Decide)
    };
    act(case, &decision, ctx)
}

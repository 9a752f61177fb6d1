//! The payment service's answer.

use super::Context;
use super::machine::Event;
use super::step::{Applied, Entry, next};
use crate::order::Refused;
use kefu_contract::{Actor, Case, RefundState};

/// Notes what became of a refund: paid, or why not. When it was paid, book [`super::refund_parts`] with
/// [`crate::order::refund::record_refund`] in the same transaction.
///
/// # Errors
/// No refund is on its way: an answer that comes twice changes nothing.
pub fn settle(case: &Case, outcome: Result<(), &str>, ctx: &Context) -> Result<Applied, Refused> {
    let (event, code) = match outcome {
        Ok(()) => (Event::RefundSucceeded, "refund.succeeded"),
        Err(_) => (Event::RefundFailed, "refund.failed"),
    };
    let (from, to) = next(case, event, ctx)?;
    let mut applied = Applied::of(case);
    let failure = outcome.err().map(str::to_owned);
    if let Some(refund) = &mut applied.case.refund {
        match outcome {
            Ok(()) => {
                refund.state = RefundState::Succeeded;
                refund.completed_at = Some(ctx.now);
            }
            Err(_) => {
                refund.state = RefundState::Failed;
                refund.failure.clone_from(&failure);
            }
        }
    }
    applied.enter(to, None, ctx);
    let amount = applied.case.refund.as_ref().map(|refund| refund.amount.clone());
    let (from, to, text) = (Some(from), Some(to), failure.as_ref());
    Ok(applied.finish(Entry { code, actor: Actor::Platform, from, to, text, amount }, ctx))
}

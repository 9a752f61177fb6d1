//! What reviews do to their order.

use super::Context;
use super::act::Applied;
use kefu_contract::{Actor, DeadlineKind, Order, OrderActionCode};

/// Notes that the buyer has reviewed the last line: nothing is left to be written, and no default comes.
pub fn record_reviews(order: &Order, ctx: &Context) -> Applied {
    let mut applied = Applied::of(order);
    applied.order.deadlines.retain(|deadline| deadline.kind != DeadlineKind::WriteReview);
    applied.finish(order, OrderActionCode::WriteReview.as_str(), Actor::Buyer, ctx, None);
    applied
}

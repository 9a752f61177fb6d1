//! Deadlines of a state, and what happens when they pass.

use super::act::{self, Applied, Fact, Refused};
use super::machine::Event;
use super::reason::Reason;
use super::{Context, totals};
use crate::policy::Policy;
use kefu_contract::{
    Actor, CloseReason, Deadline, DeadlineKind, DeliveryClass, ExpiryOutcome, Order, OrderState, Timestamp,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_H: u32 = 24;

fn hours(count: u32) -> i64 {
    i64::from(count) * HOUR_MS
}

/// Days until receipt counts as confirmed; unknown classes get the longest time.
pub fn confirm_days(class: &DeliveryClass, policy: &Policy) -> u32 {
    let days = &policy.orders.confirm;
    match class {
        DeliveryClass::DigitalAuto => days.digital,
        DeliveryClass::Virtual => days.virtual_goods,
        DeliveryClass::Courier => days.courier,
        DeliveryClass::Surface => days.surface_mail,
        DeliveryClass::Other(_) => {
            days.digital.max(days.virtual_goods).max(days.courier).max(days.surface_mail)
        }
    }
}

/// The deadlines that begin when an order of this delivery class enters a state at `at`, the next one first.
pub fn on_enter(state: &OrderState, class: &DeliveryClass, at: Timestamp, policy: &Policy) -> Vec<Deadline> {
    use DeadlineKind as Kind;
    use ExpiryOutcome as Outcome;
    let days = |count: u32| count.saturating_mul(DAY_H);
    let orders = &policy.orders;
    let rows: Vec<(Kind, u32, Actor, Outcome)> = match state {
        OrderState::AwaitingPayment => {
            vec![(Kind::Pay, orders.pay_within_h, Actor::Buyer, Outcome::CloseOrder)]
        }
        OrderState::AwaitingShipment => {
            vec![(Kind::Ship, orders.ship_within_h, Actor::Seller, Outcome::CompensateDelay)]
        }
        // The clock of the shipment that began with the payment goes on.
        OrderState::PartShipped => Vec::new(),
        OrderState::AwaitingReceipt => {
            let time = days(confirm_days(class, policy));
            vec![(Kind::ConfirmReceipt, time, Actor::Buyer, Outcome::ReleaseMoney)]
        }
        OrderState::Completed => vec![
            (
                Kind::OpenCase,
                days(policy.after_sale.open_after_completion_d),
                Actor::Buyer,
                Outcome::WindowCloses,
            ),
            (Kind::WriteReview, days(policy.reviews.write_within_d), Actor::Buyer, Outcome::DefaultReview),
        ],
        OrderState::Closed | OrderState::Other(_) => Vec::new(),
    };
    let warn = hours(orders.warn_before_h);
    let mut deadlines: Vec<Deadline> = rows
        .into_iter()
        .map(|(kind, time, actor, on_expiry)| {
            let at = at.plus_ms(hours(time));
            Deadline { kind, at, warn_at: Some(at.plus_ms(-warn)), actor, on_expiry, paused: false }
        })
        .collect();
    deadlines.sort_by_key(|deadline| deadline.at);
    deadlines
}

/// The running or paused deadline of a kind.
pub fn find<'a>(order: &'a Order, kind: &DeadlineKind) -> Option<&'a Deadline> {
    order.deadlines.iter().find(|deadline| deadline.kind == *kind)
}

/// Moves a deadline and its warning.
pub fn shift(deadline: &mut Deadline, ms: i64) {
    deadline.at = deadline.at.plus_ms(ms);
    deadline.warn_at = deadline.warn_at.map(|at| at.plus_ms(ms));
}

/// Stops every clock of the order (平台介入).
pub fn pause(order: &mut Order) {
    for deadline in &mut order.deadlines {
        deadline.paused = true;
    }
}

/// Starts the stopped clocks again; the time since `paused_at` is given back.
pub fn resume(order: &mut Order, paused_at: Timestamp, now: Timestamp) {
    for deadline in order.deadlines.iter_mut().filter(|deadline| deadline.paused) {
        deadline.paused = false;
        // A clock set back must not shorten anybody's time.
        shift(deadline, now.since(paused_at).max(0));
    }
}

/// Carries out the outcome of a deadline that has passed.
///
/// # Errors
/// [`Reason::NoDeadline`] when there is none of this kind or it still runs, [`Reason::Paused`] when its clock
/// stands still. The order is then unchanged, so a scheduler may ask twice.
pub fn expire(order: &Order, kind: &DeadlineKind, ctx: &Context) -> Result<Applied, Refused> {
    let due = find(order, kind).filter(|deadline| deadline.paused || deadline.at <= ctx.now);
    let Some(deadline) = due else { return Err(Refused::denied(Reason::NoDeadline.into(), ctx.lang)) };
    if deadline.paused {
        return Err(Refused::denied(Reason::Paused.into(), ctx.lang));
    }
    let mut applied = Applied::of(order);
    applied.order.deadlines.retain(|deadline| deadline.kind != *kind);
    match &deadline.on_expiry {
        ExpiryOutcome::CloseOrder => act::close(&mut applied, CloseReason::Unpaid, ctx)?,
        ExpiryOutcome::CompensateDelay => {
            let base =
                if totals::paid(order).amount > 0 { totals::kept(order)? } else { order.total.clone() };
            applied.facts.push(Fact::Compensate(ctx.policy.orders.late_shipment.owed(&base)?));
        }
        ExpiryOutcome::ReleaseMoney => act::receive(&mut applied, ctx)?,
        ExpiryOutcome::DefaultReview if !ctx.reviewed => applied.facts.push(Fact::DefaultReview),
        _ => {}
    }
    applied.finish(order, &format!("deadline.{}", kind.as_str()), Actor::Platform, ctx, None);
    Ok(applied)
}

/// The deadlines after an event: those of the new state, and the shipment's clock while parts are on their way. They
/// stand still from the beginning while an after-sale case is open.
pub(super) fn renew(order: &mut Order, event: Event, ctx: &Context) {
    if event != Event::ShipPart {
        order.deadlines = on_enter(&order.state, &order.delivery, ctx.now, ctx.policy);
    }
    if order.lines.iter().any(|line| line.case_id.is_some()) {
        pause(order);
    }
}

//! The demo shop's trade: orders, written the way they would have come about.
//!
//! Nothing here is handed in as a finished record. Somebody places an order, and from then on the rules carry out what
//! people do, at times and by people of their own, and what time does when nobody does anything.

mod basket;
mod calendar;
mod claims;
mod deeds;
mod journey;
mod ordinary;
mod photo;
mod placing;
mod plan;
mod scenes;
mod step;
#[cfg(test)]
mod tests;
mod walk;
mod wishes;

use super::{
    addresses,
    chance::{Purpose, rng},
    people::{Cast, writes_english},
    products::Shelf,
};
use crate::store::OrderRecord;
use basket::{Choice, Size};
use calendar::{Calendar, MINUTE};
use kefu_contract::{DeliveryClass, PaymentMethod, Timestamp};
use kefu_rules::{order::Refused, policy::Policy};
use plan::{Course, Customer, Errand};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use scenes::Scene;
use step::{Step, Timed};
use walk::{Walk, Walked, Wanted, World};

/// Nothing is to happen by itself just after the shop was made: whoever looks at it first shall see it as it is.
const CALM: i64 = 10 * MINUTE;

/// Minutes for which it matters when exactly something happened.
const RECENT: i64 = 12 * 24 * 60;

/// Every order of the shop, in the order of their last changes.
///
/// # Errors
/// [`Refused`] where this shop's policy sends nothing.
pub(super) fn orders(cast: &Cast, policy: &Policy, now: Timestamp) -> Result<Vec<OrderRecord>, Refused> {
    let world = World { now, policy, cast };
    let customers = plan::customers(cast);
    let mut records = Vec::new();
    for (index, errand) in plan::errands(&customers).iter().enumerate() {
        let walked = run(world, &customers[errand.who], errand, index)?;
        for (step, refused) in &walked.refused {
            tracing::debug!(?step, ?refused, "this policy does not allow a step of the demo");
        }
        records.extend(walked.records);
    }
    records.sort_by(|a, b| (a.order.updated_at, &a.order.id).cmp(&(b.order.updated_at, &b.order.id)));
    Ok(records)
}

/// Runs an errand, a little earlier each time until it leaves nothing that is about to fall due.
fn run(world: World, customer: &Customer, errand: &Errand, index: usize) -> Result<Walked, Refused> {
    let wanted = wanted(customer, errand, index);
    let mut earlier = 0;
    loop {
        let mut rng = rng(Purpose::Orders, index);
        let (placed, steps) = timed(world, &wanted, errand, earlier, &mut rng);
        let walked = Walk::begin(world, &wanted, placed, rng)?.through(steps);
        if is_calm(&walked, world.now) || earlier > 60 * MINUTE {
            return Ok(walked);
        }
        earlier += CALM;
    }
}

fn is_calm(walked: &Walked, now: Timestamp) -> bool {
    let calm = |at: Timestamp| at > now.plus_ms(CALM);
    let mut deadlines = walked.records.iter().flat_map(|record| &record.order.deadlines);
    deadlines.all(|deadline| deadline.paused || calm(deadline.at))
        && walked.claims.iter().all(|claim| claim.next().is_none_or(|(_, at)| calm(at)))
}

/// What goes into the cart; nothing about it depends on the clock.
fn wanted<'a>(customer: &'a Customer, errand: &Errand, index: usize) -> Wanted<'a> {
    let mut rng = rng(Purpose::Baskets, index);
    let scene = match errand.course {
        Course::Scene(scene) => Some(scene),
        Course::Ordinary(_) => None,
    };
    let size = scene.map_or(Size::Any, |scene| scene.size);
    let choices = basket::fill(errand.budget, size, scene.and_then(|scene| scene.item), &mut rng);
    let twin = basket::fill(errand.budget, Size::Any, None, &mut rng);
    let (mut address, mut other_address) = (customer.home.clone(), customer.other.clone());
    if !addresses::is_abroad(&address) && rng.random_bool(0.15) {
        std::mem::swap(&mut address, &mut other_address);
    }
    let english = writes_english(&customer.person.name);
    let wish = wishes::wish(english, choices[0].item.shelf, &mut rng).filter(|_| scene.is_none());
    Wanted {
        buyer: customer.person,
        coupon: coupon(&choices, &mut rng),
        delivery: delivery(scene, &choices, addresses::is_abroad(&address), &mut rng),
        message: scene.and_then(|scene| scene.said).or(wish),
        made_to_order: scene.is_some_and(|scene| scene.made_to_order),
        method: scene.and_then(method),
        slow_bank: scene.is_some_and(|scene| scene.slow_bank),
        address,
        other_address,
        choices,
        twin,
    }
}

/// Friends who pay make refunds fail at first; that is to happen where it is meant to.
fn method(scene: &Scene) -> Option<PaymentMethod> {
    let claimed = scene.steps.iter().any(|(_, step)| matches!(step, Step::Claim(_)));
    match (scene.friend_pays, claimed) {
        (true, _) => Some(PaymentMethod::PayForMe),
        (false, true) => Some(PaymentMethod::QuickPay),
        (false, false) => None,
    }
}

/// Some have a coupon, worth more on larger orders.
fn coupon(choices: &[Choice], rng: &mut ChaCha8Rng) -> i64 {
    let goods: i64 = choices.iter().map(|choice| choice.item.price * i64::from(choice.quantity)).sum();
    match goods {
        _ if !rng.random_bool(0.14) => 0,
        ..6_000 => 0,
        6_000..15_000 => 500,
        _ => 1_000,
    }
}

/// Paper goes by surface mail where nobody is in a hurry, and so does much that goes abroad.
fn delivery(scene: Option<&Scene>, choices: &[Choice], abroad: bool, rng: &mut ChaCha8Rng) -> DeliveryClass {
    let paper = choices.iter().all(|choice| choice.item.shelf == Shelf::Paper);
    let share = match (scene, paper || abroad) {
        (Some(scene), _) => f64::from(u8::from(scene.surface)),
        (None, true) => 0.35,
        (None, false) => 0.0,
    };
    if rng.random_bool(share) { DeliveryClass::Surface } else { DeliveryClass::Courier }
}

/// When it is placed, and what happens afterwards, all of it `earlier` by so many milliseconds.
fn timed(
    world: World,
    wanted: &Wanted,
    errand: &Errand,
    earlier: i64,
    rng: &mut ChaCha8Rng,
) -> (Timestamp, Vec<Timed>) {
    let now = world.now.plus_ms(-earlier);
    let calendar = Calendar { now, hours: &world.policy.business_hours };
    match &errand.course {
        Course::Ordinary(days_back) => {
            let placed = calendar.moment(days_back.clone(), rng).plus_ms(-earlier);
            (placed, ordinary::course(placed, &wanted.address, &wanted.delivery, &calendar, rng))
        }
        Course::Scene(scene) => played(scene, &calendar, rng),
    }
}

/// A scene in time. What the shop does, it does while it is open.
fn played(scene: &Scene, calendar: &Calendar, rng: &mut ChaCha8Rng) -> (Timestamp, Vec<Timed>) {
    let before_now = |minutes: i64| calendar.now.plus_ms(-minutes * MINUTE);
    // What is long over need not have begun at the hour it is now.
    let night = if scene.placed > RECENT { calendar.since_evening(before_now(scene.placed)) } else { 0 };
    let ago = |minutes: i64, rng: &mut ChaCha8Rng| {
        before_now(minutes).plus_ms(-night - rng.random_range(0..MINUTE))
    };
    let placed = ago(scene.placed, rng);
    let mut before = placed;
    let mut steps = Vec::new();
    let usual: Vec<_> =
        ordinary::usual(scene.came).map(|(minutes, step)| (scene.placed - minutes, step)).collect();
    for (minutes, step) in usual.iter().chain(scene.steps) {
        let mut at = ago(*minutes, rng);
        if step.is_work() {
            at = calendar.open_before(at, rng);
        }
        // Nothing comes before what led to it, even if somebody works late for it.
        before = at.max(before.plus_ms(2 * MINUTE));
        steps.push((before, step.clone()));
    }
    (placed, steps)
}

//! The demo shop's trade: orders, after-sale cases and reviews, written the way they would have come about.
//!
//! Nothing here is handed in as a finished record. Somebody places an order, and from then on the rules carry out what
//! people do, at times and by people of their own, and what time does when nobody does anything.

mod basket;
mod calendar;
mod claims;
mod deeds;
mod journey;
mod opinions;
mod ordinary;
mod passing;
mod photo;
mod placing;
mod plan;
mod save;
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
use crate::{desk, store::OrderRecord};
use basket::{Choice, Size};
use calendar::{Calendar, MINUTE};
use claims::{Claim, Sent};
use kefu_contract::{DeliveryClass, PaymentMethod, Timestamp};
use kefu_rules::{order::Refused, policy::Policy};
use opinions::Deck;
pub(super) use opinions::Opined;
use passing::Booked;
use plan::{Course, Customer, Errand};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use scenes::Scene;
use step::{Step, Timed};
use walk::{Walk, Walked, Wanted, World};

/// Nothing is to happen by itself just after the shop was made: whoever looks at it first shall see it as it is.
const CALM: i64 = 10 * MINUTE;

/// Minutes after which nothing is left to fall due.
const LONG_OVER: i64 = 14 * 24 * 60;

/// Everything that people did in the shop, in the order of its last changes.
#[derive(Debug)]
pub(super) struct Trade {
    pub(super) orders: Vec<OrderRecord>,
    claims: Vec<Claim>,
    pub(super) opinions: Vec<Opined>,
    sent: Vec<Sent>,
    booked: Vec<Booked>,
}

/// The trade of the shop until `now`.
///
/// # Errors
/// [`Refused`] where this shop's policy sends nothing.
pub(super) fn until(now: Timestamp, cast: &Cast, policy: &Policy) -> Result<Trade, Refused> {
    let mut trade = Trade {
        orders: Vec::new(),
        claims: Vec::new(),
        opinions: Vec::new(),
        sent: Vec::new(),
        booked: Vec::new(),
    };
    for walked in walks(World { now, policy, cast })? {
        for (step, refused) in &walked.refused {
            tracing::debug!(?step, ?refused, "this policy does not allow a step of the demo");
        }
        trade.orders.extend(walked.records);
        trade.claims.extend(walked.claims);
        trade.opinions.extend(walked.opinions);
        trade.sent.extend(walked.sent);
        trade.booked.extend(walked.booked);
    }
    trade.orders.sort_by_key(|record| (record.order.updated_at, record.order.id.clone()));
    trade.claims.sort_by_key(|claim| (claim.record.case.updated_at, claim.record.case.id.clone()));
    trade.opinions.sort_by_key(|opined| (opined.record.review.updated_at, opined.record.review.id.clone()));
    trade.booked.sort_by_key(|booked| booked.at);
    Ok(trade)
}

/// Every order walked until now.
fn walks(world: World) -> Result<Vec<Walked>, Refused> {
    let customers = plan::customers(world.cast);
    let mut deck = Deck::new();
    let mut walks = Vec::new();
    for (index, errand) in plan::errands(&customers).iter().enumerate() {
        let mut wanted = wanted(&customers[errand.who], errand, index);
        if let Course::Ordinary(_) = errand.course {
            let english = writes_english(&wanted.buyer.name);
            wanted.opinions = deck.deal(index, &wanted.choices, english);
        }
        walks.push(run(world, &wanted, errand, index)?);
    }
    Ok(walks)
}

/// Runs an errand, a little earlier each time until it leaves nothing that is about to fall due.
fn run(world: World, wanted: &Wanted, errand: &Errand, index: usize) -> Result<Walked, Refused> {
    let mut earlier = 0;
    loop {
        let mut rng = rng(Purpose::Orders, index);
        let (placed, steps) = timed(world, wanted, errand, earlier, &mut rng);
        let walked = Walk::begin(world, wanted, placed, rng)?.through(steps);
        if is_calm(&walked, world) || earlier > 60 * MINUTE {
            return Ok(walked);
        }
        earlier += CALM;
    }
}

fn is_calm(walked: &Walked, world: World) -> bool {
    let calm = |at: Timestamp| at > world.now.plus_ms(CALM);
    let mut deadlines = walked.records.iter().flat_map(|record| &record.order.deadlines);
    let reviews = walked.opinions.iter().flat_map(|opined| {
        desk::reviews::dues(world.policy, &opined.record, world.now).into_iter().map(|(_, at)| at)
    });
    deadlines.all(|deadline| deadline.paused || calm(deadline.at))
        && walked.claims.iter().all(|claim| claim.next().is_none_or(|(_, at)| calm(at)))
        && reviews.into_iter().all(calm)
}

/// What goes into the cart; nothing about it depends on the clock.
fn wanted<'a>(customer: &'a Customer, errand: &Errand, index: usize) -> Wanted<'a> {
    let mut rng = rng(Purpose::Baskets, index);
    let scene = match errand.course {
        Course::Scene(scene) => Some(scene),
        Course::Ordinary(_) => None,
    };
    let size = scene.map_or(Size::Any, |scene| scene.size);
    let choices = match errand.item {
        Some(item) if scene.is_none() => basket::around(item, errand.budget, &mut rng),
        item => basket::fill(errand.budget, size, item, &mut rng),
    };
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
        opinions: Vec::new(),
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
            let (to, delivery) = (&wanted.address, &wanted.delivery);
            let (mut steps, completed) = ordinary::course(placed, to, delivery, &calendar, world.policy, rng);
            for opinion in &wanted.opinions {
                let step = Step::Opine(opinion.line, opinion.say.clone());
                let at = completed.plus_ms(opinion.after);
                steps.push((if step.is_work() { calendar.open_after(at, rng) } else { at }, step));
            }
            steps.sort_by_key(|(at, _)| *at);
            (placed, steps)
        }
        Course::Scene(scene) => played(scene, &calendar, rng),
    }
}

/// A scene in time. What the shop does, it does while it is open.
fn played(scene: &Scene, calendar: &Calendar, rng: &mut ChaCha8Rng) -> (Timestamp, Vec<Timed>) {
    let before_now = |minutes: i64| calendar.now.plus_ms(-minutes * MINUTE);
    // What is long over need not have begun at the hour it is now.
    let last = scene.steps.last().map_or(scene.placed, |(minutes, _)| *minutes);
    let shift = if last > LONG_OVER { calendar.since_shopping(before_now(scene.placed), rng) } else { 0 };
    let ago = |minutes: i64, rng: &mut ChaCha8Rng| {
        before_now(minutes).plus_ms(-shift - rng.random_range(0..MINUTE))
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

//! The ordinary course of an order: paid, sent, delivered, received.

use super::{
    calendar::{Calendar, DAY, HOUR, MINUTE},
    scenes::Came,
    step::{
        By,
        Step::{self, Extend, News, Pay, Receive, Ship, Stage},
        Timed,
    },
};
use crate::demo::addresses;
use kefu_contract::{Address, DeliveryClass, FulfilmentStage, ShipmentState, Timestamp};
use kefu_rules::{order::deadlines::confirm_days, policy::Policy};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Days by which the time to confirm receipt is extended where parcels need longer.
const EXTENSION: u32 = 10;

/// What usually happens to an order until it has come so far, in minutes after it was placed.
pub(super) fn usual(came: Came) -> impl Iterator<Item = (i64, Step)> {
    const H: i64 = 60;
    let steps = [
        (Came::Paid, 10, Pay),
        (Came::Sent, 20 * H, Ship),
        (Came::Sent, 24 * H, News(ShipmentState::PickedUp)),
        (Came::Sent, 30 * H, News(ShipmentState::InTransit)),
        (Came::Delivered, 52 * H, News(ShipmentState::InTransit)),
        (Came::Delivered, 74 * H, News(ShipmentState::OutForDelivery)),
        (Came::Delivered, 78 * H, News(ShipmentState::Delivered)),
        (Came::Received, 96 * H, Receive),
    ];
    steps.into_iter().filter(move |(when, _, _)| *when <= came).map(|(_, minutes, step)| (minutes, step))
}

/// What happens to an order placed at `placed`, as long as nothing goes wrong, and when it is completed.
pub(super) fn course(
    placed: Timestamp,
    to: &Address,
    delivery: &DeliveryClass,
    calendar: &Calendar,
    policy: &Policy,
    rng: &mut ChaCha8Rng,
) -> (Vec<Timed>, Timestamp) {
    // Most pay at once, some sleep on it.
    let thought = if rng.random_bool(0.85) {
        rng.random_range(MINUTE..15 * MINUTE)
    } else {
        rng.random_range(HOUR..22 * HOUR)
    };
    let paid = placed.plus_ms(thought);
    // The stockroom is mostly quick, and now and then too late.
    let wait = if rng.random_bool(0.97) {
        rng.random_range(3 * HOUR..34 * HOUR)
    } else {
        rng.random_range(75 * HOUR..100 * HOUR)
    };
    let shipped = calendar.open_after(paid.plus_ms(wait), rng);
    let mut steps = vec![(paid, Pay)];
    let stages = [FulfilmentStage::Review, FulfilmentStage::Printing, FulfilmentStage::Picking];
    let packing = shipped.since(paid) / 5;
    steps.extend((1..).zip(stages).map(|(i, stage)| (paid.plus_ms(packing * i), Stage(stage))));
    steps.push((shipped.plus_ms(-30 * MINUTE), Stage(FulfilmentStage::Packing)));
    steps.push((shipped, Ship));
    let arrived = under_way(&mut steps, shipped, to, delivery, calendar, rng);
    let courier = *delivery != DeliveryClass::Surface;
    let extended = if courier && addresses::is_abroad(to) { EXTENSION } else { 0 };
    let days = confirm_days(delivery, policy) + extended;
    let confirmed = shipped.plus_ms(i64::from(days) * DAY);
    // Others forget it, and time confirms for them.
    let received = rng.random_bool(0.65).then(|| arrived.plus_ms(rng.random_range(2 * HOUR..4 * DAY)));
    let received = received.filter(|at| *at < confirmed);
    steps.extend(received.map(|at| (at, Receive)));
    steps.sort_by_key(|(at, _)| *at);
    (steps, received.unwrap_or(confirmed))
}

/// The parcel's way; says when it arrives.
fn under_way(
    steps: &mut Vec<(Timestamp, Step)>,
    shipped: Timestamp,
    to: &Address,
    delivery: &DeliveryClass,
    calendar: &Calendar,
    rng: &mut ChaCha8Rng,
) -> Timestamp {
    let days = match delivery {
        DeliveryClass::Surface => rng.random_range(12..24),
        _ if addresses::is_abroad(to) => rng.random_range(9..14),
        _ if addresses::is_remote(to) => rng.random_range(5..7),
        _ => rng.random_range(2..5),
    };
    let (day, _) = calendar.local(shipped);
    let round = calendar.at(day + days, rng.random_range(480..570));
    let arrived = calendar.at(day + days, rng.random_range(620..1_180));
    if *delivery == DeliveryClass::Surface {
        return arrived;
    }
    let picked_up = shipped.plus_ms(rng.random_range(40 * MINUTE..4 * HOUR));
    let left = picked_up.plus_ms(rng.random_range(2 * HOUR..7 * HOUR));
    let hub = round.plus_ms(-rng.random_range(3 * HOUR..8 * HOUR));
    steps.push((picked_up, News(ShipmentState::PickedUp)));
    steps.push((left, News(ShipmentState::InTransit)));
    steps.push((hub, News(ShipmentState::InTransit)));
    steps.push((round, News(ShipmentState::OutForDelivery)));
    steps.push((arrived, News(ShipmentState::Delivered)));
    if addresses::is_abroad(to) {
        // Abroad takes longer than receipt may stay unconfirmed.
        steps.push((calendar.open_after(shipped.plus_ms(7 * DAY), rng), Extend(By::Agent, EXTENSION)));
    }
    arrived
}

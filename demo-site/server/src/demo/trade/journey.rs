//! Parcels of the demo: their labels, and how far their couriers have told of them.

use crate::desk::orders::courier;
use kefu_contract::{DeliveryClass, NewShipment, Order, Shipment, ShipmentState};
use kefu_rules::{address, freight, language::Language, policy::Policy};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// Surface mail gives out no numbers.
const POST: &str = "中国邮政平邮";

/// Who carries an order's parcels.
#[derive(Debug)]
pub(super) struct Journey {
    courier: String,
    /// How its tracking numbers begin; nothing where there are none.
    prefix: Option<String>,
}

impl Journey {
    /// By some courier that goes there, or by surface mail.
    pub(super) fn new(policy: &Policy, order: &Order, rng: &mut ChaCha8Rng) -> Self {
        let place = order.address.as_ref().map(address::place).unwrap_or_default();
        let serves = |courier: &&freight::Courier| freight::offer(courier, &place, 0, None).is_ok();
        let serving: Vec<_> = policy.freight.couriers.iter().filter(serves).collect();
        match serving.choose(rng).filter(|_| order.delivery != DeliveryClass::Surface) {
            // What staff write stands in the shop's own language.
            Some(courier) => Self {
                courier: courier.name(Language::Chinese).to_owned(),
                prefix: Some(courier.code.to_uppercase()),
            },
            None => Self { courier: POST.to_owned(), prefix: None },
        }
    }

    /// What is stuck on the next parcel.
    pub(super) fn label(&self, rng: &mut ChaCha8Rng) -> NewShipment {
        let number = |prefix| format!("{prefix}{:012}", rng.random_range(0..1_000_000_000_000_u64));
        NewShipment {
            courier: self.courier.clone(),
            tracking_no: self.prefix.as_ref().map(number),
            lines: Vec::new(),
        }
    }
}

/// How many things the courier is yet to tell of a parcel until it is where it is to be.
pub(super) fn untold(parcel: &Shipment, wanted: &ShipmentState) -> usize {
    if parcel.tracking_no.is_none() {
        return 0;
    }
    let told = parcel.events.len();
    let stops = courier::stops().enumerate().skip(told);
    let stop = stops.into_iter().find(|(_, state)| *state == wanted).map(|(place, _)| place);
    stop.map_or(0, |stop| stop + 1 - told)
}

//! Parcels on their way, as the courier tells of them.

use crate::{
    demo::{
        addresses,
        couriers::{self, Courier},
        people::writes_english,
    },
    locale::Locale,
};
use kefu_contract::{
    Address, DeliveryClass, NewShipment, Order, Person, Shipment, ShipmentState, Timestamp, TrackingEvent,
};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::calendar::DAY;

/// Where the shop's parcels begin.
const STOCKROOM: (&str, &str) = ("杭州市", "Hangzhou");

/// The way of an order's parcels.
#[derive(Debug)]
pub(super) struct Journey {
    courier: Courier,
    locale: Locale,
    city: String,
    /// Days the courier promises.
    days: i64,
    /// Where parcels are left.
    signed: usize,
}

impl Journey {
    pub(super) fn new(buyer: &Person, to: &Address, delivery: &DeliveryClass, rng: &mut ChaCha8Rng) -> Self {
        let home = couriers::HOME[rng.random_range(0..couriers::HOME.len())];
        let (courier, days) = match delivery {
            DeliveryClass::Surface => (couriers::POST, 20),
            _ if addresses::is_abroad(to) => (couriers::ABROAD, 12),
            _ if addresses::is_remote(to) => (home, 6),
            _ => (home, rng.random_range(2..=4)),
        };
        let locale = if writes_english(&buyer.name) { Locale::En } else { Locale::ZhCn };
        Self { courier, locale, city: to.city.clone(), days, signed: rng.random_range(0..4) }
    }

    /// What is stuck on the next parcel.
    pub(super) fn label(&self, rng: &mut ChaCha8Rng) -> NewShipment {
        let tracked = self.courier != couriers::POST;
        NewShipment {
            courier: self.courier.name(self.locale),
            tracking_no: tracked.then(|| self.courier.tracking_no(rng)),
            lines: Vec::new(),
        }
    }

    /// Notes on the last parcel when it is to arrive.
    pub(super) fn promise(&self, order: &mut Order) {
        if let Some(parcel) = order.shipments.last_mut() {
            parcel.expected_at = Some(parcel.shipped_at.plus_ms(self.days * DAY));
        }
    }

    /// The parcels under way are where the courier says.
    pub(super) fn news(&self, order: &mut Order, state: &ShipmentState, at: Timestamp) {
        for parcel in order.shipments.iter_mut().filter(|parcel| parcel.state != ShipmentState::Delivered) {
            if parcel.tracking_no.is_some() {
                let event = self.event(parcel, state, at);
                parcel.events.insert(0, event);
            }
            parcel.state = state.clone();
            if *state == ShipmentState::Delivered {
                parcel.delivered_at = Some(at);
            }
        }
    }

    fn event(&self, parcel: &Shipment, state: &ShipmentState, at: Timestamp) -> TrackingEvent {
        let start = self.pick(STOCKROOM);
        let been_under_way =
            parcel.events.iter().filter(|event| event.place.as_deref() != Some(start)).count();
        let city = self.city.as_str();
        let (place, text) = match state {
            ShipmentState::PickedUp => (start, self.pick(("快件已揽收", "Picked up")).to_owned()),
            ShipmentState::InTransit if parcel.state == ShipmentState::PickedUp => {
                let left = self.pick(("快件已从分拨中心发出，发往", "Left the sorting centre for"));
                (start, format!("{left} {city}"))
            }
            ShipmentState::InTransit if been_under_way == 0 => {
                (city, self.pick(("快件已到达目的地转运中心", "Arrived at the destination hub")).to_owned())
            }
            ShipmentState::InTransit => (
                city,
                self.pick(("快件在转运中心，等待派送", "Held at the hub, awaiting delivery")).to_owned(),
            ),
            ShipmentState::OutForDelivery => {
                (city, self.pick(("派件员正在派送，请保持电话畅通", "Out for delivery")).to_owned())
            }
            ShipmentState::Delivered => (city, self.signed().to_owned()),
            ShipmentState::Announced | ShipmentState::Exception | ShipmentState::Other(_) => {
                (start, self.pick(("已通知快递员上门取件", "Courier told to come for it")).to_owned())
            }
        };
        TrackingEvent { at, text, place: Some(place.to_owned()) }
    }

    fn signed(&self) -> &'static str {
        self.pick(match self.signed {
            0 => ("已签收，签收人：本人", "Delivered, signed for by the recipient"),
            1 => ("已签收，签收人：家人", "Delivered to a member of the household"),
            2 => ("已放入小区快递柜，凭取件码领取", "Left in the parcel locker, collect with the code"),
            _ => ("已送达代收点，请及时领取", "Left at the pick-up point"),
        })
    }

    fn pick(&self, (zh, en): (&'static str, &'static str)) -> &'static str {
        match self.locale {
            Locale::ZhCn => zh,
            Locale::En => en,
        }
    }
}

//! Parcels on their way, as the courier tells of them.

use super::calendar::DAY;
use crate::demo::people::writes_english;
use kefu_contract::{DeliveryClass, NewShipment, Order, Shipment, ShipmentState, Timestamp, TrackingEvent};
use kefu_rules::{
    address,
    freight::{self, Courier},
    language::Language,
    policy::Policy,
};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// Where the shop's parcels begin.
const STOCKROOM: (&str, &str) = ("杭州市", "Hangzhou");

/// Surface mail gives out no numbers and makes no haste.
const POST: (&str, &str) = ("中国邮政平邮", "China Post, surface mail");
const POST_DAYS: u32 = 20;

/// The way of an order's parcels.
#[derive(Debug)]
pub(super) struct Journey {
    courier: String,
    /// How its tracking numbers begin; nothing where there are none.
    prefix: Option<String>,
    /// Days it promises.
    days: u32,
    lang: Language,
    city: String,
    /// Where parcels are left.
    signed: usize,
}

impl Journey {
    /// By some courier that goes there, or by surface mail.
    pub(super) fn new(policy: &Policy, order: &Order, rng: &mut ChaCha8Rng) -> Self {
        let lang = if writes_english(&order.buyer.name) { Language::English } else { Language::Chinese };
        let place = order.address.as_ref().map(address::place).unwrap_or_default();
        let offer =
            |courier: &'_ Courier| Some((courier.clone(), freight::offer(courier, &place, 0, None).ok()?));
        let serving: Vec<_> = policy.freight.couriers.iter().filter_map(offer).collect();
        let chosen = serving.choose(rng).filter(|_| order.delivery != DeliveryClass::Surface);
        let (courier, prefix, days) = match chosen {
            Some((courier, offer)) => (courier.name(lang), Some(courier.code.to_uppercase()), offer.days),
            None => (lang.pick(POST.0, POST.1), None, POST_DAYS),
        };
        Self {
            courier: courier.to_owned(),
            prefix,
            days,
            lang,
            city: order.address.as_ref().map(|to| to.city.clone()).unwrap_or_default(),
            signed: rng.random_range(0..4),
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

    /// Notes on the last parcel when it is to arrive.
    pub(super) fn promise(&self, order: &mut Order) {
        if let Some(parcel) = order.shipments.last_mut() {
            parcel.expected_at = Some(parcel.shipped_at.plus_ms(i64::from(self.days) * DAY));
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
                let left = self.pick(("快件已从分拨中心发出，发往", "Left the sorting centre for "));
                (start, format!("{left}{city}"))
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
        self.lang.pick(zh, en)
    }
}

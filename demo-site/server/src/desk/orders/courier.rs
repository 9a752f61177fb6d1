//! The demo's couriers: parcels travel by the shop's clock and tell of themselves on the way.

use crate::{
    app::App,
    http::ApiError,
    locale::{Locale, Text},
    store::{OrderRecord, Way},
};
use kefu_contract::{
    Address, DeliveryClass, Order, OrderState, Shipment, ShipmentId, ShipmentState, Timestamp, TrackingEvent,
};
use kefu_rules::{
    address,
    freight::{self, Courier},
    order::{self, Context},
    policy::FreightPolicy,
};

const DAY_MS: i64 = 24 * 3_600_000;

/// Where a stop is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Where the shop is.
    Here,
    /// Where the buyer is.
    There,
}

/// Where the shop sends from.
const HERE: (&str, &str) = ("景德镇市", "Jingdezhen");

/// What a courier tells on the way: after which share of it, in thousandths, where the parcel is then, and the words.
struct Stop {
    share: i64,
    state: ShipmentState,
    place: Place,
    zh: &'static str,
    en: &'static str,
}

const STOPS: [Stop; 5] = [
    Stop {
        share: 40,
        state: ShipmentState::PickedUp,
        place: Place::Here,
        zh: "快递员已揽收",
        en: "The courier has picked up the parcel",
    },
    Stop {
        share: 150,
        state: ShipmentState::InTransit,
        place: Place::Here,
        zh: "快件已离开转运中心，正在发往下一站",
        en: "The parcel has left the sorting centre",
    },
    Stop {
        share: 750,
        state: ShipmentState::InTransit,
        place: Place::There,
        zh: "快件已到达目的地转运中心",
        en: "The parcel has arrived at the sorting centre of its destination",
    },
    Stop {
        share: 900,
        state: ShipmentState::OutForDelivery,
        place: Place::There,
        zh: "快递员正在派送，请保持电话畅通",
        en: "Out for delivery; please keep your phone at hand",
    },
    Stop {
        share: 1_000,
        state: ShipmentState::Delivered,
        place: Place::There,
        zh: "快件已签收",
        en: "Delivered and signed for",
    },
];

/// Where a parcel is, one piece of news after the other.
pub(crate) fn stops() -> impl Iterator<Item = &'static ShipmentState> {
    STOPS.iter().map(|stop| &stop.state)
}

/// What the courier tells of a parcel next; nothing when everything is told.
pub(crate) fn tells(
    parcel: &Shipment,
    to: Option<&Address>,
    at: Timestamp,
) -> Option<(ShipmentState, TrackingEvent)> {
    let stop = STOPS.get(parcel.events.len())?;
    let place = match stop.place {
        Place::Here => Some(HERE.0.to_owned()),
        Place::There => to.map(|address| address.city.clone()),
    };
    Some((stop.state.clone(), TrackingEvent { at, text: stop.zh.to_owned(), place }))
}

/// The way of a parcel of which the courier tells next at `next_at`, as if it had kept its pace all along.
pub(crate) fn on_the_way(parcel: &Shipment, next_at: Timestamp) -> Option<Way> {
    let stop = STOPS.get(parcel.events.len())?;
    let so_far = next_at.since(parcel.shipped_at);
    let arrives_at = parcel.shipped_at.plus_ms(so_far * 1_000 / stop.share);
    Some(Way { left_at: parcel.shipped_at, arrives_at, next_at })
}

fn stop_at(way: &Way, stop: &Stop) -> Timestamp {
    way.left_at.plus_ms(way.arrives_at.since(way.left_at) * stop.share / 1_000)
}

fn known<'a>(policy: &'a FreightPolicy, name: &str) -> Option<&'a Courier> {
    policy.couriers.iter().find(|courier| courier.is_called(name))
}

/// Fewest and most days to an address.
fn days(policy: &FreightPolicy, courier: &str, to: Option<&Address>) -> (u32, u32) {
    let place = to.map(address::place).unwrap_or_default();
    let offer = known(policy, courier).and_then(|courier| freight::offer(courier, &place, 0, None).ok());
    offer.map_or((policy.usual_days, policy.usual_days), |offer| (offer.days_min, offer.days))
}

/// A parcel begins its way; one without a tracking number cannot be followed. What is no parcel has no way.
pub(crate) fn depart(policy: &FreightPolicy, record: &mut OrderRecord, id: &ShipmentId, at: Timestamp) {
    let order = &mut record.order;
    if matches!(order.delivery, DeliveryClass::DigitalAuto | DeliveryClass::Virtual) {
        return;
    }
    let Some(parcel) = order.shipments.iter_mut().find(|parcel| parcel.id == *id) else { return };
    let (least, most) = days(policy, &parcel.courier, order.address.as_ref());
    parcel.expected_at = Some(at.plus_ms(i64::from(most) * DAY_MS));
    if parcel.tracking_no.is_some() {
        let arrives_at = at.plus_ms((i64::from(least) + i64::from(most)) * DAY_MS / 2);
        let way = Way { left_at: at, arrives_at, next_at: at };
        record.parcels.insert(id.clone(), Way { next_at: stop_at(&way, &STOPS[0]), ..way });
    }
}

/// Forgets the ways of parcels that are there, that something happened to, or that nobody waits for.
pub(crate) fn settle(record: &mut OrderRecord) {
    let OrderRecord { order, parcels, .. } = record;
    let over = order.state == OrderState::Closed;
    let lost = |parcel: &Shipment| parcel.exception.is_some() || parcel.state == ShipmentState::Delivered;
    parcels.retain(|id, _| !over && order.shipments.iter().any(|parcel| parcel.id == *id && !lost(parcel)));
}

/// The courier tells of a parcel: the order afterwards.
pub(super) fn report(record: &OrderRecord, id: &ShipmentId, ctx: &Context) -> Result<OrderRecord, ApiError> {
    let parcel = record.order.shipments.iter().find(|parcel| parcel.id == *id);
    let told = parcel.map_or(0, |parcel| parcel.events.len());
    let (parcel, way) = parcel.zip(record.parcels.get(id)).ok_or_else(ApiError::not_found)?;
    let told_of = tells(parcel, record.order.address.as_ref(), way.next_at);
    let (state, news) = told_of.ok_or_else(ApiError::not_found)?;
    let order = order::track(&record.order, id, state, news, ctx)?;
    let mut after = OrderRecord { order, ..record.clone() };
    if let Some((way, stop)) = after.parcels.get_mut(id).zip(STOPS.get(told + 1)) {
        way.next_at = stop_at(way, stop);
    }
    settle(&mut after);
    Ok(after)
}

/// Puts couriers and their words into the reader's language. Words of other couriers stay as they are.
pub(crate) fn localise(app: &App, order: &mut Order, locale: Locale) {
    let words = STOPS.iter().map(|stop| (stop.zh, stop.en)).chain([HERE]).collect::<Vec<_>>();
    let translate = |text: &mut String| {
        if let Some((zh, en)) = words.iter().find(|(zh, _)| zh == text) {
            *text = Text::new(*zh, *en).get(locale).to_owned();
        }
    };
    for parcel in &mut order.shipments {
        if let Some(courier) = known(&app.policy.freight, &parcel.courier) {
            parcel.courier = courier.name(locale.language()).to_owned();
        }
        for news in &mut parcel.events {
            translate(&mut news.text);
            news.place.as_mut().map(translate);
        }
    }
}

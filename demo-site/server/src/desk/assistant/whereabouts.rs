//! News of a buyer's order, without anything that is private: no address, no telephone number, no name.

use super::words;
use crate::{
    app::App,
    desk::orders::{courier, wall_time},
    locale::{Locale, Text},
};
use kefu_contract::{DeadlineKind, Order, OrderState, Shipment, ShipmentState, Timestamp};
use kefu_rules::{
    order::deadlines,
    reply_guard::{self, PrivateData},
};

/// Characters of a number that are enough to recognise it by.
const TAIL: usize = 4;

/// Where an order is, in words.
pub(super) fn tell(app: &App, locale: Locale, order: &Order) -> String {
    let mut order = order.clone();
    courier::localise(app, &mut order, locale);
    let at = |at: Timestamp| wall_time(at, app.policy.business_hours.utc_offset_min).get(locale).to_owned();
    let due = |kind| deadlines::find(&order, &kind).map(|deadline| at(deadline.at));
    let number = tail(&order.number);
    let text = match (&order.state, order.shipments.last()) {
        (OrderState::AwaitingPayment, _) => words::unpaid(&number, due(DeadlineKind::Pay)),
        (OrderState::PartShipped | OrderState::AwaitingReceipt, Some(parcel)) => words::Parcel {
            order: &number,
            courier: &parcel.courier,
            tracking: parcel.tracking_no.as_deref().map(tail),
            news: news(app, &order, parcel, locale, &at),
            expected: parcel.expected_at.map(at),
            others: order.shipments.len() - 1,
        }
        .tell(),
        _ => words::unshipped(&number, due(DeadlineKind::Ship)),
    };
    text.get(locale).to_owned()
}

/// The end of a number.
fn tail(number: &str) -> String {
    let skip = number.chars().count().saturating_sub(TAIL);
    number.chars().skip(skip).collect()
}

/// The last that is known of a parcel, and when it was: in the courier's words where they tell nothing private.
fn news(
    app: &App,
    order: &Order,
    parcel: &Shipment,
    locale: Locale,
    at: &impl Fn(Timestamp) -> String,
) -> String {
    let last = parcel.events.iter().max_by_key(|event| event.at);
    let when = at(last.map_or(parcel.shipped_at, |event| event.at));
    let public = last.filter(|event| {
        let found = reply_guard::check(&event.text, &private(order), &app.policy.reply_guard);
        found.is_empty()
    });
    let state = in_words(&parcel.state);
    let what = public.map_or_else(|| state.get(locale), |event| event.text.as_str());
    Text::new(format!("{what}（{when}）"), format!("{what} ({when})")).get(locale).to_owned()
}

/// What a courier's words must not tell.
fn private(order: &Order) -> PrivateData {
    let address = order.address.iter();
    let lines = |address: &kefu_contract::Address| {
        [Some(address.street.clone()), address.district.clone()].into_iter().flatten().collect::<Vec<_>>()
    };
    PrivateData {
        phones: address.clone().map(|address| address.phone.clone()).collect(),
        order_numbers: vec![order.number.clone()],
        names: address
            .clone()
            .map(|address| address.recipient.clone())
            .chain([order.buyer.name.clone()])
            .collect(),
        addresses: address.flat_map(lines).collect(),
    }
}

fn in_words(state: &ShipmentState) -> Text {
    let (zh, en) = match state {
        ShipmentState::Announced => ("等待快递员揽收", "waiting to be picked up"),
        ShipmentState::PickedUp => ("快递员已揽收", "picked up by the courier"),
        ShipmentState::OutForDelivery => ("正在派送", "out for delivery"),
        ShipmentState::Delivered => ("已签收", "delivered"),
        ShipmentState::Exception => {
            ("运输出现异常，客服会跟进", "something went wrong on the way; we are looking into it")
        }
        ShipmentState::InTransit | ShipmentState::Other(_) => ("运输途中", "on its way"),
    };
    Text::new(zh, en)
}

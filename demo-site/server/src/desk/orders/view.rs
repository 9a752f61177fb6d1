//! An order as somebody sees it.

use super::{Background, context, courier, warnings};
use crate::{app::App, auth::Viewer, locale::Locale, store::OrderRecord};
use kefu_contract::{
    DeliveryClass, HistoryEntry, Money, Order, OrderActionCode as Code, OrderState, ShippingOption,
};
use kefu_rules::{
    address, freight,
    order::{self, totals},
};

/// How much of an order is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Everything.
    Full,
    /// Without its history, for lists.
    Row,
}

/// Steps of the history that only staff see.
const STAFF_ONLY: [Code; 2] = [Code::SetMemo, Code::Mark];

/// The order as `viewer` sees it: with what they may do, in their language, and without what is not theirs to know.
pub(crate) fn view(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    record: &OrderRecord,
    background: &Background,
    detail: Detail,
) -> Order {
    let mut order = record.order.clone();
    if detail == Detail::Row {
        order.history.clear();
    }
    for line in &mut order.lines {
        app.catalogue.localise_line(line, locale);
    }
    courier::localise(app, &mut order, locale);
    let limits = app.limits();
    let context = order::Context {
        limits: Some(&limits),
        related: &background.mergeable,
        ..context(app, &viewer.person, locale, record)
    };
    // Asked before anything is hidden, but with everything called as the reader calls it.
    order.actions = order::actions(&order, &context);
    if viewer.is_staff() {
        for_staff(app, locale, record, background, &mut order);
    } else {
        for_buyer(&mut order);
    }
    order
}

fn for_staff(app: &App, locale: Locale, record: &OrderRecord, background: &Background, order: &mut Order) {
    order.warnings = warnings::of(app, record, background, locale);
    order.shipping_options = shipping_options(app, locale, order);
    for entry in order.history.iter_mut().filter(|entry| entry.code == Code::RemindToPay.as_str()) {
        name_channel(entry, locale);
    }
    let ended = matches!(order.state, OrderState::Completed | OrderState::Closed);
    if ended && order.lines.iter().all(|line| line.case_id.is_none()) {
        order.address = order.address.as_ref().map(address::masked);
    }
}

fn for_buyer(order: &mut Order) {
    order.memo = None;
    order.marks.clear();
    order.warnings.clear();
    order.history.retain(|entry| STAFF_ONLY.iter().all(|code| code.as_str() != entry.code));
    for entry in &mut order.history {
        // Who in the shop did it is the shop's own business.
        entry.person = entry.person.take().filter(|person| !person.role.is_staff());
        if entry.code == Code::RemindToPay.as_str() {
            entry.text = None;
        }
    }
}

/// The history notes the channel of a reminder as a code.
fn name_channel(entry: &mut HistoryEntry, locale: Locale) {
    entry.text = entry.text.as_ref().map(|code| order::label("channel", code, locale.language()));
}

/// Ways to ship what is left, the one to choose first, those that do not serve the place last.
fn shipping_options(app: &App, locale: Locale, order: &Order) -> Vec<ShippingOption> {
    let waits = matches!(order.state, OrderState::AwaitingShipment | OrderState::PartShipped);
    let pieces = order.lines.iter().map(totals::to_ship).fold(0u32, u32::saturating_add);
    let Some(to) = order.address.as_ref().filter(|_| waits && pieces > 0) else { return Vec::new() };
    if order.delivery != DeliveryClass::Courier {
        return Vec::new();
    }
    let policy = &app.policy.freight;
    let grams = pieces.saturating_mul(policy.piece_g);
    let choice = freight::choose_courier(&policy.couriers, &address::place(to), grams, policy);
    let mut options: Vec<(bool, ShippingOption)> = policy
        .couriers
        .iter()
        .zip(choice.offers)
        .enumerate()
        .map(|(i, (courier, offer))| {
            let name = courier.name(locale.language()).to_owned();
            (choice.best == Some(i), option(name, offer.ok(), &order.total))
        })
        .collect();
    options.sort_by_key(|(best, option)| (!best, !option.serves, option.cost.amount, option.days_max));
    options.into_iter().map(|(_, option)| option).collect()
}

fn option(courier: String, offer: Option<freight::Offer>, like: &Money) -> ShippingOption {
    match offer {
        Some(offer) => ShippingOption {
            courier,
            cost: offer.cost,
            days_min: offer.days_min,
            days_max: offer.days,
            serves: true,
        },
        None => ShippingOption { courier, cost: totals::zero(like), days_min: 0, days_max: 0, serves: false },
    }
}

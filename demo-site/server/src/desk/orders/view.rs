//! An order as somebody sees it.

use super::context;
use crate::{app::App, auth::Viewer, locale::Locale, store::OrderRecord};
use kefu_contract::Order;
use kefu_rules::order;

/// How much of an order is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Everything.
    Full,
    /// Without its history, for lists.
    Row,
}

/// The order as `viewer` sees it: with what they may do, in their language, and without what is not theirs to know.
pub(crate) fn view(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    record: &OrderRecord,
    detail: Detail,
) -> Order {
    let mut order = record.order.clone();
    if detail == Detail::Row {
        order.history.clear();
    }
    if !viewer.is_staff() {
        order.memo = None;
        order.marks.clear();
        order.warnings.clear();
        order.shipping_options.clear();
    }
    for line in &mut order.lines {
        app.catalogue.localise_title(&line.product_id, &mut line.title, locale);
    }
    order.actions = order::actions(&record.order, &context(app, &viewer.person, locale, record));
    order
}

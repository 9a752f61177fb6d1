//! What the shop knows beside the orders themselves.

use crate::{
    app::App,
    auth::Viewer,
    http::ApiError,
    store::{Change, OrderRecord},
};
use kefu_contract::{Order, OrderState, Timestamp, UserId};
use kefu_rules::safety::refunds::{RefundRecord, unusual};
use std::collections::{BTreeSet, HashMap};

/// What the shop knows beside some orders. Buyers are shown nothing of it, so for them it is empty.
#[derive(Debug, Default)]
pub(crate) struct Background {
    refunds: HashMap<UserId, RefundRecord>,
    /// Orders that may be merged into the one it is about.
    pub(super) mergeable: Vec<Order>,
}

impl Background {
    /// For a list.
    pub(crate) async fn of_many(
        app: &App,
        viewer: &Viewer,
        records: &[&OrderRecord],
    ) -> Result<Self, ApiError> {
        if !viewer.is_staff() {
            return Ok(Self::default());
        }
        let buyers: BTreeSet<&UserId> = records.iter().map(|record| &record.order.buyer.id).collect();
        let buyers: Vec<&UserId> = buyers.into_iter().collect();
        let refunds = app.store.refund_records(&buyers, since(app)).await?;
        Ok(Self { refunds, mergeable: Vec::new() })
    }

    /// For one order.
    pub(super) async fn of(app: &App, viewer: &Viewer, record: &OrderRecord) -> Result<Self, ApiError> {
        let order = &record.order;
        let background = Self::of_many(app, viewer, &[record]).await?;
        let mergeable = if viewer.is_staff() && is_early(order) {
            app.store.orders_like(order).await?
        } else {
            Vec::new()
        };
        Ok(Self { mergeable, ..background })
    }

    /// For one order, with what a change has done so far.
    pub(in crate::desk) async fn within(
        app: &App,
        change: &mut Change,
        viewer: &Viewer,
        record: &OrderRecord,
    ) -> Result<Self, ApiError> {
        if !viewer.is_staff() {
            return Ok(Self::default());
        }
        let order = &record.order;
        let refunds = change.refund_records(&[&order.buyer.id], since(app)).await?;
        let mergeable = if is_early(order) { change.orders_like(order).await? } else { Vec::new() };
        Ok(Self { refunds, mergeable })
    }

    /// Whether the buyer is paid back unusually often.
    pub(super) fn many_refunds(&self, app: &App, buyer: &UserId) -> Option<RefundRecord> {
        let record = self.refunds.get(buyer).copied()?;
        unusual(record, &app.policy.safety.refunds).then_some(record)
    }
}

/// How far back refunds are looked for.
fn since(app: &App) -> Timestamp {
    const DAY_MS: i64 = 24 * 3_600_000;
    app.clock.now().plus_ms(-i64::from(app.policy.safety.refunds.days) * DAY_MS)
}

/// Whether other orders could still go into this one.
fn is_early(order: &Order) -> bool {
    matches!(order.state, OrderState::AwaitingPayment | OrderState::AwaitingShipment)
}

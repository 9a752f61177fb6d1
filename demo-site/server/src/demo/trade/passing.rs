//! What time does to an order and everything that hangs on it, and what every step leaves behind.

use super::{claims::Passing, walk::Walk};
use crate::{
    desk::{self, orders::courier},
    store::EntryKind,
};
use kefu_contract::{
    CaseId, DeadlineKind, Money, Order, OrderId, ReviewId, Shipment, ShipmentState, Timestamp,
};
use kefu_rules::order::{self, Applied, Fact, Refused};
use rand::RngExt;

const HOUR: i64 = 3_600_000;

/// A line of the shop's money book.
#[derive(Debug)]
pub(in crate::demo) struct Booked {
    pub(in crate::demo) order: OrderId,
    pub(in crate::demo) kind: EntryKind,
    pub(in crate::demo) amount: Money,
    pub(in crate::demo) at: Timestamp,
    /// The code of the action or deadline, or the id of the case.
    pub(in crate::demo) reference: String,
}

/// What happens by itself next.
#[derive(Debug)]
enum Due {
    Order(OrderId, DeadlineKind),
    Case(CaseId, Passing),
    Review(ReviewId, String),
}

impl Walk<'_> {
    /// Lets time pass: what falls due until then happens when it is due.
    pub(super) fn wait(&mut self, until: Timestamp) {
        while let Some((due, at)) = self.next_due().filter(|(_, at)| *at <= until) {
            // What is due can be carried out; if not, nothing after it can be either.
            let done = match due {
                Due::Order(id, kind) => self.expire(&id, &kind, at),
                Due::Case(id, passing) => self.pass(&id, &passing, at),
                Due::Review(id, what) => self.pass_review(&id, &what, at),
            };
            if done.is_err() {
                return;
            }
        }
    }

    fn expire(&mut self, id: &OrderId, kind: &DeadlineKind, at: Timestamp) -> Result<(), Refused> {
        let platform = desk::orders::platform();
        let Some(order) = self.orders().find(|order| order.id == *id) else { return Ok(()) };
        let applied = order::expire(order, kind, &self.context(&platform, at))?;
        self.take(applied, at, &format!("deadline.{}", kind.as_str()));
        Ok(())
    }

    fn orders(&self) -> impl Iterator<Item = &Order> {
        std::iter::once(&self.record.order).chain(&self.others)
    }

    fn next_due(&self) -> Option<(Due, Timestamp)> {
        let orders = self.orders().flat_map(|order| {
            let running = order.deadlines.iter().filter(|deadline| !deadline.paused);
            running.map(|deadline| (Due::Order(order.id.clone(), deadline.kind.clone()), deadline.at))
        });
        let cases = self.claims.iter().filter_map(|claim| {
            let (passing, at) = claim.next()?;
            Some((Due::Case(claim.record.case.id.clone(), passing), at))
        });
        let review = self.next_of_reviews().map(|(id, what, at)| (Due::Review(id, what), at));
        orders.chain(cases).chain(review).min_by_key(|(_, at)| *at)
    }

    /// What an action or a deadline has changed, and what it asks for besides.
    pub(super) fn take(&mut self, applied: Applied, at: Timestamp, reference: &str) {
        let about = applied.order.id.clone();
        for order in std::iter::once(applied.order).chain(applied.others) {
            if order.id == self.record.order.id {
                self.record.order = order;
            } else if let Some(known) = self.others.iter_mut().find(|known| known.id == order.id) {
                *known = order;
            } else {
                self.others.push(order);
            }
        }
        for fact in applied.facts {
            self.carry(&about, fact, at, reference);
        }
        courier::settle(&mut self.record);
    }

    fn carry(&mut self, about: &OrderId, fact: Fact, at: Timestamp, reference: &str) {
        let mut book = |order: &OrderId, kind, amount: Money| {
            let reference = reference.to_owned();
            self.booked.push(Booked { order: order.clone(), kind, amount, at, reference });
        };
        match fact {
            Fact::Charge { amount, .. } => book(about, EntryKind::Charge, amount),
            Fact::Refund(amount) => book(about, EntryKind::Refund, amount),
            Fact::Release(amount) => book(about, EntryKind::Release, amount),
            Fact::Compensate(amount) => book(about, EntryKind::Compensate, amount),
            Fact::Carry { from, to, amount } => {
                book(&from, EntryKind::CarryOut, amount.clone());
                book(&to, EntryKind::CarryIn, amount);
            }
            Fact::RemindBuyer(channel) => {
                self.record.reminded_at.push(at);
                if let Some(entry) = self.record.order.history.last_mut() {
                    entry.text = Some(channel.as_str().to_owned());
                }
            }
            Fact::Shipped(parcel) => {
                courier::depart(&self.world.policy.freight, &mut self.record, &parcel, at);
            }
            Fact::DefaultReview => self.opine_by_default(at),
            // Stock is counted as it is today, and conversations have words of their own.
            Fact::RemindShop
            | Fact::AskAddress(_)
            | Fact::AddressConfirmed(_)
            | Fact::OutOfStock(_)
            | Fact::ReleaseStock(_)
            | Fact::SplitOff(_)
            | Fact::FillCart => {}
        }
    }

    /// Parcels that are still under way go on from where they are.
    pub(super) fn send_on(&mut self, now: Timestamp) {
        courier::settle(&mut self.record);
        let under_way = |parcel: &&Shipment| parcel.state != ShipmentState::Delivered;
        for parcel in self.record.order.shipments.iter().filter(under_way) {
            let next_at = now.plus_ms(self.rng.random_range(HOUR / 2..16 * HOUR));
            if let (Some(way), Some(next)) =
                (self.record.parcels.get_mut(&parcel.id), courier::on_the_way(parcel, next_at))
            {
                *way = next;
            }
        }
    }
}

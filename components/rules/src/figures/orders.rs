//! What buyers did after asking: orders, payments, and what became of them.

use super::tally::{Once, Tally};
use super::turns::Turn;
use super::{LogEvent, LogKind};
use crate::money::{self, MoneyError};
use crate::policy::FiguresPolicy;
use kefu_contract::{OrderId, Rating, ShopId, Timestamp, UserId};
use std::collections::HashMap;

/// What became of a paid order.
struct Paid<'a> {
    place: usize,
    refunded: bool,
    disputed: bool,
    rating: Option<&'a Rating>,
}

/// Turns by buyer, in order of time.
struct Asked<'t, 'a> {
    by_buyer: HashMap<(&'a ShopId, &'a UserId), Vec<&'t Turn<'a>>>,
    within_ms: i64,
}

impl<'t, 'a> Asked<'t, 'a> {
    fn new(turns: &'t [Turn<'a>], policy: &FiguresPolicy) -> Self {
        let mut by_buyer: HashMap<_, Vec<_>> = HashMap::new();
        for turn in turns {
            by_buyer.entry((turn.shop, turn.buyer)).or_default().push(turn);
        }
        Self { by_buyer, within_ms: i64::from(policy.order_within_h) * 3_600_000 }
    }

    /// The buyer's last turn begun before an instant, if an order then follows from it.
    fn before(&self, shop: &'a ShopId, buyer: &'a UserId, at: Timestamp) -> Option<&'t Turn<'a>> {
        let turns = self.by_buyer.get(&(shop, buyer))?;
        let last = turns[..turns.partition_point(|turn| turn.began <= at)].last().copied()?;
        (at.since(last.began) <= self.within_ms).then_some(last)
    }
}

/// Tallies conversion, sales and the fate of paid orders.
pub(super) fn count<'a>(
    events: &[&'a LogEvent],
    turns: &[Turn<'a>],
    policy: &FiguresPolicy,
    tally: &mut Tally<'a>,
) -> Result<(), MoneyError> {
    let asked = Asked::new(turns, policy);
    let mut paid: HashMap<(&ShopId, &OrderId), Paid<'_>> = HashMap::new();
    for event in events {
        let shop = &event.shop;
        match &event.kind {
            LogKind::Ordered(_, buyer) => {
                if let Some(turn) = asked.before(shop, buyer, event.at) {
                    let place = tally.place(shop, turn.agent, turn.began);
                    tally.once(Once::Converted, place, shop, buyer.as_str());
                }
            }
            LogKind::Paid(order, buyer, amount) => {
                let agent = asked.before(shop, buyer, event.at).and_then(|turn| turn.agent);
                let place = tally.place(shop, agent, event.at);
                tally.once(Once::Paying, place, shop, buyer.as_str());
                let total = &mut tally.at(place).sales.total;
                *total = Some(match total.take() {
                    Some(total) => money::add(&total, amount)?,
                    None => amount.clone(),
                });
                let fresh = Paid { place, refunded: false, disputed: false, rating: None };
                paid.entry((shop, order)).or_insert(fresh);
            }
            LogKind::Refunded(order) => {
                paid.entry((shop, order)).and_modify(|paid| paid.refunded = true);
            }
            LogKind::Disputed(order) => {
                paid.entry((shop, order)).and_modify(|paid| paid.disputed = true);
            }
            LogKind::Reviewed(order, rating) => {
                paid.entry((shop, order)).and_modify(|paid| paid.rating = Some(rating));
            }
            _ => {}
        }
    }
    for order in paid.into_values() {
        let figures = tally.at(order.place);
        figures.refunds.count(order.refunded);
        figures.disputes.count(order.disputed);
        if let Some(rating) = order.rating {
            figures.bad_reviews.count(*rating == Rating::Bad);
        }
    }
    Ok(())
}

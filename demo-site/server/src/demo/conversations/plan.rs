//! Who talks with whom, about what, and how it stands now.

use super::super::{
    people::{Cast, writes_english},
    products::Item,
};
use crate::{locale::Locale, store::OrderRecord};
use kefu_contract::{Order, Person, Timestamp};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

pub(super) const SECOND: i64 = 1_000;
pub(super) const HOUR: i64 = 3_600 * SECOND;
pub(super) const DAY: i64 = 24 * HOUR;

/// Seconds since the question of those still waiting.
pub(super) const WAITING_S: [i64; 6] = [25, 70, 130, 200, 480, 1_380];

/// No conversation takes longer, but that of the regular; the long ones wait for a parcel.
const LONGEST: i64 = 5 * DAY;
const SHORT: i64 = 3 * HOUR;

/// The buyer with years of history, for scrolling.
const REGULAR: usize = 37;

/// Exchanges of that history.
const REGULAR_EXCHANGES: usize = 70;

/// How a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The last question came so many seconds ago and has no answer.
    Waiting(i64),
    Answered,
    Closed,
}

/// The same moment, or an evening hour before it when the shop was asleep.
pub(super) fn by_day(at: Timestamp) -> Timestamp {
    let hour = (at.unix_ms.div_euclid(HOUR) + 8).rem_euclid(24);
    if hour < 9 { at.plus_ms(-(hour + 3) * HOUR) } else { at }
}

/// What is going to be said in one conversation.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) buyer: Person,
    pub(super) agent: Person,
    pub(super) locale: Locale,
    pub(super) item: &'static Item,
    /// The order it is about.
    pub(super) order: Option<Order>,
    pub(super) standing: Standing,
    pub(super) after_sale: bool,
    pub(super) exchanges: usize,
    /// When the last word was said.
    pub(super) end: Timestamp,
}

impl Plan {
    pub(super) fn is_regular(&self) -> bool {
        self.exchanges == REGULAR_EXCHANGES
    }
}

/// The plan for one buyer.
pub(super) fn plan(
    index: usize,
    buyer: &Person,
    cast: &Cast,
    items: &[&'static Item],
    orders: &[OrderRecord],
    now: Timestamp,
    rng: &mut ChaCha8Rng,
) -> Plan {
    let locale = if writes_english(&buyer.name) { Locale::En } else { Locale::ZhCn };
    let after_sale = rng.random_bool(0.45);
    let standing = match WAITING_S.get(index.wrapping_sub(2)) {
        Some(seconds) => Standing::Waiting(*seconds),
        None if rng.random_bool(0.4) && index != REGULAR => Standing::Closed,
        None => Standing::Answered,
    };
    let agent = match (locale, after_sale) {
        (Locale::En, _) => 2,
        _ if index.is_multiple_of(11) => 3,
        (_, true) => 1,
        (_, false) => 0,
    };
    let age = match standing {
        Standing::Waiting(seconds) => seconds * SECOND,
        Standing::Answered => rng.random_range(6 * 60 * SECOND..3 * DAY),
        Standing::Closed => rng.random_range(DAY..40 * DAY),
    };
    let regular = index == REGULAR;
    let end = match standing {
        Standing::Waiting(_) => now.plus_ms(-age),
        _ => by_day(now.plus_ms(-age)),
    };
    let order = if regular { None } else { order(buyer, orders, after_sale, end) };
    let bought = |order: &&Order| items.iter().find(|item| order.lines[0].product_id.as_str() == item.id);
    Plan {
        buyer: buyer.clone(),
        agent: cast.staff[agent].clone(),
        locale,
        item: order.and_then(|order| bought(&order)).copied().unwrap_or(items[(index * 7) % items.len()]),
        order: order.cloned(),
        standing,
        after_sale,
        exchanges: if regular { REGULAR_EXCHANGES } else { rng.random_range(1..=4) },
        end,
    }
}

/// The buyer's last order that fits what is talked about: one that had been sent, or one that is new and leaves
/// something to ask.
fn order<'a>(
    buyer: &Person,
    orders: &'a [OrderRecord],
    after_sale: bool,
    end: Timestamp,
) -> Option<&'a Order> {
    let fits = |order: &&Order| match after_sale {
        true => order.shipped_at.is_some_and(|at| at < end.plus_ms(-LONGEST)),
        false => {
            order.shipped_at.is_none() && order.closed_at.is_none() && order.created_at < end.plus_ms(-SHORT)
        }
    };
    let mine = orders.iter().map(|record| &record.order).filter(|order| order.buyer.id == buyer.id);
    mine.filter(fits).max_by_key(|order| order.created_at)
}

//! Who talks with whom, about what, and how it stands now.

use super::super::{people::Cast, products::Item};
use crate::locale::Locale;
use kefu_contract::{Person, Timestamp};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

pub(super) const SECOND: i64 = 1_000;
pub(super) const HOUR: i64 = 3_600 * SECOND;
pub(super) const DAY: i64 = 24 * HOUR;

/// Seconds since the question of those still waiting.
pub(super) const WAITING_S: [i64; 6] = [25, 70, 130, 200, 480, 1_380];

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
    now: Timestamp,
    rng: &mut ChaCha8Rng,
) -> Plan {
    let locale = if buyer.name.is_ascii() { Locale::En } else { Locale::ZhCn };
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
    Plan {
        buyer: buyer.clone(),
        agent: cast.staff[agent].clone(),
        locale,
        item: items[(index * 7) % items.len()],
        standing,
        after_sale,
        exchanges: if regular { REGULAR_EXCHANGES } else { rng.random_range(1..=4) },
        end: match standing {
            Standing::Waiting(_) => now.plus_ms(-age),
            _ => by_day(now.plus_ms(-age)),
        },
    }
}

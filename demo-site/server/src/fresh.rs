//! New identifiers and numbers.

use kefu_contract::Timestamp;
use kefu_rules::{business_hours::local_day_and_minute, policy::Policy};
use uuid::Uuid;

/// A new identifier, e.g. `o-0198…` for the prefix `o`.
pub(crate) fn id(prefix: &str) -> String {
    format!("{prefix}-{}", Uuid::now_v7())
}

/// How many different numbers there are on one day.
const NUMBERS_PER_DAY: u128 = 10_000_000_000;

/// A new number as people say it: the days since 1970 in the shop's time zone, then ten digits nobody can guess.
pub(crate) fn number(at: Timestamp, policy: &Policy) -> String {
    // The low bits of a version 7 UUID are random.
    number_of(at, policy, Uuid::now_v7().as_u128())
}

/// The number that `chance` gives an order of this moment.
pub(crate) fn number_of(at: Timestamp, policy: &Policy, chance: u128) -> String {
    let (day, _) = local_day_and_minute(at, policy.business_hours.utc_offset_min);
    format!("{day}{:010}", chance % NUMBERS_PER_DAY)
}

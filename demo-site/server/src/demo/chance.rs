//! Chance that comes out the same way every time.

use crate::fresh;
use kefu_contract::Timestamp;
use kefu_rules::policy::Policy;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::{Builder, Uuid};

/// Whatever is random in the demo data is random the same way every time.
const SEED: u64 = 20_261_120;

/// What chance is asked for. Each has numbers of its own, so that a change to one moves no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Conversations,
    Products,
    Addresses,
    /// What goes into the cart: nothing about it depends on the clock.
    Baskets,
    /// When things happen to an order, and how they are called.
    Orders,
    /// What people say of what they bought.
    Opinions,
    /// Who orders when.
    Calendar,
}

/// The generator for the `index`-th thing of a kind.
pub(super) fn rng(purpose: Purpose, index: usize) -> ChaCha8Rng {
    let stream = (purpose as u64) << 32 | u64::try_from(index).unwrap_or_default();
    ChaCha8Rng::seed_from_u64(SEED ^ stream)
}

/// A UUIDv7 of a given moment.
pub(super) fn uuid_at(at: Timestamp, rng: &mut ChaCha8Rng) -> Uuid {
    let mut random = [0; 10];
    rng.fill_bytes(&mut random);
    Builder::from_unix_timestamp_millis(at.unix_ms.unsigned_abs(), &random).into_uuid()
}

/// An order number of a given moment.
pub(super) fn number_at(at: Timestamp, policy: &Policy, rng: &mut ChaCha8Rng) -> String {
    fresh::number_of(at, policy, rng.random())
}

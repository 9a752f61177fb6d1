//! The server's clock.

use kefu_contract::Timestamp;
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// The time of the machine, in whole milliseconds. A clock set before 1970 counts as 1970.
pub(crate) fn wall() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

/// The time the shop lives by: the machine's, put forward where a test wants to see deadlines pass. Credentials
/// expire by [`wall`] all the same.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
}

impl Clock {
    /// Now, in the shop.
    pub(crate) fn now(&self) -> Timestamp {
        wall().plus_ms(self.ahead_ms.load(Ordering::Relaxed))
    }

    /// Puts the shop's time forward.
    pub(crate) fn advance_s(&self, seconds: u32) {
        self.ahead_ms.fetch_add(i64::from(seconds) * 1_000, Ordering::Relaxed);
    }
}

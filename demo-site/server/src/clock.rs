//! The server's clock.

use kefu_contract::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in whole milliseconds. A clock set before 1970 counts as 1970.
pub(crate) fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

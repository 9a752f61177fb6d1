//! Who is at the desk.

use crate::{app::App, audience::Audience, http::ApiError};
use kefu_contract::Timestamp;

/// How long after an answer somebody still counts as being there, in milliseconds.
const ATTENDED_MS: i64 = 5 * 60_000;

/// How many people are at the desk: those who listen, and somebody who answered just now.
pub(crate) async fn people(app: &App, now: Timestamp) -> Result<u64, ApiError> {
    let listening = app.hub.listeners(&Audience::Staff);
    if listening > 0 {
        return Ok(u64::try_from(listening).unwrap_or(u64::MAX));
    }
    Ok(u64::from(app.store.staff_answered_since(now.plus_ms(-ATTENDED_MS)).await?))
}

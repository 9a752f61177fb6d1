//! How long buyers wait for a human.

use super::{Store, StoreError};
use kefu_contract::{Timestamp, UserId};
use sqlx::{Row, sqlite::SqliteRow};
use std::collections::HashMap;

/// How many of the latest first answers the expected wait is taken from.
const SAMPLE: i64 = 50;

impl Store {
    /// Median time from first question to first human answer of the latest conversations, in seconds.
    pub(crate) async fn expected_wait_s(&self) -> Result<Option<u32>, StoreError> {
        let rows = sqlx::query(
            "SELECT answered_ms - asked_ms AS wait_ms FROM conversation
             WHERE answered_ms IS NOT NULL AND asked_ms IS NOT NULL
             ORDER BY answered_ms DESC LIMIT $1",
        )
        .bind(SAMPLE)
        .fetch_all(&self.read)
        .await?;
        let mut waits: Vec<i64> = rows.iter().map(|row| row.try_get("wait_ms")).collect::<Result<_, _>>()?;
        waits.sort_unstable();
        let median = waits.get(waits.len() / 2).map(|wait| wait.max(&0).unsigned_abs().div_ceil(1_000));
        Ok(median.and_then(|seconds| u32::try_from(seconds).ok()))
    }

    /// How many conversations wait now, by who looks after them.
    pub(crate) async fn waiting(&self) -> Result<HashMap<Option<UserId>, u64>, StoreError> {
        let rows = sqlx::query(
            "SELECT assignee_id, COUNT(*) AS waiting FROM conversation
             WHERE waiting_since_ms IS NOT NULL GROUP BY assignee_id",
        )
        .fetch_all(&self.read)
        .await?;
        let count = |row: &SqliteRow| {
            Ok((row.try_get::<Option<String>, _>("assignee_id")?.map(UserId), row.try_get("waiting")?))
        };
        Ok(rows.iter().map(count).collect::<Result<_, sqlx::Error>>()?)
    }

    /// Whether somebody of the staff has answered a buyer since `since`. What was written by nobody's client, as the
    /// demo shop's past was, shows nobody at the desk.
    pub(crate) async fn staff_answered_since(&self, since: Timestamp) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT m.id FROM message m JOIN person s ON s.id = m.sender_id
             WHERE m.sent_ms >= $1 AND m.visibility = 'everyone' AND m.client_id IS NOT NULL
               AND s.role IN ('agent', 'supervisor') LIMIT 1",
        )
        .bind(since.unix_ms)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.is_some())
    }
}

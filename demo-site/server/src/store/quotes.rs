//! Quotes given, for the applications that refer to them.

use super::{Change, StoreError};
use kefu_contract::{Quote, QuoteId, Timestamp, UserId};
use sqlx::Row;

impl Change {
    pub(crate) async fn add_quote(&mut self, viewer: &UserId, quote: &Quote) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO quote (id, viewer_id, expires_ms, body) VALUES ($1, $2, $3, $4)")
            .bind(&quote.quote_id.0)
            .bind(&viewer.0)
            .bind(quote.expires_at.unix_ms)
            .bind(serde_json::to_string(quote)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// A quote, if it was given to this viewer.
    pub(crate) async fn quote(&mut self, viewer: &UserId, id: &QuoteId) -> Result<Option<Quote>, StoreError> {
        let row = sqlx::query("SELECT body FROM quote WHERE id = $1 AND viewer_id = $2")
            .bind(&id.0)
            .bind(&viewer.0)
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok(serde_json::from_str(row.try_get("body")?)?)).transpose()
    }

    /// Forgets quotes that no longer held at `now`; whoever refers to one is told that it has expired all the same.
    pub(crate) async fn prune_quotes(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM quote WHERE expires_ms < $1")
            .bind(now.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected())
    }
}

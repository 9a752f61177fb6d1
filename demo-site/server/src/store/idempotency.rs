//! Writes already carried out.

use super::{Change, StoreError};
use kefu_contract::{ClientId, Timestamp, UserId};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use sqlx::Row;

/// A write as its sender identifies it.
#[derive(Debug, Clone)]
pub(crate) struct RequestKey {
    user: UserId,
    client_id: ClientId,
    hash: String,
}

impl RequestKey {
    /// The body is hashed as understood, so spacing and field order do not matter.
    pub(crate) fn new<T: Serialize>(
        user: &UserId,
        client_id: &ClientId,
        target: &str,
        body: &T,
    ) -> Result<Self, StoreError> {
        let mut hasher = Sha256::new();
        hasher.update(target.as_bytes());
        hasher.update([0]);
        hasher.update(serde_json::to_vec(body)?);
        let hash = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { user: user.clone(), client_id: client_id.clone(), hash })
    }
}

/// Whether a write came before.
#[derive(Debug)]
pub(crate) enum Replay<T> {
    /// It is new.
    New,
    /// It was carried out, with this answer.
    Done(T),
    /// The key belongs to another request.
    Reused,
}

impl Change {
    /// Looks up a write by its key.
    pub(crate) async fn replay<T: DeserializeOwned>(
        &mut self,
        key: &RequestKey,
    ) -> Result<Replay<T>, StoreError> {
        let row =
            sqlx::query("SELECT request_hash, answer FROM idempotency WHERE user_id = $1 AND client_id = $2")
                .bind(&key.user.0)
                .bind(&key.client_id.0)
                .fetch_optional(self.connection())
                .await?;
        match row {
            None => Ok(Replay::New),
            Some(row) if row.try_get::<&str, _>("request_hash")? == key.hash => {
                Ok(Replay::Done(serde_json::from_str(row.try_get("answer")?)?))
            }
            Some(_) => Ok(Replay::Reused),
        }
    }

    /// Forgets the answers of writes carried out before `before`; the same writes would be new again.
    pub(crate) async fn prune_answers(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM idempotency WHERE at_ms < $1")
            .bind(before.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected())
    }

    /// Keeps the answer of a write for when it comes again.
    pub(crate) async fn remember<T: Serialize>(
        &mut self,
        key: &RequestKey,
        answer: &T,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO idempotency (user_id, client_id, request_hash, answer, at_ms)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&key.user.0)
        .bind(&key.client_id.0)
        .bind(&key.hash)
        .bind(serde_json::to_string(answer)?)
        .bind(at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! The ledger of refunds: every attempt to pay a case back.

use super::{Change, StoreError};
use kefu_contract::{CaseId, Money, Timestamp};
use sqlx::Row;

/// An attempt the payment service has not answered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// 1 for the first of its case.
    pub(crate) number: u32,
}

impl Change {
    /// Writes down an attempt before the payment service hears of it. Fails while another one of the case is under
    /// way, and after one was paid.
    pub(crate) async fn add_attempt(
        &mut self,
        case: &CaseId,
        amount: &Money,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO refund_attempt (case_id, attempt, amount, currency, exponent, ordered_ms, state)
             SELECT $1, COUNT(*) + 1, $2, $3, $4, $5, 'pending' FROM refund_attempt WHERE case_id = $1",
        )
        .bind(&case.0)
        .bind(amount.amount)
        .bind(&amount.currency)
        .bind(amount.exponent)
        .bind(at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The attempt under way.
    pub(crate) async fn pending_attempt(&mut self, case: &CaseId) -> Result<Option<Attempt>, StoreError> {
        let row = sqlx::query("SELECT attempt FROM refund_attempt WHERE case_id = $1 AND state = 'pending'")
            .bind(&case.0)
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok(Attempt { number: row.try_get("attempt")? })).transpose()
    }

    /// Writes down the payment service's answer.
    pub(crate) async fn settle_attempt(
        &mut self,
        case: &CaseId,
        attempt: Attempt,
        paid: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE refund_attempt SET state = $3, settled_ms = $4
             WHERE case_id = $1 AND attempt = $2 AND state = 'pending'",
        )
        .bind(&case.0)
        .bind(attempt.number)
        .bind(if paid { "paid" } else { "failed" })
        .bind(at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

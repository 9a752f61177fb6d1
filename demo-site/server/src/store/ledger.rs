//! The shop's money book.

use super::{Change, Store, StoreError};
use crate::fresh;
use kefu_contract::{Money, OrderActionCode, OrderId, Timestamp, UserId};
use kefu_rules::safety::refunds::RefundRecord;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use std::collections::HashMap;

/// Which way money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// From the buyer.
    Charge,
    /// Back to the buyer.
    Refund,
    /// To the shop.
    Release,
    /// From the shop to the buyer, for a delay.
    Compensate,
    /// From another order, along with its lines.
    CarryIn,
    /// To another order, along with its lines.
    CarryOut,
}

impl EntryKind {
    /// The name it is stored under.
    fn name(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Refund => "refund",
            Self::Release => "release",
            Self::Compensate => "compensate",
            Self::CarryIn => "carry_in",
            Self::CarryOut => "carry_out",
        }
    }
}

/// A line of the book.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) order: &'a OrderId,
    pub(crate) kind: EntryKind,
    pub(crate) amount: &'a Money,
    pub(crate) at: Timestamp,
    /// What it is for: the code of an action or a deadline, or the id of a case.
    pub(crate) reference: &'a str,
}

async fn refund_records(
    connection: &mut SqliteConnection,
    buyers: &[&UserId],
    since: Timestamp,
) -> Result<HashMap<UserId, RefundRecord>, StoreError> {
    if buyers.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT o.buyer_id, COUNT(DISTINCT CASE WHEN p.kind = 'charge' THEN o.id END) AS paid,
           COUNT(DISTINCT CASE WHEN p.kind = 'refund' AND p.reference <> ",
    );
    // Postage saved by merging is paid back too, and says nothing about the buyer.
    sql.push_bind(OrderActionCode::Merge.as_str().to_owned());
    sql.push(
        " THEN o.id END) AS refunded FROM payment p JOIN shop_order o ON o.id = p.order_id WHERE p.at_ms >= ",
    );
    sql.push_bind(since.unix_ms).push(" AND o.buyer_id IN (");
    let mut list = sql.separated(", ");
    for buyer in buyers {
        list.push_bind(buyer.0.clone());
    }
    sql.push(") GROUP BY o.buyer_id");
    let rows = sql.build().fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let record = RefundRecord { paid: row.try_get("paid")?, refunded: row.try_get("refunded")? };
            Ok((UserId(row.try_get("buyer_id")?), record))
        })
        .collect()
}

impl Store {
    /// How many orders of each buyer were paid and paid back since then; buyers without any are left out.
    pub(crate) async fn refund_records(
        &self,
        buyers: &[&UserId],
        since: Timestamp,
    ) -> Result<HashMap<UserId, RefundRecord>, StoreError> {
        let mut connection = self.read.acquire().await?;
        refund_records(&mut connection, buyers, since).await
    }
}

impl Change {
    /// The same, with what this change has booked.
    pub(crate) async fn refund_records(
        &mut self,
        buyers: &[&UserId],
        since: Timestamp,
    ) -> Result<HashMap<UserId, RefundRecord>, StoreError> {
        refund_records(self.connection(), buyers, since).await
    }

    /// Adds a line to the book. Nothing is nothing to book.
    pub(crate) async fn book(&mut self, entry: &Entry<'_>) -> Result<(), StoreError> {
        if entry.amount.amount == 0 {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO payment (id, order_id, kind, amount, currency, exponent, at_ms, reference)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(fresh::id("p"))
        .bind(&entry.order.0)
        .bind(entry.kind.name())
        .bind(entry.amount.amount)
        .bind(&entry.amount.currency)
        .bind(entry.amount.exponent)
        .bind(entry.at.unix_ms)
        .bind(entry.reference)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

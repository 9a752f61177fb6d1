//! What has been taken off the shelves and put back since the catalogue counted them.

use super::{Change, Store, StoreError};
use kefu_contract::ProductId;
use sqlx::Row;
use std::collections::HashMap;

impl Store {
    /// Pieces put back (above zero) or taken, by product; products nobody touched are left out.
    pub(crate) async fn stock_changes(&self) -> Result<HashMap<ProductId, i64>, StoreError> {
        let rows = sqlx::query("SELECT product_id, pieces FROM stock_change").fetch_all(&self.read).await?;
        rows.iter().map(|row| Ok((ProductId(row.try_get("product_id")?), row.try_get("pieces")?))).collect()
    }
}

impl Change {
    /// Puts pieces back (above zero) or takes them, and says how many were put back or taken in all.
    pub(crate) async fn move_stock(&mut self, product: &ProductId, pieces: i64) -> Result<i64, StoreError> {
        let row = sqlx::query(
            "INSERT INTO stock_change (product_id, pieces) VALUES ($1, $2)
             ON CONFLICT (product_id) DO UPDATE SET pieces = stock_change.pieces + $2 RETURNING pieces",
        )
        .bind(&product.0)
        .bind(pieces)
        .fetch_one(self.connection())
        .await?;
        Ok(row.try_get("pieces")?)
    }
}

//! What buyers have put into their carts.

use super::{Change, Store, StoreError};
use kefu_contract::{ProductId, SkuId, UserId};
use sqlx::Row;

/// Pieces of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CartLine {
    pub(crate) product: ProductId,
    /// Missing where there is nothing to choose.
    pub(crate) sku: Option<SkuId>,
    pub(crate) quantity: u32,
}

impl CartLine {
    fn sku(&self) -> &str {
        self.sku.as_ref().map_or("", SkuId::as_str)
    }
}

impl Store {
    /// A buyer's cart.
    pub(crate) async fn cart(&self, buyer: &UserId) -> Result<Vec<CartLine>, StoreError> {
        let rows = sqlx::query(
            "SELECT product_id, sku_id, quantity FROM cart_line WHERE buyer_id = $1 ORDER BY product_id, sku_id",
        )
        .bind(&buyer.0)
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| {
                let sku = Some(row.try_get::<String, _>("sku_id")?).filter(|sku| !sku.is_empty()).map(SkuId);
                let product = ProductId(row.try_get("product_id")?);
                Ok(CartLine { product, sku, quantity: row.try_get("quantity")? })
            })
            .collect()
    }
}

impl Change {
    /// Has so many pieces of a thing in the cart from now on.
    pub(crate) async fn put_into_cart(&mut self, buyer: &UserId, line: &CartLine) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO cart_line (buyer_id, product_id, sku_id, quantity) VALUES ($1, $2, $3, $4)
             ON CONFLICT (buyer_id, product_id, sku_id) DO UPDATE SET quantity = $4",
        )
        .bind(&buyer.0)
        .bind(&line.product.0)
        .bind(line.sku())
        .bind(line.quantity)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes a thing out of the cart: it has been ordered.
    pub(crate) async fn take_out_of_cart(
        &mut self,
        buyer: &UserId,
        line: &CartLine,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM cart_line WHERE buyer_id = $1 AND product_id = $2 AND sku_id = $3")
            .bind(&buyer.0)
            .bind(&line.product.0)
            .bind(line.sku())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

//! Products.

use super::{Change, Store, StoreError};
use crate::locale::Text;
use kefu_contract::{Money, ProductCard, ProductId};
use sqlx::{Row, sqlite::SqliteRow};

/// A product as stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredProduct {
    pub(crate) id: ProductId,
    pub(crate) rank: i64,
    pub(crate) title: Text,
    pub(crate) price: Money,
    pub(crate) image_url: String,
    /// The product page as JSON, both languages.
    pub(crate) page: String,
}

/// Path of a product's page on the demo site.
pub(crate) fn product_url(id: &str) -> String {
    format!("/p/{id}")
}

/// Reads the card in the columns `product_id`, `product_title`, …; nothing when the id is null.
pub(super) fn card_in(row: &SqliteRow) -> Result<Option<ProductCard>, sqlx::Error> {
    let Some(id) = row.try_get::<Option<String>, _>("product_id")? else { return Ok(None) };
    Ok(Some(ProductCard {
        url: Some(product_url(&id)),
        id: ProductId(id),
        title: row.try_get("product_title")?,
        price: Money {
            amount: row.try_get("product_amount")?,
            currency: row.try_get("product_currency")?,
            exponent: row.try_get("product_exponent")?,
        },
        image_url: row.try_get("product_image_url")?,
    }))
}

impl Store {
    /// Every product, in the shop's order.
    pub(crate) async fn products(&self) -> Result<Vec<StoredProduct>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, rank, title_zh, title_en, price_amount, price_currency, price_exponent, image_url, page
             FROM product ORDER BY rank",
        )
        .fetch_all(&self.read)
        .await?;
        rows.iter().map(product).collect()
    }
}

fn product(row: &SqliteRow) -> Result<StoredProduct, StoreError> {
    Ok(StoredProduct {
        id: ProductId(row.try_get("id")?),
        rank: row.try_get("rank")?,
        title: Text { zh: row.try_get("title_zh")?, en: row.try_get("title_en")? },
        price: Money {
            amount: row.try_get("price_amount")?,
            currency: row.try_get("price_currency")?,
            exponent: row.try_get("price_exponent")?,
        },
        image_url: row.try_get("image_url")?,
        page: row.try_get("page")?,
    })
}

impl Change {
    pub(crate) async fn add_product(&mut self, product: &StoredProduct) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO product (id, rank, title_zh, title_en, price_amount, price_currency, price_exponent,
                                  image_url, page)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&product.id.0)
        .bind(product.rank)
        .bind(&product.title.zh)
        .bind(&product.title.en)
        .bind(product.price.amount)
        .bind(&product.price.currency)
        .bind(product.price.exponent)
        .bind(&product.image_url)
        .bind(&product.page)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

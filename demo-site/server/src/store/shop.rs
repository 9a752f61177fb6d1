//! The shop this backend serves.

use super::{Change, Store, StoreError};
use crate::locale::Text;
use kefu_contract::{Address, ShopId};
use sqlx::Row;

/// The shop.
#[derive(Debug, Clone)]
pub(crate) struct ShopRecord {
    pub(crate) id: ShopId,
    pub(crate) name: Text,
    pub(crate) time_zone: String,
    pub(crate) currency: String,
    /// Where goods are sent back to, where nobody says otherwise.
    pub(crate) return_address: Option<Address>,
}

impl Store {
    /// The shop; nothing in an empty database.
    pub(crate) async fn shop(&self) -> Result<Option<ShopRecord>, StoreError> {
        let row = sqlx::query(
            "SELECT id, name_zh, name_en, time_zone, currency, return_address FROM shop ORDER BY id LIMIT 1",
        )
        .fetch_optional(&self.read)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(ShopRecord {
            id: ShopId(row.try_get("id")?),
            name: Text { zh: row.try_get("name_zh")?, en: row.try_get("name_en")? },
            time_zone: row.try_get("time_zone")?,
            currency: row.try_get("currency")?,
            return_address: row
                .try_get::<Option<&str>, _>("return_address")?
                .map(serde_json::from_str)
                .transpose()?,
        }))
    }
}

impl Change {
    /// Whether a shop has been set up.
    pub(crate) async fn has_shop(&mut self) -> Result<bool, StoreError> {
        Ok(sqlx::query("SELECT id FROM shop LIMIT 1").fetch_optional(self.connection()).await?.is_some())
    }

    pub(crate) async fn add_shop(&mut self, shop: &ShopRecord) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO shop (id, name_zh, name_en, time_zone, currency, return_address)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&shop.id.0)
        .bind(&shop.name.zh)
        .bind(&shop.name.en)
        .bind(&shop.time_zone)
        .bind(&shop.currency)
        .bind(shop.return_address.as_ref().map(serde_json::to_string).transpose()?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! Offers.

use super::{Change, Store, StoreError};
use crate::locale::Text;
use kefu_contract::{Money, OfferId, OfferKind, ProductId, Timestamp};
use kefu_rules::offers::Audience;
use serde::{Deserialize, Serialize};
use sqlx::Row;

/// An offer as the shop keeps it: in both languages, products by name only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OfferRecord {
    pub(crate) id: OfferId,
    pub(crate) version: u64,
    pub(crate) kind: OfferKind,
    pub(crate) title: Text,
    pub(crate) terms: Option<Text>,
    pub(crate) audience: Audience,
    pub(crate) threshold: Option<Money>,
    pub(crate) saving: Option<Money>,
    pub(crate) saving_basis_points: Option<u32>,
    pub(crate) price: Option<Money>,
    pub(crate) deposit: Option<Money>,
    pub(crate) products: Vec<ProductId>,
    pub(crate) gifts: Vec<ProductId>,
    pub(crate) starts_at: Option<Timestamp>,
    pub(crate) ends_at: Option<Timestamp>,
    pub(crate) remaining: Option<u32>,
}

impl Store {
    /// Every offer, or every one of a kind.
    pub(crate) async fn offers(&self, kind: Option<&OfferKind>) -> Result<Vec<OfferRecord>, StoreError> {
        let rows = sqlx::query("SELECT body FROM offer WHERE $1 IS NULL OR kind = $1 ORDER BY id")
            .bind(kind.map(|kind| kind.as_str()))
            .fetch_all(&self.read)
            .await?;
        rows.iter().map(|row| Ok(serde_json::from_str(row.try_get("body")?)?)).collect()
    }
}

impl Change {
    pub(crate) async fn add_offer(&mut self, offer: &OfferRecord) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO offer (id, kind, body) VALUES ($1, $2, $3)")
            .bind(&offer.id.0)
            .bind(offer.kind.as_str())
            .bind(serde_json::to_string(offer)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

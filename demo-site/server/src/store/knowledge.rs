//! The knowledge base.

use super::{Change, Store, StoreError};
use kefu_contract::{KnowledgeEntry, KnowledgeId, KnowledgeQuery};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, sqlite::SqliteRow};

/// Place of an entry in a list; grows down the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct KnowledgeKey {
    pub(crate) order: i64,
    pub(crate) id: KnowledgeId,
}

/// Tells one state of the knowledge base from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnowledgeStamp {
    entries: i64,
    /// Versions only grow.
    versions: i64,
}

fn entry_in(row: &SqliteRow) -> Result<KnowledgeEntry, StoreError> {
    Ok(serde_json::from_str(row.try_get("body")?)?)
}

impl Store {
    pub(crate) async fn knowledge_stamp(&self) -> Result<KnowledgeStamp, StoreError> {
        let row =
            sqlx::query("SELECT COUNT(*) AS entries, COALESCE(SUM(version), 0) AS versions FROM knowledge")
                .fetch_one(&self.read)
                .await?;
        Ok(KnowledgeStamp { entries: row.try_get("entries")?, versions: row.try_get("versions")? })
    }

    /// Every entry a query is about, whatever it searches for.
    pub(crate) async fn knowledge_about(
        &self,
        query: &KnowledgeQuery,
    ) -> Result<Vec<KnowledgeEntry>, StoreError> {
        let mut sql = selection(query);
        sql.push(" ORDER BY id");
        sql.build().fetch_all(&self.read).await?.iter().map(entry_in).collect()
    }

    /// At most `limit` entries after `after`, the last changed first, each with its place in the list.
    pub(crate) async fn knowledge(
        &self,
        query: &KnowledgeQuery,
        after: Option<&KnowledgeKey>,
        limit: u32,
    ) -> Result<Vec<(KnowledgeKey, KnowledgeEntry)>, StoreError> {
        let mut sql = selection(query);
        if let Some(key) = after {
            sql.push(" AND (-updated_ms, id) > (").push_bind(key.order);
            sql.push(", ").push_bind(key.id.as_str()).push(")");
        }
        sql.push(" ORDER BY -updated_ms, id LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let entry = entry_in(row)?;
                Ok((KnowledgeKey { order: -entry.updated_at.unix_ms, id: entry.id.clone() }, entry))
            })
            .collect()
    }
}

fn selection(query: &KnowledgeQuery) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT body FROM knowledge WHERE archived = ");
    sql.push_bind(query.archived.unwrap_or(false));
    if let Some(topic) = &query.topic {
        sql.push(" AND topic = ").push_bind(topic.as_str().to_owned());
    }
    if let Some(product) = &query.product_id {
        sql.push(
            " AND (products = '[]' OR EXISTS (SELECT 1 FROM json_each(knowledge.products) WHERE value = ",
        );
        sql.push_bind(product.0.clone()).push("))");
    }
    sql
}

impl Change {
    pub(crate) async fn knowledge_entry(
        &mut self,
        id: &KnowledgeId,
    ) -> Result<Option<KnowledgeEntry>, StoreError> {
        let row = sqlx::query("SELECT body FROM knowledge WHERE id = $1")
            .bind(&id.0)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(entry_in).transpose()
    }

    /// Stores an entry, new or changed.
    pub(crate) async fn put_knowledge(&mut self, entry: &KnowledgeEntry) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO knowledge (id, version, topic, products, archived, updated_ms, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET version = $2, topic = $3, products = $4, archived = $5, updated_ms = $6,
               body = $7",
        )
        .bind(&entry.id.0)
        .bind(i64::try_from(entry.version).unwrap_or(i64::MAX))
        .bind(entry.topic.as_ref().map(|topic| topic.as_str()))
        .bind(serde_json::to_string(&entry.products)?)
        .bind(entry.archived)
        .bind(entry.updated_at.unix_ms)
        .bind(serde_json::to_string(entry)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

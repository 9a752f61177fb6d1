//! Quick replies: the team's, and everybody's own.

use super::{
    Change, Store, StoreError,
    orders::{pattern, plain},
};
use kefu_contract::{QuickReply, QuickReplyId, QuickReplyQuery, QuickReplyScope, UserId};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, sqlite::SqliteRow};

/// A quick reply as it is kept: without what depends on who is looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuickReplyRecord {
    pub(crate) reply: QuickReply,
    /// Whose it is; the team's when nobody's.
    pub(crate) owner: Option<UserId>,
}

impl QuickReplyRecord {
    /// Whether somebody of the staff may see it.
    pub(crate) fn is_seen_by(&self, person: &UserId) -> bool {
        self.owner.as_ref().is_none_or(|owner| owner == person)
    }
}

/// Which quick replies a list holds.
#[derive(Debug, Clone)]
pub(crate) struct QuickReplyFilter {
    /// Whose own ones are among them.
    pub(crate) viewer: UserId,
    pub(crate) query: QuickReplyQuery,
}

/// Place of a quick reply in a list; grows down the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuickReplyKey {
    pub(crate) order: i64,
    pub(crate) id: QuickReplyId,
}

fn record_in(row: &SqliteRow) -> Result<QuickReplyRecord, StoreError> {
    let mut record: QuickReplyRecord = serde_json::from_str(row.try_get("body")?)?;
    record.reply.used = row.try_get("used")?;
    Ok(record)
}

impl Store {
    /// At most `limit` quick replies after `after`, the most used first, each with its place in the list.
    pub(crate) async fn quick_replies(
        &self,
        filter: &QuickReplyFilter,
        after: Option<&QuickReplyKey>,
        limit: u32,
    ) -> Result<Vec<(QuickReplyKey, QuickReplyRecord)>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT body, used FROM quick_reply WHERE archived = ");
        sql.push_bind(filter.query.archived.unwrap_or(false));
        narrow(&mut sql, filter);
        if let Some(key) = after {
            sql.push(" AND (-used, id) > (").push_bind(key.order);
            sql.push(", ").push_bind(key.id.as_str()).push(")");
        }
        sql.push(" ORDER BY -used, id LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let (record, used) = (record_in(row)?, row.try_get::<i64, _>("used")?);
                Ok((QuickReplyKey { order: -used, id: record.reply.id.clone() }, record))
            })
            .collect()
    }
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, filter: &QuickReplyFilter) {
    let (query, viewer) = (&filter.query, filter.viewer.0.clone());
    match &query.scope {
        Some(QuickReplyScope::Team) => sql.push(" AND owner_id IS NULL"),
        Some(QuickReplyScope::Personal) => sql.push(" AND owner_id = ").push_bind(viewer),
        // A scope of another version holds nothing here.
        Some(QuickReplyScope::Other(_)) => sql.push(" AND FALSE"),
        None => sql.push(" AND (owner_id IS NULL OR owner_id = ").push_bind(viewer).push(")"),
    };
    if let Some(stage) = &query.stage {
        sql.push(" AND stage = ").push_bind(stage.as_str().to_owned());
    }
    if let Some(topic) = &query.topic {
        sql.push(" AND topic = ").push_bind(topic.as_str().to_owned());
    }
    for word in query.search.iter().flat_map(|search| search.split_whitespace()) {
        sql.push(" AND searched LIKE ").push_bind(pattern(word)).push(" ESCAPE '\\'");
    }
}

impl Change {
    pub(crate) async fn quick_reply(
        &mut self,
        id: &QuickReplyId,
    ) -> Result<Option<QuickReplyRecord>, StoreError> {
        let row = sqlx::query("SELECT body, used FROM quick_reply WHERE id = $1")
            .bind(&id.0)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(record_in).transpose()
    }

    /// Whether another one of the same owner is offered under the same shortcut.
    pub(crate) async fn shortcut_taken(&mut self, record: &QuickReplyRecord) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT id FROM quick_reply WHERE COALESCE(owner_id, '') = COALESCE($1, '') AND shortcut = $2
               AND archived = 0 AND id <> $3 LIMIT 1",
        )
        .bind(record.owner.as_ref().map(|owner| owner.as_str()))
        .bind(&record.reply.shortcut)
        .bind(&record.reply.id.0)
        .fetch_optional(self.connection())
        .await?;
        Ok(row.is_some())
    }

    /// Stores a quick reply, new or changed. How often it was used is counted by [`Change::count_use`] alone.
    pub(crate) async fn put_quick_reply(&mut self, record: &QuickReplyRecord) -> Result<(), StoreError> {
        let reply = &record.reply;
        let searched = [Some(reply.title.as_str()), reply.shortcut.as_deref(), Some(reply.text.as_str())];
        sqlx::query(
            "INSERT INTO quick_reply (id, version, owner_id, stage, topic, shortcut, used, archived, searched, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET version = $2, owner_id = $3, stage = $4, topic = $5, shortcut = $6,
               archived = $8, searched = $9, body = $10",
        )
        .bind(&reply.id.0)
        .bind(i64::try_from(reply.version).unwrap_or(i64::MAX))
        .bind(record.owner.as_ref().map(|owner| owner.as_str()))
        .bind(reply.stage.as_ref().map(|stage| stage.as_str()))
        .bind(reply.topic.as_ref().map(|topic| topic.as_str()))
        .bind(&reply.shortcut)
        .bind(i64::try_from(reply.used).unwrap_or(i64::MAX))
        .bind(reply.archived)
        .bind(plain(&searched.into_iter().flatten().collect::<Vec<_>>().join("\n")))
        .bind(serde_json::to_string(record)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Every quick reply offered to somebody, their own ones first.
    pub(crate) async fn offered_quick_replies(
        &mut self,
        person: &UserId,
    ) -> Result<Vec<QuickReplyRecord>, StoreError> {
        let rows = sqlx::query(
            "SELECT body, used FROM quick_reply WHERE archived = 0 AND (owner_id IS NULL OR owner_id = $1)
             ORDER BY CASE WHEN owner_id IS NULL THEN 1 ELSE 0 END, -used, id",
        )
        .bind(&person.0)
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(record_in).collect()
    }

    /// Counts one more use.
    pub(crate) async fn count_use(&mut self, id: &QuickReplyId) -> Result<(), StoreError> {
        sqlx::query("UPDATE quick_reply SET used = used + 1 WHERE id = $1")
            .bind(&id.0)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

//! Reviews.

use super::{Change, Store, StoreError, orders::pattern};
use crate::{audience::Audience, locale::Text, subject::Subject};
use kefu_contract::{
    LineId, ModerationState, OrderId, Person, Review, ReviewId, ReviewQuery, Timestamp, Upload,
};
use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection, sqlite::SqliteRow};

/// A review as it is kept: as the shop sees it, its author by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReviewRecord {
    pub(crate) review: Review,
    /// How often its author has changed it, removal included.
    pub(crate) changes: u32,
    /// Whether its author has removed it: nobody sees it any more.
    pub(crate) removed: bool,
    /// Why the explanation was refused, in both languages.
    #[serde(default)]
    pub(crate) rejected_reason: Option<Text>,
}

impl ReviewRecord {
    /// A review just written.
    pub(crate) fn new(review: Review) -> Self {
        Self { review, changes: 0, removed: false, rejected_reason: None }
    }
}

/// What the shop keeps about a review for itself.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub(crate) enum ReviewFile<'a> {
    Note {
        text: &'a str,
    },
    Report {
        text: &'a str,
        evidence: &'a [Upload],
        /// The review as it was then.
        review: &'a Review,
    },
}

impl ReviewFile<'_> {
    /// The name its kind is stored under.
    fn kind(&self) -> &'static str {
        match self {
            Self::Note { .. } => "note",
            Self::Report { .. } => "report",
        }
    }
}

/// Which reviews a list holds.
#[derive(Debug, Clone)]
pub(crate) struct ReviewFilter {
    /// Who reads it: what they do not get to see, they cannot ask for either.
    pub(crate) reader: Audience,
    pub(crate) query: ReviewQuery,
}

/// Place of a review in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReviewKey {
    pub(crate) created_ms: i64,
    pub(crate) id: ReviewId,
}

fn record_in(row: &SqliteRow) -> Result<ReviewRecord, StoreError> {
    Ok(serde_json::from_str(row.try_get("body")?)?)
}

async fn find(connection: &mut SqliteConnection, id: &ReviewId) -> Result<Option<ReviewRecord>, StoreError> {
    let row = sqlx::query("SELECT body FROM review WHERE id = $1 AND removed = 0")
        .bind(&id.0)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(record_in).transpose()
}

impl Store {
    /// A review nobody has removed.
    pub(crate) async fn review(&self, id: &ReviewId) -> Result<Option<ReviewRecord>, StoreError> {
        find(&mut *self.read.acquire().await?, id).await
    }

    /// At most `limit` reviews after `after`, newest first, each with its place in the list.
    pub(crate) async fn reviews(
        &self,
        filter: &ReviewFilter,
        after: Option<&ReviewKey>,
        limit: u32,
    ) -> Result<Vec<(ReviewKey, ReviewRecord)>, StoreError> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("SELECT id, created_ms, body FROM review WHERE removed = 0");
        narrow(&mut sql, filter);
        if let Some(key) = after {
            sql.push(" AND (created_ms, id) < (").push_bind(key.created_ms);
            sql.push(", ").push_bind(key.id.0.clone()).push(")");
        }
        sql.push(" ORDER BY created_ms DESC, id DESC LIMIT ").push_bind(limit);
        let rows = sql.build().fetch_all(&self.read).await?;
        rows.iter()
            .map(|row| {
                let key =
                    ReviewKey { created_ms: row.try_get("created_ms")?, id: ReviewId(row.try_get("id")?) };
                Ok((key, record_in(row)?))
            })
            .collect()
    }
}

fn narrow(sql: &mut QueryBuilder<Sqlite>, filter: &ReviewFilter) {
    let query = &filter.query;
    if let Some(buyer) = &query.buyer_id {
        sql.push(" AND buyer_id = ").push_bind(buyer.0.clone());
        if let Audience::Buyer(reader) = &filter.reader
            && reader != buyer
        {
            sql.push(" AND anonymous = 0");
        }
    }
    if let Some(product) = &query.product_id {
        sql.push(" AND product_id = ").push_bind(product.0.clone());
    }
    if let Some(rating) = &query.rating {
        sql.push(" AND rating = ").push_bind(rating.as_str().to_owned());
    }
    if let Some(group) = &query.group {
        sql.push(" AND work_group = ").push_bind(group.as_str().to_owned());
    }
    if let Some(triage) = &query.triage {
        sql.push(" AND triage = ").push_bind(triage.as_str().to_owned());
    }
    match (query.explained, &filter.reader) {
        (Some(true), Audience::Staff) => sql.push(" AND explanation IS NOT NULL"),
        (Some(false), Audience::Staff) => sql.push(" AND explanation IS NULL"),
        (Some(explained), Audience::Buyer(_)) => sql
            .push(if explained { " AND explanation = " } else { " AND COALESCE(explanation, '') <> " })
            .push_bind(ModerationState::Published.as_str().to_owned()),
        (None, _) => sql,
    };
    if let Some(search) = &query.search {
        sql.push(" AND searched LIKE ").push_bind(pattern(search)).push(" ESCAPE '\\'");
    }
}

/// What a review is searched by: only what everybody may read.
fn searched(review: &Review) -> String {
    let follow_up = review.follow_up.as_ref().map(|follow_up| follow_up.text.as_str());
    let words: Vec<&str> = review.text.as_deref().into_iter().chain(follow_up).collect();
    words.join("\n").to_lowercase()
}

impl Change {
    /// A review nobody has removed.
    pub(crate) async fn review(&mut self, id: &ReviewId) -> Result<Option<ReviewRecord>, StoreError> {
        find(self.connection(), id).await
    }

    /// The lines of an order that have a review, even one removed since.
    pub(crate) async fn reviewed_lines(&mut self, order: &OrderId) -> Result<Vec<LineId>, StoreError> {
        let rows = sqlx::query("SELECT line_id FROM review WHERE order_id = $1")
            .bind(&order.0)
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(|row| Ok(LineId(row.try_get("line_id")?))).collect()
    }

    /// Stores a review, new or changed, with what the clock is to do about it, tells the staff and its author, and
    /// brings the author's file up to date.
    pub(crate) async fn save_review(
        &mut self,
        record: &ReviewRecord,
        dues: &[(String, Timestamp)],
    ) -> Result<(), StoreError> {
        self.store_review(record, dues).await?;
        self.touch_customer(&record.review.buyer.id, record.review.updated_at).await
    }

    /// The same, with the author's file left to whoever stores many.
    pub(crate) async fn store_review(
        &mut self,
        record: &ReviewRecord,
        dues: &[(String, Timestamp)],
    ) -> Result<(), StoreError> {
        self.put_review(record).await?;
        let review = &record.review;
        let subject = Subject::Review(review.id.clone());
        self.schedule(&subject, dues).await?;
        self.tell_of(&subject, &review.buyer.id, review.updated_at).await
    }

    async fn put_review(&mut self, record: &ReviewRecord) -> Result<(), StoreError> {
        let review = &record.review;
        sqlx::query(
            "INSERT INTO review (id, version, buyer_id, anonymous, product_id, order_id, line_id, rating, triage,
               work_group, explanation, removed, created_ms, searched, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (id) DO UPDATE SET version = $2, anonymous = $4, rating = $8, triage = $9,
               work_group = $10, explanation = $11, removed = $12, searched = $14, body = $15",
        )
        .bind(&review.id.0)
        .bind(i64::try_from(review.version).unwrap_or(i64::MAX))
        .bind(&review.buyer.id.0)
        .bind(i64::from(review.anonymous))
        .bind(&review.product.id.0)
        .bind(review.order_id.as_ref().map(|id| &id.0))
        .bind(review.line_id.as_ref().map(|id| &id.0))
        .bind(review.rating.as_str())
        .bind(review.triage.as_ref().map(|triage| triage.as_str()))
        .bind(review.group.as_ref().map(|group| group.as_str()))
        .bind(review.explanation.as_ref().map(|explanation| explanation.moderation.as_str()))
        .bind(i64::from(record.removed))
        .bind(review.created_at.unix_ms)
        .bind(searched(review))
        .bind(serde_json::to_string(record)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Files something about this version of a review.
    pub(crate) async fn file_review(
        &mut self,
        review: &Review,
        author: &Person,
        file: ReviewFile<'_>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO review_file (review_id, version, kind, author_id, at_ms, body)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&review.id.0)
        .bind(i64::try_from(review.version).unwrap_or(i64::MAX))
        .bind(file.kind())
        .bind(&author.id.0)
        .bind(review.updated_at.unix_ms)
        .bind(serde_json::to_string(&file)?)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! What happened in the shop, as the figures are computed from it: one query per source.

use super::{CaseRecord, OrderRecord, Store, StoreError};
use kefu_contract::{ConversationId, OrderId, Rating, Role, ShopId, Timestamp, UserId};
use kefu_rules::figures::{Author, LogEvent, LogKind};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// From when until before when something is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LogSpan {
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
}

/// Conversations in which something happened from `$1` until before `$2`.
macro_rules! active_sql {
    ($tail:literal) => {
        concat!(
            "WITH active AS ( \
               SELECT conversation_id AS id FROM message \
               WHERE sent_ms >= $1 AND sent_ms < $2 AND visibility = 'everyone' \
               UNION SELECT conversation_id FROM rating WHERE asked_ms >= $1 AND asked_ms < $2) ",
            $tail
        )
    };
}

impl Store {
    /// What happened in a span, in no order. Conversations come with what it takes to understand their part of it: when
    /// they began, what had been asked before and by whom it had been answered, and the answer that came after. Orders
    /// placed or paid within the span come with all that became of them.
    pub(crate) async fn log(&self, shop: &ShopId, span: LogSpan) -> Result<Vec<LogEvent>, StoreError> {
        let mut snapshot = self.read.begin().await?;
        let mut found = beginnings(&mut snapshot, span).await?;
        found.extend(messages(&mut snapshot, span).await?);
        found.extend(around(&mut snapshot, span).await?);
        found.extend(logged(&mut snapshot, span).await?);
        found.extend(ratings(&mut snapshot, span).await?);
        found.extend(orders(&mut snapshot, span).await?);
        found.extend(disputes(&mut snapshot, span).await?);
        found.extend(reviews(&mut snapshot, span).await?);
        Ok(found.into_iter().map(|(at, kind)| LogEvent { at, shop: shop.clone(), kind }).collect())
    }
}

type Found = Vec<(Timestamp, LogKind)>;

/// Runs a statement about a span.
async fn rows(
    connection: &mut SqliteConnection,
    sql: &'static str,
    span: LogSpan,
) -> Result<Vec<SqliteRow>, StoreError> {
    Ok(sqlx::query(sql).bind(span.from.unix_ms).bind(span.to.unix_ms).fetch_all(connection).await?)
}

fn time(row: &SqliteRow, column: &str) -> Result<Timestamp, sqlx::Error> {
    row.try_get(column).map(Timestamp::from_unix_ms)
}

fn conversation(row: &SqliteRow) -> Result<ConversationId, sqlx::Error> {
    row.try_get("conversation_id").map(ConversationId)
}

async fn beginnings(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = active_sql!(
        "SELECT id AS conversation_id, created_ms FROM conversation WHERE id IN (SELECT id FROM active)"
    );
    let begun = |row| Ok((time(row, "created_ms")?, LogKind::Started(conversation(row)?)));
    rows(connection, sql, span).await?.iter().map(begun).collect()
}

/// The messages of the span, in order. Notes are not told.
async fn messages(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = "SELECT m.conversation_id, m.sent_ms, s.id AS sender_id, s.role FROM message m
               JOIN person s ON s.id = m.sender_id
               WHERE m.sent_ms >= $1 AND m.sent_ms < $2 AND m.visibility = 'everyone'
               ORDER BY m.sent_ms, m.position";
    rows(connection, sql, span).await?.iter().map(said).collect()
}

/// What was said around a span in the conversations that go on in it, in order: before it the buyer's very first
/// message, and all since the last answer, that included; after it the next answer. Answers are those of humans.
async fn around(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    // Materialised: otherwise the places are looked for again for every message.
    let sql = active_sql!(
        ", place AS MATERIALIZED ( \
           SELECT c.id, \
             (SELECT MIN(f.position) FROM message f \
              WHERE f.conversation_id = c.id AND f.sender_id = c.buyer_id) AS first, \
             COALESCE((SELECT p.position FROM message p JOIN person h ON h.id = p.sender_id \
              WHERE p.conversation_id = c.id AND p.sent_ms < $1 AND p.visibility = 'everyone' \
                AND h.role IN ('agent', 'supervisor') ORDER BY p.position DESC LIMIT 1), 0) AS answered, \
             (SELECT n.position FROM message n JOIN person h ON h.id = n.sender_id \
              WHERE n.conversation_id = c.id AND n.sent_ms >= $2 AND n.visibility = 'everyone' \
                AND h.role IN ('agent', 'supervisor') ORDER BY n.position LIMIT 1) AS next \
           FROM active JOIN conversation c ON c.id = active.id) \
         SELECT m.conversation_id, m.sent_ms, s.id AS sender_id, s.role FROM place \
         JOIN message m ON m.conversation_id = place.id AND (m.position = place.first \
           OR m.position >= place.answered AND m.sent_ms < $1 OR m.position = place.next) \
         JOIN person s ON s.id = m.sender_id \
         WHERE m.visibility = 'everyone' AND (m.sent_ms < $1 OR m.sent_ms >= $2) \
         ORDER BY m.sent_ms, m.position"
    );
    rows(connection, sql, span).await?.iter().map(said).collect()
}

fn said(row: &SqliteRow) -> Result<(Timestamp, LogKind), StoreError> {
    let sender = UserId(row.try_get("sender_id")?);
    let author = match Role::from(row.try_get::<&str, _>("role")?) {
        Role::Buyer => Author::Buyer(sender),
        role if role.is_staff() => Author::Agent(sender),
        _ => Author::Automatic,
    };
    Ok((time(row, "sent_ms")?, LogKind::Message(conversation(row)?, author)))
}

async fn logged(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = active_sql!(
        "SELECT conversation_id, at_ms, what, from_id, to_id FROM conversation_log \
         WHERE conversation_id IN (SELECT id FROM active) ORDER BY at_ms"
    );
    let mut found = Vec::new();
    for row in &rows(connection, sql, span).await? {
        let conversation = conversation(row)?;
        let (from, to): (Option<String>, Option<String>) = (row.try_get("from_id")?, row.try_get("to_id")?);
        let kind = match (row.try_get("what")?, from, to) {
            ("closed", ..) => LogKind::Closed(conversation),
            ("assisted", ..) => LogKind::Assisted(conversation),
            ("handed_over", ..) => LogKind::HandedOver(conversation),
            ("transferred", Some(from), Some(to)) => {
                LogKind::Transferred { conversation, from: UserId(from), to: UserId(to) }
            }
            _ => continue,
        };
        found.push((time(row, "at_ms")?, kind));
    }
    Ok(found)
}

/// Ratings asked for within the span, with the scores they got whenever.
async fn ratings(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = "SELECT conversation_id, asked_ms, rated_ms, score FROM rating
               WHERE asked_ms >= $1 AND asked_ms < $2 ORDER BY asked_ms";
    let mut found = Vec::new();
    for row in &rows(connection, sql, span).await? {
        let conversation = conversation(row)?;
        found.push((time(row, "asked_ms")?, LogKind::RatingInvited(conversation.clone())));
        if let Some(score) = row.try_get("score")? {
            found.push((time(row, "rated_ms")?, LogKind::Rated(conversation, score)));
        }
    }
    Ok(found)
}

/// Runs a statement about orders paid in a span.
async fn rows_of_payments(
    connection: &mut SqliteConnection,
    sql: &'static str,
    span: LogSpan,
) -> Result<Vec<SqliteRow>, StoreError> {
    let (from, to) = (span.from.to_string(), span.to.to_string());
    Ok(sqlx::query(sql).bind(from).bind(to).fetch_all(connection).await?)
}

/// Reviews of orders paid within the span, as they are now, whenever they were written.
async fn reviews(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = "SELECT r.order_id, r.rating, r.created_ms FROM review r JOIN shop_order o ON o.id = r.order_id
               WHERE r.removed = 0 AND o.paid_at >= $1 AND o.paid_at < $2";
    let said = |row: &SqliteRow| {
        let (order, rating) = (row.try_get("order_id")?, row.try_get::<&str, _>("rating")?);
        Ok((time(row, "created_ms")?, LogKind::Reviewed(OrderId(order), Rating::from(rating))))
    };
    rows_of_payments(connection, sql, span).await?.iter().map(said).collect()
}

/// Disputes over orders paid within the span, whenever the platform was asked to step in.
async fn disputes(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let sql = "SELECT c.body FROM after_sale_case c JOIN shop_order o ON o.id = c.order_id
               WHERE o.paid_at >= $1 AND o.paid_at < $2";
    let mut found = Vec::new();
    for row in &rows_of_payments(connection, sql, span).await? {
        let case = serde_json::from_str::<CaseRecord>(row.try_get("body")?)?.case;
        let asked = case.intervention.requested_at;
        found.extend(asked.map(|at| (at, LogKind::Disputed(case.order_id))));
    }
    Ok(found)
}

async fn orders(connection: &mut SqliteConnection, span: LogSpan) -> Result<Found, StoreError> {
    let rows = sqlx::query(
        "SELECT body FROM shop_order
         WHERE created_ms >= $1 AND created_ms < $2 OR paid_at >= $3 AND paid_at < $4",
    )
    .bind(span.from.unix_ms)
    .bind(span.to.unix_ms)
    .bind(span.from.to_string())
    .bind(span.to.to_string())
    .fetch_all(connection)
    .await?;
    let mut found = Vec::new();
    for row in &rows {
        let order = serde_json::from_str::<OrderRecord>(row.try_get("body")?)?.order;
        let (id, buyer): (OrderId, UserId) = (order.id, order.buyer.id);
        found.push((order.created_at, LogKind::Ordered(id.clone(), buyer.clone())));
        if let Some((at, amount)) = order.paid_at.zip(order.paid) {
            found.push((at, LogKind::Paid(id.clone(), buyer, amount)));
        }
        if order.refunded.amount > 0 {
            found.push((order.updated_at, LogKind::Refunded(id)));
        }
    }
    Ok(found)
}

//! Conversations: as one side sees them, in lists, and their beginning.

use super::{Change, Store, StoreError, messages::message_in, people::person_in, products::card_in};
use crate::audience::{Audience, Side};
use kefu_contract::{
    Conversation, ConversationContext, ConversationId, ConversationStatus, OrderId, ProductId, ReadState,
    Role, Timestamp, UserId,
};
use kefu_rules::conversation::Kept;
use serde::{Deserialize, Serialize};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// A conversation as it is kept: as one side sees it, without what depends on who is looking or when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConversationRecord {
    #[serde(flatten)]
    pub(crate) conversation: Conversation,
    #[serde(default)]
    pub(crate) kept: Kept,
}

/// Everything a conversation shows, as the side in `$1` (1 staff, 0 buyer) sees it.
macro_rules! conversation_sql {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.version, c.status, c.order_id, c.read_buyer, c.read_staff, c.waiting_since_ms, \
             c.tags, c.kept, c.created_ms, c.updated_ms, c.activity_ms, \
             b.id AS buyer_id, b.name AS buyer_name, b.role AS buyer_role, b.avatar_url AS buyer_avatar_url, \
             a.id AS assignee_id, a.name AS assignee_name, a.role AS assignee_role, \
             a.avatar_url AS assignee_avatar_url, \
             p.id AS product_id, p.title_zh AS product_title, p.price_amount AS product_amount, \
             p.price_currency AS product_currency, p.price_exponent AS product_exponent, \
             p.image_url AS product_image_url, \
             m.id AS message_id, m.client_id AS message_client_id, \
             m.conversation_id AS message_conversation_id, m.position AS message_position, \
             m.content AS message_content, m.visibility AS message_visibility, m.sent_ms AS message_sent_ms, \
             s.id AS sender_id, s.name AS sender_name, s.role AS sender_role, \
             s.avatar_url AS sender_avatar_url, \
             (SELECT COUNT(*) FROM message u WHERE u.conversation_id = c.id AND CASE WHEN $1 = 1 \
                THEN u.position > c.read_staff AND u.sender_id = c.buyer_id \
                ELSE u.position > c.read_buyer AND u.sender_id <> c.buyer_id AND u.visibility = 'everyone' END \
             ) AS unread \
             FROM conversation c \
             JOIN person b ON b.id = c.buyer_id \
             LEFT JOIN person a ON a.id = c.assignee_id \
             LEFT JOIN product p ON p.id = c.product_id \
             LEFT JOIN message m ON m.conversation_id = c.id \
               AND m.position = CASE WHEN $1 = 1 THEN c.last_position ELSE c.last_public_position END \
             LEFT JOIN person s ON s.id = m.sender_id ",
            $tail
        )
    };
}

/// Which conversations a list holds.
#[derive(Debug, Clone)]
pub(crate) struct ConversationFilter {
    pub(crate) audience: Audience,
    pub(crate) status: Option<ConversationStatus>,
}

/// Place of a conversation in a list: waiting ones first, longest wait on top, then the latest activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConversationKey {
    /// 0 for waiting ones, 1 for the others.
    pub(crate) group: i64,
    /// Grows down the list.
    pub(crate) order: i64,
    pub(crate) id: ConversationId,
}

/// A conversation about to begin.
#[derive(Debug, Clone)]
pub(crate) struct NewConversation {
    pub(crate) id: ConversationId,
    pub(crate) buyer: UserId,
    pub(crate) product: Option<ProductId>,
    pub(crate) order: Option<OrderId>,
    pub(crate) tags: Vec<String>,
    pub(crate) at: Timestamp,
}

/// A former conversation taken up again.
#[derive(Debug, Clone)]
pub(crate) struct ReplaceContext {
    pub(crate) id: ConversationId,
    /// What it is about from now on; unchanged when missing.
    pub(crate) product: Option<ProductId>,
    pub(crate) order: Option<OrderId>,
    pub(crate) at: Timestamp,
}

fn side_flag(side: Side) -> i64 {
    i64::from(side == Side::Staff)
}

/// A conversation as `side` sees it.
pub(super) async fn view(
    connection: &mut SqliteConnection,
    id: &ConversationId,
    side: Side,
) -> Result<Option<ConversationRecord>, StoreError> {
    let row = sqlx::query(conversation_sql!("WHERE c.id = $2"))
        .bind(side_flag(side))
        .bind(&id.0)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(|row| record_in(row, side)).transpose()
}

fn record_in(row: &SqliteRow, side: Side) -> Result<ConversationRecord, StoreError> {
    let tags = match side {
        Side::Staff => serde_json::from_str(row.try_get("tags")?)?,
        Side::Buyer => Vec::new(),
    };
    let conversation = Conversation {
        id: ConversationId(row.try_get("id")?),
        version: row.try_get("version")?,
        buyer: person_in(row, "buyer")?.ok_or(sqlx::Error::RowNotFound)?,
        assignee: person_in(row, "assignee")?,
        status: ConversationStatus::from(row.try_get::<&str, _>("status")?),
        context: ConversationContext {
            product: card_in(row)?,
            order_id: row.try_get::<Option<String>, _>("order_id")?.map(OrderId),
        },
        last_message: message_in(row)?,
        unread: row.try_get("unread")?,
        read: ReadState { buyer: row.try_get("read_buyer")?, staff: row.try_get("read_staff")? },
        waiting_since: row.try_get::<Option<i64>, _>("waiting_since_ms")?.map(Timestamp::from_unix_ms),
        tags,
        created_at: Timestamp::from_unix_ms(row.try_get("created_ms")?),
        updated_at: Timestamp::from_unix_ms(row.try_get("updated_ms")?),
        actions: Vec::new(),
    };
    Ok(ConversationRecord { conversation, kept: serde_json::from_str(row.try_get("kept")?)? })
}

fn key_in(row: &SqliteRow, conversation: &Conversation) -> Result<ConversationKey, StoreError> {
    let id = conversation.id.clone();
    Ok(match conversation.waiting_since {
        Some(since) => ConversationKey { group: 0, order: since.unix_ms, id },
        None => ConversationKey { group: 1, order: -row.try_get::<i64, _>("activity_ms")?, id },
    })
}

impl Store {
    /// A conversation, if this audience may see it.
    pub(crate) async fn conversation(
        &self,
        id: &ConversationId,
        audience: &Audience,
    ) -> Result<Option<ConversationRecord>, StoreError> {
        let mut connection = self.read.acquire().await?;
        let found = view(&mut connection, id, audience.side()).await?;
        Ok(found.filter(|found| may_see(audience, &found.conversation)))
    }

    /// At most `limit` conversations after `after`, each with its place in the list.
    pub(crate) async fn conversations(
        &self,
        filter: &ConversationFilter,
        after: Option<&ConversationKey>,
        limit: u32,
    ) -> Result<Vec<(ConversationKey, ConversationRecord)>, StoreError> {
        let side = filter.audience.side();
        let buyer = match &filter.audience {
            Audience::Staff => None,
            Audience::Buyer(id) => Some(id.0.as_str()),
        };
        let rows = sqlx::query(conversation_sql!(
            "WHERE ($2 IS NULL OR c.buyer_id = $2) AND ($3 IS NULL OR c.status = $3) \
             AND ($4 IS NULL OR \
               (CASE WHEN c.waiting_since_ms IS NULL THEN 1 ELSE 0 END, \
                COALESCE(c.waiting_since_ms, -c.activity_ms), c.id) > ($4, $5, $6)) \
             ORDER BY CASE WHEN c.waiting_since_ms IS NULL THEN 1 ELSE 0 END, \
               COALESCE(c.waiting_since_ms, -c.activity_ms), c.id \
             LIMIT $7"
        ))
        .bind(side_flag(side))
        .bind(buyer)
        .bind(filter.status.as_ref().map(ConversationStatus::as_str))
        .bind(after.map(|key| key.group))
        .bind(after.map(|key| key.order))
        .bind(after.map(|key| key.id.as_str()))
        .bind(limit)
        .fetch_all(&self.read)
        .await?;
        rows.iter()
            .map(|row| {
                let record = record_in(row, side)?;
                Ok((key_in(row, &record.conversation)?, record))
            })
            .collect()
    }
}

/// Buyers see their own conversation, staff see all.
fn may_see(audience: &Audience, conversation: &Conversation) -> bool {
    match audience {
        Audience::Staff => true,
        Audience::Buyer(id) => conversation.buyer.id == *id && conversation.buyer.role == Role::Buyer,
    }
}

impl Change {
    /// A conversation, if this audience may see it.
    pub(crate) async fn conversation(
        &mut self,
        id: &ConversationId,
        audience: &Audience,
    ) -> Result<Option<ConversationRecord>, StoreError> {
        let found = view(self.connection(), id, audience.side()).await?;
        Ok(found.filter(|found| may_see(audience, &found.conversation)))
    }

    /// The buyer's open conversation, else the latest closed one.
    pub(crate) async fn latest_conversation_of(
        &mut self,
        buyer: &UserId,
    ) -> Result<Option<ConversationId>, StoreError> {
        let row = sqlx::query(
            "SELECT id FROM conversation WHERE buyer_id = $1
             ORDER BY CASE WHEN status = 'closed' THEN 1 ELSE 0 END, activity_ms DESC, id LIMIT 1",
        )
        .bind(&buyer.0)
        .fetch_optional(self.connection())
        .await?;
        Ok(row.map(|row| row.try_get("id")).transpose()?.map(ConversationId))
    }

    pub(crate) async fn begin_conversation(&mut self, new: &NewConversation) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO conversation (id, version, buyer_id, status, product_id, order_id, last_position,
               last_public_position, read_buyer, read_staff, tags, created_ms, updated_ms, activity_ms)
             VALUES ($1, 1, $2, 'open', $3, $4, 0, 0, 0, 0, $5, $6, $6, $6)",
        )
        .bind(&new.id.0)
        .bind(&new.buyer.0)
        .bind(new.product.as_ref().map(|id| id.as_str()))
        .bind(new.order.as_ref().map(|id| id.as_str()))
        .bind(serde_json::to_string(&new.tags)?)
        .bind(new.at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Opens a conversation again and changes what it is about. Says whether anything changed.
    pub(crate) async fn take_up(&mut self, wanted: &ReplaceContext) -> Result<bool, StoreError> {
        let product = wanted.product.as_ref().map(|id| id.as_str());
        let done = sqlx::query(
            "UPDATE conversation SET version = version + 1, updated_ms = $3,
               status = CASE WHEN status = 'closed' THEN 'open' ELSE status END,
               product_id = COALESCE($2, product_id), order_id = COALESCE($4, order_id)
             WHERE id = $1
               AND (status = 'closed' OR ($2 IS NOT NULL AND (product_id IS NULL OR product_id <> $2))
                 OR ($4 IS NOT NULL AND (order_id IS NULL OR order_id <> $4)))",
        )
        .bind(&wanted.id.0)
        .bind(product)
        .bind(wanted.at.unix_ms)
        .bind(wanted.order.as_ref().map(|id| id.as_str()))
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

//! Ratings of the service: asked for, and given.

use super::{Change, StoreError};
use crate::fresh;
use kefu_contract::{ConversationId, Message, MessageId, Timestamp};
use sqlx::Row;

/// What a buyer thinks of the service.
#[derive(Debug, Clone)]
pub(crate) struct NewRating {
    pub(crate) conversation: ConversationId,
    /// From 1 to 5.
    pub(crate) score: u8,
    pub(crate) reason: Option<String>,
    pub(crate) at: Timestamp,
}

impl Change {
    /// Keeps that a message asked the buyer to rate.
    pub(crate) async fn ask_rating(&mut self, message: &Message) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO rating (id, conversation_id, message_id, asked_ms) VALUES ($1, $2, $3, $4)")
            .bind(fresh::id("rating"))
            .bind(&message.conversation_id.0)
            .bind(&message.id.0)
            .bind(message.sent_at.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps a rating as the answer to the open request, and says which message that is; by itself when nobody asked.
    pub(crate) async fn add_rating(&mut self, rating: &NewRating) -> Result<Option<MessageId>, StoreError> {
        let answered = sqlx::query(
            "UPDATE rating SET score = $2, reason = $3, rated_ms = $4
             WHERE id = (SELECT id FROM rating WHERE conversation_id = $1 AND rated_ms IS NULL
                         ORDER BY asked_ms DESC, id DESC LIMIT 1)
             RETURNING message_id",
        )
        .bind(&rating.conversation.0)
        .bind(rating.score)
        .bind(&rating.reason)
        .bind(rating.at.unix_ms)
        .fetch_optional(self.connection())
        .await?;
        if let Some(row) = answered {
            return Ok(row.try_get::<Option<String>, _>("message_id")?.map(MessageId));
        }
        sqlx::query(
            "INSERT INTO rating (id, conversation_id, asked_ms, score, reason, rated_ms)
             VALUES ($1, $2, $5, $3, $4, $5)",
        )
        .bind(fresh::id("rating"))
        .bind(&rating.conversation.0)
        .bind(rating.score)
        .bind(&rating.reason)
        .bind(rating.at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(None)
    }
}

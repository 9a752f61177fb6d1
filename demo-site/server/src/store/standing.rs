//! What is done with conversations besides writing, and the log of it.

use super::{Change, ConversationRecord, StoreError};
use crate::subject::Subject;
use kefu_contract::{ConversationId, ConversationStatus, Timestamp, UserId};
use kefu_rules::conversation::Kept;

/// When a conversation that was put aside comes back, as the clock knows it.
const COMES_BACK: &str = "snooze";

impl Change {
    /// Stores what was done with a conversation. Labels must be those the staff see.
    pub(crate) async fn save_conversation(&mut self, record: &ConversationRecord) -> Result<(), StoreError> {
        let conversation = &record.conversation;
        if conversation.status == ConversationStatus::Closed {
            self.log_closing(&conversation.id, conversation.updated_at).await?;
        }
        sqlx::query(
            "UPDATE conversation SET version = $2, status = $3, assignee_id = $4, waiting_since_ms = $5, tags = $6,
               kept = $7, updated_ms = $8 WHERE id = $1",
        )
        .bind(&conversation.id.0)
        .bind(i64::try_from(conversation.version).unwrap_or(i64::MAX))
        .bind(conversation.status.as_str())
        .bind(conversation.assignee.as_ref().map(|person| person.id.as_str()))
        .bind(conversation.waiting_since.map(|since| since.unix_ms))
        .bind(serde_json::to_string(&conversation.tags)?)
        .bind(serde_json::to_string(&record.kept)?)
        .bind(conversation.updated_at.unix_ms)
        .execute(self.connection())
        .await?;
        self.schedule_return(&conversation.id, &record.kept).await
    }

    /// Tells the clock when a conversation comes back, or that it need not.
    pub(crate) async fn schedule_return(
        &mut self,
        id: &ConversationId,
        kept: &Kept,
    ) -> Result<(), StoreError> {
        let dues: Vec<_> = kept.snooze_until.map(|at| (COMES_BACK.to_owned(), at)).into_iter().collect();
        self.schedule(&Subject::Conversation(id.clone()), &dues).await
    }

    /// Ends a conversation; nobody waits in it any more.
    pub(crate) async fn close_conversation(
        &mut self,
        id: &ConversationId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.log_closing(id, at).await?;
        sqlx::query(
            "UPDATE conversation SET status = 'closed', waiting_since_ms = NULL, version = version + 1,
               updated_ms = $2 WHERE id = $1",
        )
        .bind(&id.0)
        .bind(at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes that a conversation ends now, unless it has ended before.
    async fn log_closing(&mut self, id: &ConversationId, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO conversation_log (conversation_id, at_ms, what)
             SELECT id, $2, 'closed' FROM conversation WHERE id = $1 AND status <> 'closed'",
        )
        .bind(&id.0)
        .bind(at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Notes that a conversation passed from one of the staff to another.
    pub(crate) async fn log_transfer(
        &mut self,
        id: &ConversationId,
        from: &UserId,
        to: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO conversation_log (conversation_id, at_ms, what, from_id, to_id)
             VALUES ($1, $2, 'transferred', $3, $4)",
        )
        .bind(&id.0)
        .bind(at.unix_ms)
        .bind(&from.0)
        .bind(&to.0)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

//! What the assistant needs to know of a conversation, and what is noted of its work.

use super::{Change, StoreError};
use kefu_contract::{ConversationId, Timestamp};
use kefu_rules::conversation::Kept;
use sqlx::Row;

/// What people said in a conversation since it was last closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnderWay {
    pub(crate) since: Timestamp,
    /// Whether somebody of the staff did.
    pub(crate) answered: bool,
}

/// Who else waits for a human.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Queue {
    pub(crate) others: u64,
    /// Those of them who have waited longer.
    pub(crate) ahead: u64,
}

/// What is noted for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Milestone {
    /// The assistant began to answer in a visit.
    Assisted,
    /// It handed the buyer over.
    HandedOver,
}

impl Milestone {
    /// The name it is stored under.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Assisted => "assisted",
            Self::HandedOver => "handed_over",
        }
    }
}

impl Change {
    /// What people said to each other before a position since the conversation was last closed; nothing if nothing.
    pub(crate) async fn under_way(
        &mut self,
        id: &ConversationId,
        before: u64,
    ) -> Result<Option<UnderWay>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(m.sent_ms) AS since, MAX(CASE WHEN s.role = 'buyer' THEN 0 ELSE 1 END) AS answered
             FROM message m JOIN person s ON s.id = m.sender_id
             WHERE m.conversation_id = $1 AND m.position < $2 AND m.visibility = 'everyone'
               AND s.role IN ('buyer', 'agent', 'supervisor')
               AND m.sent_ms > COALESCE(
                 (SELECT MAX(at_ms) FROM conversation_log WHERE conversation_id = $1 AND what = 'closed'), 0)",
        )
        .bind(&id.0)
        .bind(i64::try_from(before).unwrap_or(i64::MAX))
        .fetch_one(self.connection())
        .await?;
        let Some(since) = row.try_get::<Option<i64>, _>("since")? else { return Ok(None) };
        Ok(Some(UnderWay { since: Timestamp::from_unix_ms(since), answered: row.try_get("answered")? }))
    }

    /// Who else waits beside the buyer of a conversation.
    pub(crate) async fn queue(&mut self, id: &ConversationId) -> Result<Queue, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(*) AS others, COALESCE(SUM(CASE WHEN waiting_since_ms <
               (SELECT waiting_since_ms FROM conversation WHERE id = $1) THEN 1 ELSE 0 END), 0) AS ahead
             FROM conversation WHERE waiting_since_ms IS NOT NULL AND id <> $1",
        )
        .bind(&id.0)
        .fetch_one(self.connection())
        .await?;
        Ok(Queue { others: row.try_get("others")?, ahead: row.try_get("ahead")? })
    }

    /// Replaces what is kept of a conversation besides what is shown.
    pub(crate) async fn keep(&mut self, id: &ConversationId, kept: &Kept) -> Result<(), StoreError> {
        sqlx::query("UPDATE conversation SET kept = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(serde_json::to_string(kept)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes how far the assistant has come.
    pub(crate) async fn log_milestone(
        &mut self,
        id: &ConversationId,
        what: Milestone,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO conversation_log (conversation_id, at_ms, what) VALUES ($1, $2, $3)")
            .bind(&id.0)
            .bind(at.unix_ms)
            .bind(what.name())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

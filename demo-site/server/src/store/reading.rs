//! Read positions.

use super::{Change, StoreError};
use crate::audience::Side;
use kefu_contract::{ConversationId, Timestamp};

impl Change {
    /// Moves a side's read position forward, at most to the last message it may see. Says whether it moved.
    pub(crate) async fn mark_read(
        &mut self,
        id: &ConversationId,
        side: Side,
        up_to: u64,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = match side {
            Side::Buyer => {
                "UPDATE conversation SET version = version + 1, updated_ms = $3,
                   read_buyer = CASE WHEN $2 < last_public_position THEN $2 ELSE last_public_position END
                 WHERE id = $1 AND read_buyer < $2 AND read_buyer < last_public_position"
            }
            Side::Staff => {
                "UPDATE conversation SET version = version + 1, updated_ms = $3,
                   read_staff = CASE WHEN $2 < last_position THEN $2 ELSE last_position END
                 WHERE id = $1 AND read_staff < $2 AND read_staff < last_position"
            }
        };
        let done = sqlx::query(sql)
            .bind(&id.0)
            .bind(i64::try_from(up_to).unwrap_or(i64::MAX))
            .bind(at.unix_ms)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

//! Reading messages, page by page.

use super::{Change, Store, StoreError, people::person_in};
use crate::audience::Side;
use kefu_contract::{ClientId, Content, ConversationId, Message, MessageId, Timestamp, Visibility};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

macro_rules! message_sql {
    ($($tail:literal),+) => {
        concat!(
            "SELECT m.id AS message_id, m.client_id AS message_client_id, \
             m.conversation_id AS message_conversation_id, m.position AS message_position, \
             m.content AS message_content, m.visibility AS message_visibility, m.sent_ms AS message_sent_ms, \
             s.id AS sender_id, s.name AS sender_name, s.role AS sender_role, \
             s.avatar_url AS sender_avatar_url \
             FROM message m JOIN person s ON s.id = m.sender_id \
             WHERE ",
            $($tail),+
        )
    };
}

/// The same of one conversation, as the side in `$2` (1 staff, 0 buyer) sees it.
macro_rules! conversation_messages_sql {
    ($tail:literal) => {
        message_sql!("m.conversation_id = $1 AND ($2 = 1 OR m.visibility = 'everyone') ", $tail)
    };
}

/// Reads the message in the columns `message_*` and `sender_*`; nothing when the id is null.
pub(super) fn message_in(row: &SqliteRow) -> Result<Option<Message>, StoreError> {
    let Some(id) = row.try_get::<Option<String>, _>("message_id")? else { return Ok(None) };
    Ok(Some(Message {
        id: MessageId(id),
        client_id: row.try_get::<Option<String>, _>("message_client_id")?.map(ClientId),
        conversation_id: ConversationId(row.try_get("message_conversation_id")?),
        position: row.try_get("message_position")?,
        sender: person_in(row, "sender")?.ok_or(sqlx::Error::RowNotFound)?,
        content: serde_json::from_str(row.try_get("message_content")?)?,
        visibility: Visibility::from(row.try_get::<&str, _>("message_visibility")?),
        sent_at: Timestamp::from_unix_ms(row.try_get("message_sent_ms")?),
    }))
}

/// Which part of a conversation is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Span {
    /// The newest messages.
    Newest,
    /// Before this position.
    Before(u64),
    /// After this position.
    After(u64),
    /// On both sides of this message.
    Around(MessageId),
}

/// Messages in order, and whether there are more on either side.
#[derive(Debug, Default)]
pub(crate) struct MessageWindow {
    pub(crate) items: Vec<Message>,
    pub(crate) older: bool,
    pub(crate) newer: bool,
}

/// The messages of one conversation that one side may see.
struct Reader<'a> {
    connection: &'a mut SqliteConnection,
    conversation: &'a ConversationId,
    side: Side,
}

impl Reader<'_> {
    /// At most `limit` messages before `position`, oldest first.
    async fn before(&mut self, position: u64, limit: usize) -> Result<Vec<Message>, StoreError> {
        let mut found = self
            .fetch(
                conversation_messages_sql!("AND m.position < $3 ORDER BY m.position DESC LIMIT $4"),
                position,
                limit,
            )
            .await?;
        found.reverse();
        Ok(found)
    }

    /// At most `limit` messages after `position`, oldest first.
    async fn after(&mut self, position: u64, limit: usize) -> Result<Vec<Message>, StoreError> {
        self.fetch(
            conversation_messages_sql!("AND m.position > $3 ORDER BY m.position LIMIT $4"),
            position,
            limit,
        )
        .await
    }

    async fn fetch(
        &mut self,
        sql: &'static str,
        position: u64,
        limit: usize,
    ) -> Result<Vec<Message>, StoreError> {
        let rows = sqlx::query(sql)
            .bind(&self.conversation.0)
            .bind(i64::from(self.side == Side::Staff))
            .bind(i64::try_from(position).unwrap_or(i64::MAX))
            .bind(i64::try_from(limit).unwrap_or(i64::MAX))
            .fetch_all(&mut *self.connection)
            .await?;
        rows.iter().filter_map(|row| message_in(row).transpose()).collect()
    }

    async fn position_of(&mut self, message: &MessageId) -> Result<Option<u64>, StoreError> {
        let row = sqlx::query(conversation_messages_sql!("AND m.id = $3"))
            .bind(&self.conversation.0)
            .bind(i64::from(self.side == Side::Staff))
            .bind(&message.0)
            .fetch_optional(&mut *self.connection)
            .await?;
        Ok(row.map(|row| row.try_get("message_position")).transpose()?)
    }

    /// One message more than asked for tells whether there are others beyond the page.
    async fn window(&mut self, span: &Span, limit: usize) -> Result<Option<MessageWindow>, StoreError> {
        Ok(Some(match span {
            Span::Newest => {
                let items = self.before(u64::MAX, limit + 1).await?;
                let (items, older) = keep_last(items, limit);
                MessageWindow { items, older, newer: false }
            }
            Span::Before(position) => {
                let items = self.before(*position, limit + 1).await?;
                let (items, older) = keep_last(items, limit);
                let newer = !self.after(position.saturating_sub(1), 1).await?.is_empty();
                MessageWindow { items, older, newer }
            }
            Span::After(position) => {
                let mut items = self.after(*position, limit + 1).await?;
                let newer = items.len() > limit;
                items.truncate(limit);
                let older = !self.before(position.saturating_add(1), 1).await?.is_empty();
                MessageWindow { items, older, newer }
            }
            Span::Around(id) => match self.position_of(id).await? {
                Some(position) => self.around(position, limit).await?,
                None => return Ok(None),
            },
        }))
    }

    /// Half of the page before `position`, the rest from it onwards; an end of the conversation gives its share away.
    async fn around(&mut self, position: u64, limit: usize) -> Result<MessageWindow, StoreError> {
        let before = self.before(position, limit).await?;
        let after = self.after(position - 1, limit + 1).await?;
        let older_share = before.len().min((limit / 2).max(limit.saturating_sub(after.len())));
        let newer_share = after.len().min(limit - older_share);
        let older = older_share < before.len() || self.has_before(&before).await?;
        let newer = newer_share < after.len();
        let skipped = before.len() - older_share;
        let items = before.into_iter().skip(skipped).chain(after.into_iter().take(newer_share)).collect();
        Ok(MessageWindow { items, older, newer })
    }

    async fn has_before(&mut self, items: &[Message]) -> Result<bool, StoreError> {
        match items.first() {
            Some(first) => Ok(!self.before(first.position, 1).await?.is_empty()),
            None => Ok(false),
        }
    }
}

/// The last `limit` items, and whether any were left out.
fn keep_last(mut items: Vec<Message>, limit: usize) -> (Vec<Message>, bool) {
    let excess = items.len().saturating_sub(limit);
    items.drain(..excess);
    (items, excess > 0)
}

impl Store {
    /// Messages of a conversation that `side` may see; nothing when the message of [`Span::Around`] is not among them.
    pub(crate) async fn messages(
        &self,
        conversation: &ConversationId,
        side: Side,
        span: &Span,
        limit: usize,
    ) -> Result<Option<MessageWindow>, StoreError> {
        let mut snapshot = self.read.begin().await?;
        Reader { connection: &mut snapshot, conversation, side }.window(span, limit).await
    }
}

impl Store {
    /// What the shop itself wrote in a message, in English; nothing for what people wrote.
    pub(crate) async fn english_of(&self, message: &MessageId) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("SELECT text_en FROM message WHERE id = $1")
            .bind(&message.0)
            .fetch_optional(&self.read)
            .await?;
        Ok(row.map(|row| row.try_get("text_en")).transpose()?.flatten())
    }
}

impl Change {
    pub(crate) async fn message(&mut self, id: &MessageId) -> Result<Option<Message>, StoreError> {
        let row =
            sqlx::query(message_sql!("m.id = $1")).bind(&id.0).fetch_optional(self.connection()).await?;
        row.as_ref().map_or(Ok(None), message_in)
    }

    /// Replaces what a message shows.
    pub(crate) async fn rewrite(&mut self, id: &MessageId, content: &Content) -> Result<(), StoreError> {
        sqlx::query("UPDATE message SET content = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(serde_json::to_string(content)?)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps what the shop itself wrote in English too.
    pub(crate) async fn add_english(&mut self, id: &MessageId, english: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE message SET text_en = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(english)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

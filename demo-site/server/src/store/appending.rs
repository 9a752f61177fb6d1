//! Adding a message, and what that does to its conversation.

use super::{Change, StoreError};
use crate::audience::Side;
use kefu_contract::{
    ClientId, Content, ConversationId, ConversationStatus, Message, MessageId, Person, Timestamp, Visibility,
};
use kefu_rules::conversation::Kept;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// A message about to be added.
#[derive(Debug, Clone)]
pub(crate) struct NewMessage {
    pub(crate) id: MessageId,
    pub(crate) client_id: Option<ClientId>,
    pub(crate) conversation: ConversationId,
    pub(crate) sender: Person,
    pub(crate) content: Content,
    pub(crate) visibility: Visibility,
    pub(crate) at: Timestamp,
}

/// The part of a conversation that messages change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    assignee_id: Option<String>,
    status: String,
    last_position: i64,
    last_public_position: i64,
    read_buyer: i64,
    read_staff: i64,
    waiting_since_ms: Option<i64>,
    asked_ms: Option<i64>,
    answered_ms: Option<i64>,
    kept: Kept,
}

impl Standing {
    /// What follows from one more message. Only a human answer for everyone ends the buyer's wait, and only what people
    /// say to each other brings back a conversation that was closed or put aside.
    fn after(mut self, message: &NewMessage) -> Self {
        let at = message.at.unix_ms;
        let side = Side::of(&message.sender.role);
        let public = message.visibility != Visibility::Staff;
        self.last_position += 1;
        if public {
            self.last_public_position = self.last_position;
        }
        match side {
            Some(Side::Buyer) => {
                self.read_buyer = self.last_position;
                self.waiting_since_ms.get_or_insert(at);
                self.asked_ms.get_or_insert(at);
            }
            Some(Side::Staff) => {
                self.read_staff = self.last_position;
                if public {
                    self.waiting_since_ms = None;
                    self.assignee_id.get_or_insert_with(|| message.sender.id.0.clone());
                    self.kept.human_asked = false;
                    self.kept.visit = self.kept.visit.answered();
                    if self.asked_ms.is_some() {
                        self.answered_ms.get_or_insert(at);
                    }
                }
            }
            None => {}
        }
        if public && side.is_some() {
            self.status = ConversationStatus::Open.as_str().to_owned();
            self.kept.snooze_until = None;
        }
        self
    }

    async fn load(connection: &mut SqliteConnection, id: &ConversationId) -> Result<Self, StoreError> {
        let row = sqlx::query(
            "SELECT assignee_id, status, last_position, last_public_position, read_buyer, read_staff,
               waiting_since_ms, asked_ms, answered_ms, kept FROM conversation WHERE id = $1",
        )
        .bind(&id.0)
        .fetch_one(connection)
        .await?;
        Self::in_row(&row)
    }

    fn in_row(row: &SqliteRow) -> Result<Self, StoreError> {
        Ok(Self {
            assignee_id: row.try_get("assignee_id")?,
            status: row.try_get("status")?,
            last_position: row.try_get("last_position")?,
            last_public_position: row.try_get("last_public_position")?,
            read_buyer: row.try_get("read_buyer")?,
            read_staff: row.try_get("read_staff")?,
            waiting_since_ms: row.try_get("waiting_since_ms")?,
            asked_ms: row.try_get("asked_ms")?,
            answered_ms: row.try_get("answered_ms")?,
            kept: serde_json::from_str(row.try_get("kept")?)?,
        })
    }

    async fn save(
        &self,
        connection: &mut SqliteConnection,
        id: &ConversationId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE conversation SET version = version + 1, assignee_id = $2, status = $3, last_position = $4,
               last_public_position = $5, read_buyer = $6, read_staff = $7, waiting_since_ms = $8,
               asked_ms = $9, answered_ms = $10, updated_ms = $11, activity_ms = $11, kept = $12
             WHERE id = $1",
        )
        .bind(&id.0)
        .bind(&self.assignee_id)
        .bind(&self.status)
        .bind(self.last_position)
        .bind(self.last_public_position)
        .bind(self.read_buyer)
        .bind(self.read_staff)
        .bind(self.waiting_since_ms)
        .bind(self.asked_ms)
        .bind(self.answered_ms)
        .bind(at.unix_ms)
        .bind(serde_json::to_string(&self.kept)?)
        .execute(connection)
        .await?;
        Ok(())
    }
}

impl Change {
    /// Adds a message at the end of its conversation, which must exist.
    pub(crate) async fn append(&mut self, new: NewMessage) -> Result<Message, StoreError> {
        let before = Standing::load(self.connection(), &new.conversation).await?;
        let put_aside = before.kept.snooze_until;
        let standing = before.after(&new);
        standing.save(self.connection(), &new.conversation, new.at).await?;
        if Side::of(&new.sender.role) == Some(Side::Buyer) {
            self.see_customer(&new.sender.id, new.at).await?;
        }
        if put_aside != standing.kept.snooze_until {
            self.schedule_return(&new.conversation, &standing.kept).await?;
        }
        sqlx::query(
            "INSERT INTO message (id, client_id, conversation_id, position, sender_id, content, visibility,
               sent_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&new.id.0)
        .bind(new.client_id.as_ref().map(ClientId::as_str))
        .bind(&new.conversation.0)
        .bind(standing.last_position)
        .bind(&new.sender.id.0)
        .bind(serde_json::to_string(&new.content)?)
        .bind(new.visibility.as_str())
        .bind(new.at.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(Message {
            id: new.id,
            client_id: new.client_id,
            conversation_id: new.conversation,
            position: standing.last_position.unsigned_abs(),
            sender: new.sender,
            content: new.content,
            visibility: new.visibility,
            sent_at: new.at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::Role;

    fn message(role: Role, visibility: Visibility, at: i64) -> NewMessage {
        NewMessage {
            id: "m".into(),
            client_id: None,
            conversation: "c".into(),
            sender: Person { id: role.as_str().into(), name: String::new(), role, avatar_url: None },
            content: Content::text("x"),
            visibility,
            at: Timestamp::from_unix_ms(at),
        }
    }

    fn fresh() -> Standing {
        Standing {
            assignee_id: None,
            status: "open".to_owned(),
            last_position: 0,
            last_public_position: 0,
            read_buyer: 0,
            read_staff: 0,
            waiting_since_ms: None,
            asked_ms: None,
            answered_ms: None,
            kept: Kept::default(),
        }
    }

    #[test]
    fn only_a_public_human_answer_ends_the_wait() {
        let asked = fresh()
            .after(&message(Role::Buyer, Visibility::Everyone, 10))
            .after(&message(Role::Bot, Visibility::Everyone, 11))
            .after(&message(Role::Agent, Visibility::Staff, 12))
            .after(&message(Role::Buyer, Visibility::Everyone, 13));
        assert_eq!(asked.waiting_since_ms, Some(10));
        assert_eq!((asked.assignee_id.as_deref(), asked.answered_ms), (None, None));
        assert_eq!((asked.last_position, asked.last_public_position), (4, 4));
        assert_eq!((asked.read_buyer, asked.read_staff), (4, 3));

        let answered = asked.after(&message(Role::Agent, Visibility::Everyone, 20));
        assert_eq!(answered.waiting_since_ms, None);
        assert_eq!((answered.assignee_id.as_deref(), answered.answered_ms), (Some("agent"), Some(20)));
        let again = answered.after(&message(Role::Supervisor, Visibility::Everyone, 30));
        assert_eq!((again.assignee_id.as_deref(), again.answered_ms), (Some("agent"), Some(20)));
    }

    #[test]
    fn what_was_put_aside_comes_back_with_what_people_say() {
        let until = Some(Timestamp::from_unix_ms(100));
        let kept = Kept { snooze_until: until, human_asked: true, ..Kept::default() };
        let snoozed = Standing { status: "snoozed".to_owned(), kept, ..fresh() };
        let noted = snoozed.clone().after(&message(Role::Agent, Visibility::Staff, 1));
        assert_eq!((noted.status.as_str(), noted.kept), ("snoozed", kept));
        let asked = snoozed.clone().after(&message(Role::Buyer, Visibility::Everyone, 1));
        let still_asked = Kept { snooze_until: None, ..kept };
        assert_eq!((asked.status.as_str(), asked.kept), ("open", still_asked));
        let answered = snoozed.after(&message(Role::Agent, Visibility::Everyone, 1));
        assert_eq!(answered.kept, Kept::default());
    }

    #[test]
    fn a_closed_conversation_opens_for_people_but_not_for_notes_or_bots() {
        let closed = Standing { status: "closed".to_owned(), ..fresh() };
        for (role, visibility, status) in [
            (Role::Buyer, Visibility::Everyone, "open"),
            (Role::Agent, Visibility::Everyone, "open"),
            (Role::Agent, Visibility::Staff, "closed"),
            (Role::Bot, Visibility::Everyone, "closed"),
        ] {
            let after = closed.clone().after(&message(role.clone(), visibility, 1));
            assert_eq!(after.status, status, "{role:?}");
        }
    }
}

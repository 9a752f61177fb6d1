//! Events: written with the change they tell of, kept for a while, read in order.

use super::{Change, Store, StoreError, conversations::view};
use crate::{
    audience::{Audience, Side},
    subject::Subject,
};
use kefu_contract::{ConversationId, Event, EventType, Message, Timestamp, UserId, Visibility};
use kefu_rules::conversation::Kept;
use sqlx::{Row, sqlite::SqliteRow};

/// An event as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct StoredEvent {
    pub(crate) event: Event,
    /// The document it is about; put in when the event is read, as its reader may see it then.
    pub(crate) subject: Option<Subject>,
    /// What was kept of the conversation in it.
    pub(crate) kept: Kept,
}

/// What an event is about: a document, put in when it is read, or a conversation, which it has as it was.
enum About<'a> {
    Document(&'a Subject),
    Conversation(&'a Kept),
}

/// What an audience has not heard yet.
#[derive(Debug)]
pub(crate) enum Backlog {
    /// The next events, in order; empty when there is nothing new.
    Events(Vec<StoredEvent>),
    /// The asked-for place is unknown or its successors are gone; start anew after this number.
    Reset(u64),
}

impl Change {
    /// Tells everybody who may see it that a conversation changed, as each of them sees it.
    pub(crate) async fn tell(
        &mut self,
        id: &ConversationId,
        message: Option<&Message>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let kind = if message.is_some() { EventType::MessageCreated } else { EventType::ConversationChanged };
        self.tell_as(kind, id, message, at).await
    }

    /// Tells everybody who may see it that a message shows something new.
    pub(crate) async fn tell_rewritten(
        &mut self,
        message: &Message,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.tell_as(EventType::MessageChanged, &message.conversation_id, Some(message), at).await
    }

    async fn tell_as(
        &mut self,
        kind: EventType,
        id: &ConversationId,
        message: Option<&Message>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let staff_only = message.is_some_and(|message| message.visibility == Visibility::Staff);
        for side in [Side::Staff, Side::Buyer] {
            if side == Side::Buyer && staff_only {
                continue;
            }
            let Some(record) = view(self.connection(), id, side).await? else { continue };
            let audience = Audience::of(side, &record.conversation.buyer);
            let (conversation, message) = (Some(record.conversation), message.cloned());
            let event = Event { conversation, message, ..Event::new(kind.clone(), at) };
            self.record(audience, event, About::Conversation(&record.kept)).await?;
        }
        Ok(())
    }

    /// Tells the staff, and the buyer whose it is, that a document changed. Customers' files are the staff's alone.
    pub(crate) async fn tell_of(
        &mut self,
        subject: &Subject,
        buyer: &UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let (kind, told) = match subject {
            Subject::Order(_) => (EventType::OrderChanged, true),
            Subject::Case(_) => (EventType::CaseChanged, true),
            Subject::Review(_) => (EventType::ReviewChanged, true),
            Subject::Customer(_) => (EventType::CustomerChanged, false),
            Subject::Conversation(id) => return self.tell(id, None, at).await,
        };
        self.record(Audience::Staff, Event::new(kind.clone(), at), About::Document(subject)).await?;
        if told {
            self.record(Audience::Buyer(buyer.clone()), Event::new(kind, at), About::Document(subject))
                .await?;
        }
        Ok(())
    }

    /// Gives an event the audience's next number and keeps it.
    async fn record(
        &mut self,
        audience: Audience,
        mut event: Event,
        about: About<'_>,
    ) -> Result<(), StoreError> {
        let (subject, kept) = match about {
            About::Document(subject) => (Some(subject), None),
            About::Conversation(kept) => (None, Some(serde_json::to_string(kept)?)),
        };
        let row = sqlx::query(
            "INSERT INTO audience (name, last_seq) VALUES ($1, 1)
             ON CONFLICT (name) DO UPDATE SET last_seq = audience.last_seq + 1 RETURNING last_seq",
        )
        .bind(audience.name())
        .fetch_one(self.connection())
        .await?;
        let seq: i64 = row.try_get("last_seq")?;
        event.seq = Some(seq.unsigned_abs());
        sqlx::query(
            "INSERT INTO event (audience, seq, at_ms, body, subject_kind, subject_id, kept)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(audience.name())
        .bind(seq)
        .bind(event.at.unix_ms)
        .bind(serde_json::to_string(&event)?)
        .bind(subject.map(Subject::kind))
        .bind(subject.map(Subject::id))
        .bind(kept)
        .execute(self.connection())
        .await?;
        self.concerns(audience);
        Ok(())
    }

    /// Forgets all but the newest `keep` events of every audience.
    pub(crate) async fn prune_events(&mut self, keep: u32) -> Result<u64, StoreError> {
        let done = sqlx::query(
            "DELETE FROM event WHERE seq <= (SELECT last_seq FROM audience WHERE name = event.audience) - $1",
        )
        .bind(keep)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected())
    }
}

impl Store {
    /// The last number given out to an audience; 0 before its first event.
    pub(crate) async fn last_seq(&self, audience: &Audience) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT last_seq FROM audience WHERE name = $1")
            .bind(audience.name())
            .fetch_optional(&self.read)
            .await?;
        Ok(row.map(|row| row.try_get("last_seq")).transpose()?.unwrap_or(0))
    }

    /// At most `limit` events of an audience after number `after`.
    pub(crate) async fn backlog(
        &self,
        audience: &Audience,
        after: u64,
        limit: u32,
    ) -> Result<Backlog, StoreError> {
        // One snapshot: an event committed between the two statements must not look like a gap.
        let mut snapshot = self.read.begin().await?;
        let row = sqlx::query("SELECT last_seq FROM audience WHERE name = $1")
            .bind(audience.name())
            .fetch_optional(&mut *snapshot)
            .await?;
        let last: u64 = row.map(|row| row.try_get("last_seq")).transpose()?.unwrap_or(0);
        if after == last {
            return Ok(Backlog::Events(Vec::new()));
        }
        let Some(from) = i64::try_from(after).ok().filter(|_| after < last) else {
            return Ok(Backlog::Reset(last));
        };
        let rows = sqlx::query(
            "SELECT seq, body, subject_kind, subject_id, kept FROM event WHERE audience = $1 AND seq > $2
             ORDER BY seq LIMIT $3",
        )
        .bind(audience.name())
        .bind(from)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await?;
        // Numbers are dense: if the next one is missing, it has been forgotten.
        match rows.first().map(|row| row.try_get::<i64, _>("seq")).transpose()? {
            Some(first) if first == from + 1 => {}
            _ => return Ok(Backlog::Reset(last)),
        }
        Ok(Backlog::Events(rows.iter().map(stored_event).collect::<Result<_, _>>()?))
    }
}

fn stored_event(row: &SqliteRow) -> Result<StoredEvent, StoreError> {
    let kind: Option<&str> = row.try_get("subject_kind")?;
    let id: Option<String> = row.try_get("subject_id")?;
    let subject = kind.zip(id).and_then(|(kind, id)| Subject::stored(kind, id));
    let kept = row.try_get::<Option<&str>, _>("kept")?.map(serde_json::from_str).transpose()?;
    Ok(StoredEvent {
        event: serde_json::from_str(row.try_get("body")?)?,
        subject,
        kept: kept.unwrap_or_default(),
    })
}

//! Events: written with the change they tell of, kept for a while, read in order.

use super::{Change, Store, StoreError, conversations::view};
use crate::audience::{Audience, Side};
use kefu_contract::{ConversationId, Event, EventType, Message, Timestamp, Visibility};
use sqlx::Row;

/// What an audience has not heard yet.
#[derive(Debug)]
pub(crate) enum Backlog {
    /// The next events, in order; empty when there is nothing new.
    Events(Vec<Event>),
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
        let staff_only = message.is_some_and(|message| message.visibility == Visibility::Staff);
        for side in [Side::Staff, Side::Buyer] {
            if side == Side::Buyer && staff_only {
                continue;
            }
            let Some(conversation) = view(self.connection(), id, side).await? else { continue };
            let audience = Audience::of(side, &conversation.buyer);
            let kind =
                if message.is_some() { EventType::MessageCreated } else { EventType::ConversationChanged };
            let event =
                Event { conversation: Some(conversation), message: message.cloned(), ..Event::new(kind, at) };
            self.record(audience, event).await?;
        }
        Ok(())
    }

    /// Gives an event the audience's next number and keeps it.
    async fn record(&mut self, audience: Audience, mut event: Event) -> Result<(), StoreError> {
        let row = sqlx::query(
            "INSERT INTO audience (name, last_seq) VALUES ($1, 1)
             ON CONFLICT (name) DO UPDATE SET last_seq = audience.last_seq + 1 RETURNING last_seq",
        )
        .bind(audience.name())
        .fetch_one(self.connection())
        .await?;
        let seq: i64 = row.try_get("last_seq")?;
        event.seq = Some(seq.unsigned_abs());
        sqlx::query("INSERT INTO event (audience, seq, at_ms, body) VALUES ($1, $2, $3, $4)")
            .bind(audience.name())
            .bind(seq)
            .bind(event.at.unix_ms)
            .bind(serde_json::to_string(&event)?)
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
        let rows =
            sqlx::query("SELECT seq, body FROM event WHERE audience = $1 AND seq > $2 ORDER BY seq LIMIT $3")
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
        let event = |row: &sqlx::sqlite::SqliteRow| -> Result<Event, StoreError> {
            Ok(serde_json::from_str(row.try_get("body")?)?)
        };
        Ok(Backlog::Events(rows.iter().map(event).collect::<Result<_, _>>()?))
    }
}

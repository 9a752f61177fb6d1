//! What the clock does next: deadlines that run, kept so that a restart forgets none.

use super::{Change, Store, StoreError};
use crate::subject::Subject;
use kefu_contract::Timestamp;
use sqlx::Row;

/// Something that happens by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) subject: Subject,
    /// What happens; the subject's own code knows the names.
    pub(crate) what: String,
    pub(crate) at: Timestamp,
}

impl Store {
    /// What comes first, whether its time has come or not. What another version of the server left stays where it is.
    pub(crate) async fn next_due(&self) -> Result<Option<Due>, StoreError> {
        let row = sqlx::query(
            "SELECT subject_kind, subject_id, what, at_ms FROM due
             WHERE subject_kind IN (SELECT value FROM json_each($1)) ORDER BY at_ms, subject_id, what LIMIT 1",
        )
        .bind(serde_json::to_string(&Subject::KINDS)?)
        .fetch_optional(&self.read)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let subject = Subject::stored(row.try_get("subject_kind")?, row.try_get("subject_id")?);
        let (what, at) = (row.try_get("what")?, Timestamp::from_unix_ms(row.try_get("at_ms")?));
        Ok(subject.map(|subject| Due { subject, what, at }))
    }
}

impl Change {
    /// Replaces everything that is to happen to a subject by itself.
    pub(crate) async fn schedule(
        &mut self,
        subject: &Subject,
        dues: &[(String, Timestamp)],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM due WHERE subject_kind = $1 AND subject_id = $2")
            .bind(subject.kind())
            .bind(subject.id())
            .execute(self.connection())
            .await?;
        for (what, at) in dues {
            sqlx::query("INSERT INTO due (subject_kind, subject_id, what, at_ms) VALUES ($1, $2, $3, $4)")
                .bind(subject.kind())
                .bind(subject.id())
                .bind(what)
                .bind(at.unix_ms)
                .execute(self.connection())
                .await?;
        }
        self.reschedules();
        Ok(())
    }

    /// Puts off what could not be done, so that it does not stand in the way of everything after it.
    pub(crate) async fn put_off(&mut self, due: &Due, until: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE due SET at_ms = $4 WHERE subject_kind = $1 AND subject_id = $2 AND what = $3 AND at_ms < $4",
        )
        .bind(due.subject.kind())
        .bind(due.subject.id())
        .bind(&due.what)
        .bind(until.unix_ms)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

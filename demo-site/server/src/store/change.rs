//! One write transaction and the audiences it concerns.

use super::StoreError;
use crate::{
    audience::Audience,
    live::{Hub, Signal},
};
use sqlx::{Sqlite, SqliteConnection, Transaction};
use std::{collections::BTreeSet, sync::Arc};

/// A change under way. Dropped without [`Change::commit`], it leaves no trace.
#[derive(Debug)]
pub(crate) struct Change {
    transaction: Transaction<'static, Sqlite>,
    concerned: BTreeSet<Audience>,
    hub: Arc<Hub>,
}

impl Change {
    pub(super) fn new(transaction: Transaction<'static, Sqlite>, hub: Arc<Hub>) -> Self {
        Self { transaction, concerned: BTreeSet::new(), hub }
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// Remembers whom to wake once the change is committed.
    pub(super) fn concerns(&mut self, audience: Audience) {
        self.concerned.insert(audience);
    }

    /// Makes the change last and wakes those it concerns.
    ///
    /// In a task of its own: when a client hangs up meanwhile, the change is told of all the same.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        let committing = tokio::spawn(async move {
            self.transaction.commit().await?;
            for audience in &self.concerned {
                self.hub.tell(audience, Signal::Changed);
            }
            Ok(())
        });
        committing.await.unwrap_or(Err(StoreError::Interrupted))
    }
}

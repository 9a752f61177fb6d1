//! One write transaction and the audiences it concerns.

use super::StoreError;
use crate::{
    audience::Audience,
    live::{Hub, Signal},
};
use kefu_rules::policy::Policy;
use sqlx::{Sqlite, SqliteConnection, Transaction};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::Notify;

/// A change under way. Dropped without [`Change::commit`], it leaves no trace.
#[derive(Debug)]
pub(crate) struct Change {
    transaction: Transaction<'static, Sqlite>,
    concerned: BTreeSet<Audience>,
    hub: Arc<Hub>,
    /// Whether the clock has something else to do now.
    reschedules: bool,
    schedule: Arc<Notify>,
    /// What the shop decides: how customers are scored follows every order.
    pub(super) policy: Arc<Policy>,
}

impl Change {
    pub(super) fn new(
        transaction: Transaction<'static, Sqlite>,
        hub: Arc<Hub>,
        schedule: Arc<Notify>,
        policy: Arc<Policy>,
    ) -> Self {
        Self { transaction, concerned: BTreeSet::new(), hub, reschedules: false, schedule, policy }
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// Remembers whom to wake once the change is committed.
    pub(super) fn concerns(&mut self, audience: Audience) {
        self.concerned.insert(audience);
    }

    /// Remembers that what the clock is to do has changed.
    pub(super) fn reschedules(&mut self) {
        self.reschedules = true;
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
            if self.reschedules {
                self.schedule.notify_waiters();
            }
            Ok(())
        });
        committing.await.unwrap_or(Err(StoreError::Interrupted))
    }
}

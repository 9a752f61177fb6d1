//! Everything that is stored, and every SQL statement, one file per resource.
//!
//! Statements keep to what SQLite and Postgres share. A [`Change`] is one write transaction; the events it causes are
//! part of it, and listeners are woken after it is committed.

mod appending;
mod assisting;
mod cart;
mod cases;
mod change;
mod conversations;
mod customer_facts;
mod customer_upkeep;
mod customers;
mod due;
mod events;
mod idempotency;
mod knowledge;
mod ledger;
mod log;
mod messages;
mod offers;
mod order_record;
mod orders;
mod people;
mod products;
mod quick_replies;
mod quotes;
mod ratings;
mod reading;
mod refunds;
mod reviews;
mod shop;
mod standing;
mod stock;
mod uploads;
mod waits;

pub(crate) use appending::NewMessage;
pub(crate) use assisting::{Milestone, Queue};
pub(crate) use cart::CartLine;
pub(crate) use cases::{BANK_ANSWERS, CaseFile, CaseFilter, CaseKey, CaseRecord};
pub(crate) use change::Change;
pub(crate) use conversations::{
    ConversationFilter, ConversationKey, ConversationRecord, NewConversation, ReplaceContext,
};
pub(crate) use customers::{CustomerFile, CustomerKey, CustomerRecord, Filed};
pub(crate) use due::Due;
pub(crate) use events::{Backlog, StoredEvent};
pub(crate) use idempotency::{Replay, RequestKey};
pub(crate) use knowledge::{KnowledgeKey, KnowledgeStamp};
pub(crate) use ledger::{Entry, EntryKind};
pub(crate) use log::LogSpan;
pub(crate) use messages::Span;
pub(crate) use offers::OfferRecord;
pub(crate) use order_record::{OrderRecord, Way};
pub(crate) use orders::{OrderFilter, OrderKey};
pub(crate) use people::DemoPerson;
pub(crate) use products::StoredProduct;
pub(crate) use quick_replies::{QuickReplyFilter, QuickReplyKey, QuickReplyRecord};
pub(crate) use ratings::NewRating;
pub(crate) use refunds::Attempt;
pub(crate) use reviews::{ReviewFile, ReviewFilter, ReviewKey, ReviewRecord};
pub(crate) use shop::ShopRecord;
pub(crate) use uploads::NewUpload;

use crate::live::Hub;
use kefu_rules::policy::Policy;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::{Notify, futures::OwnedNotified};

/// Why the store cannot answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migrations: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("stored JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a change was interrupted")]
    Interrupted,
    #[error("folder of the database: {0}")]
    Folder(#[from] std::io::Error),
}

/// The database: many readers beside one writer.
#[derive(Debug)]
pub(crate) struct Store {
    read: SqlitePool,
    /// One connection: writers queue here in fair order instead of meeting `SQLITE_BUSY`.
    write: SqlitePool,
    hub: Arc<Hub>,
    /// Told when the clock has something else to do.
    schedule: Arc<Notify>,
    policy: Arc<Policy>,
}

impl Store {
    /// Opens the file, creates it when missing, and brings its tables up to date.
    pub(crate) async fn open(path: &Path, hub: Arc<Hub>, policy: Policy) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5));
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        sqlx::migrate!().run(&write).await?;
        let read = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        Ok(Self { read, write, hub, schedule: Arc::default(), policy: Arc::new(policy) })
    }

    /// Begins a change. Everything else that writes waits until it ends.
    pub(crate) async fn begin(&self) -> Result<Change, StoreError> {
        let transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        let (hub, schedule) = (Arc::clone(&self.hub), Arc::clone(&self.schedule));
        Ok(Change::new(transaction, hub, schedule, Arc::clone(&self.policy)))
    }

    /// Comes when the clock has something else to do; counts from the call, not from the first poll.
    pub(crate) fn rescheduled(&self) -> OwnedNotified {
        Arc::clone(&self.schedule).notified_owned()
    }

    /// Has the clock looked at again, as after it was put forward.
    pub(crate) fn reschedule(&self) {
        self.schedule.notify_waiters();
    }

    /// Writes the journal back into the database file and closes it.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.read.close().await;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.write).await?;
        self.write.close().await;
        Ok(())
    }
}

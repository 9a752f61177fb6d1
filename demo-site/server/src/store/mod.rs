//! Everything that is stored, and every SQL statement, one file per resource.
//!
//! Statements keep to what SQLite and Postgres share. A [`Change`] is one write transaction; the events it causes are
//! part of it, and listeners are woken after it is committed.

mod appending;
mod change;
mod conversations;
mod events;
mod idempotency;
mod messages;
mod people;
mod products;
mod reading;
mod shop;
mod waits;

pub(crate) use appending::NewMessage;
pub(crate) use change::Change;
pub(crate) use conversations::{ConversationFilter, ConversationKey, NewConversation, ReplaceContext};
pub(crate) use events::Backlog;
pub(crate) use idempotency::{Replay, RequestKey};
pub(crate) use messages::Span;
pub(crate) use people::DemoPerson;
pub(crate) use products::StoredProduct;
pub(crate) use shop::ShopRecord;

use crate::live::Hub;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, sync::Arc, time::Duration};

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
}

impl Store {
    /// Opens the file, creates it when missing, and brings its tables up to date.
    pub(crate) async fn open(path: &Path, hub: Arc<Hub>) -> Result<Self, StoreError> {
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
        Ok(Self { read, write, hub })
    }

    /// Begins a change. Everything else that writes waits until it ends.
    pub(crate) async fn begin(&self) -> Result<Change, StoreError> {
        let transaction = self.write.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Change::new(transaction, Arc::clone(&self.hub)))
    }

    /// Writes the journal back into the database file and closes it.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.read.close().await;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.write).await?;
        self.write.close().await;
        Ok(())
    }
}

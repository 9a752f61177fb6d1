//! Cache and unsent work behind one trait: IndexedDB in browsers, memory where there is no storage.
//!
//! There are two databases for every identity. The *precious* one holds what exists nowhere else: the outbox,
//! drafts, files not uploaded yet, and whose all that is. Its shape is only ever added to, and nothing in it is
//! deleted because it cannot be understood. The *cache* holds what the server can say again; it is emptied,
//! dropped or done without whenever it is in the way.

mod idb;
mod local;
mod memory;
mod opening;
mod patience;
mod records;
mod sweep;

pub use local::LocalStore;
pub use patience::PATIENCE_MS;
pub(crate) use patience::within;
pub use sweep::{CACHED_CONVERSATIONS, CACHED_DOCUMENTS, CACHED_MESSAGES};

use crate::core::{Document, DocumentRef, Restored, Save};
use kefu_contract::{ClientId, ConversationId, Message};
use std::{future::Future, pin::Pin};
use web_sys::Blob;

/// A future that stays on its thread; browsers have only one.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// Why a store did not do what was asked. It never concerns the cache, which is done without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no storage: private mode, disabled, or blocked by policy. Go on in memory, and say so.
    #[error("browser storage cannot be used")]
    Unavailable,
    /// Another tab's old connection holds up an upgrade, or the browser does not answer. Go on in memory; closing
    /// the shop's other tabs and loading the page again helps.
    #[error("browser storage is held up, perhaps by another tab")]
    Blocked,
    /// Another tab has opened a newer version, and this one has made way. Load the page again.
    #[error("browser storage has been taken over by a newer version of this page")]
    Replaced,
    /// The connection broke, and again after it had been made anew. What was to be written may be tried later.
    #[error("the connection to browser storage is lost")]
    Lost,
    /// There is no room, even with the cache emptied. Free space, then try again.
    #[error("browser storage is full")]
    Full,
    /// A value has no stored form. Contract types always have one; files may not in private mode.
    #[error("data cannot be written in a form the browser stores")]
    Unserialisable,
}

/// Where conversations, messages and unsent work of one identity are kept.
///
/// What has been written once its future is done is committed.
pub trait Store {
    /// Everything needed to show the first screen and to go on sending.
    fn restore(&self) -> Pending<'_, Restored>;
    /// The newest messages of a conversation, oldest first: `limit` of them, and at least one.
    fn messages<'a>(&'a self, conversation: &'a ConversationId, limit: u32) -> Pending<'a, Vec<Message>>;
    /// A document.
    fn document<'a>(&'a self, of: &'a DocumentRef) -> Pending<'a, Option<Document>>;
    /// A file not uploaded yet.
    fn file<'a>(&'a self, key: &'a ClientId) -> Pending<'a, Option<Blob>>;
    /// Keeps a file until it is dropped.
    fn put_file(&self, key: ClientId, file: Blob) -> Pending<'_, ()>;
    /// Writes one change, all of it or nothing.
    fn save(&self, save: Save) -> Pending<'_, ()>;
}

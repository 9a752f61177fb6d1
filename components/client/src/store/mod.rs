//! Cache and outbox behind one trait: IndexedDB in browsers, memory in tests and where there is no storage.

mod idb;
mod memory;

pub use idb::Idb;
pub use memory::Memory;

use crate::core::{Document, DocumentRef, Restored, Save};
use kefu_contract::{ClientId, ConversationId, Message};
use std::{future::Future, pin::Pin};
use web_sys::Blob;

/// A future that stays on its thread; browsers have only one.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + 'a>>;

/// Why a store did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no storage: private mode, disabled, blocked by policy, or full.
    #[error("browser storage cannot be used")]
    Unavailable,
    /// A value has no stored form. Contract types always have one.
    #[error("data cannot be written in a form the browser stores")]
    Unserialisable,
}

/// Where conversations, messages and unsent entries of one identity are kept.
///
/// A `save` that has finished is committed. Nothing but the outbox is precious: everything else can be fetched
/// again.
pub trait Store {
    /// Everything needed to show the first screen and to go on sending.
    fn restore(&self) -> Pending<'_, Restored>;
    /// The newest `limit` messages of a conversation, oldest first.
    fn messages<'a>(&'a self, conversation: &'a ConversationId, limit: u32) -> Pending<'a, Vec<Message>>;
    /// A document.
    fn document<'a>(&'a self, of: &'a DocumentRef) -> Pending<'a, Option<Document>>;
    /// A file.
    fn file<'a>(&'a self, key: &'a ClientId) -> Pending<'a, Option<Blob>>;
    /// Keeps a file.
    fn put_file(&self, key: ClientId, file: Blob) -> Pending<'_, ()>;
    /// Writes one change, all of it or nothing.
    fn save(&self, save: Save) -> Pending<'_, ()>;
}

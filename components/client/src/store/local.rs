//! The store views never see: two databases, the second of which may be missing.

use crate::core::{Document, DocumentRef, Restored, Save};
use crate::store::idb::{Idb, carry_out};
use crate::store::memory::Memory;
use crate::store::opening::{self, As, open};
use crate::store::records::{
    Ask, CONVERSATIONS, DOCUMENTS, DRAFTS, FILES, Keys, LAST_POSITION, MESSAGES, META, OUTBOX, OWNER, Side,
    Write, document_key, modern, read, writes,
};
use crate::store::sweep::{self, SWEEP_EVERY};
use crate::store::{Pending, Store, StoreError};
use kefu_contract::{ClientId, ConversationId, Message};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// What one browser keeps for one identity.
#[derive(Debug, Clone)]
pub struct LocalStore(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Of the databases, if there are any.
    name: Option<String>,
    precious: Shelf,
    cache: RefCell<Rc<Shelf>>,
    /// Records written since the last sweep.
    unswept: Cell<usize>,
}

/// One of the two halves.
#[derive(Debug)]
enum Shelf {
    Idb(Idb),
    Memory(Memory),
}

impl Shelf {
    fn memory() -> Self {
        Self::Memory(Memory::default())
    }

    async fn ask(&self, ask: &Ask) -> Result<Vec<JsValue>, StoreError> {
        match self {
            Self::Idb(idb) => idb.ask(ask).await,
            Self::Memory(memory) => Ok(memory.ask(ask)),
        }
    }
}

impl LocalStore {
    /// Opens or creates the databases of this name, within [`PATIENCE_MS`](crate::store::PATIENCE_MS). A cache that
    /// cannot be used is kept in memory.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        // Begun together, so that patience is not tried twice.
        let (precious, cache) = (Idb::open(name, Side::Precious), Idb::open(name, Side::Cache));
        let precious = Shelf::Idb(precious.await?);
        let cache = cache.await.map_or_else(|_| Shelf::memory(), Shelf::Idb);
        Ok(Self::new(Some(name.to_owned()), precious, cache))
    }

    /// A store gone with the page, for browsers that offer none.
    pub fn in_memory() -> Self {
        Self::new(None, Shelf::memory(), Shelf::memory())
    }

    fn new(name: Option<String>, precious: Shelf, cache: Shelf) -> Self {
        let cache = RefCell::new(Rc::new(cache));
        Self(Rc::new(Inner { name, precious, cache, unswept: Cell::new(SWEEP_EVERY) }))
    }

    /// The stores whose names begin like this. Browsers that cannot list databases tell of none.
    pub async fn names(prefix: &str) -> Vec<String> {
        let caches = Side::Cache.database("");
        let mut names = opening::names().await;
        names.retain(|name| name.starts_with(prefix) && !name.ends_with(&caches));
        names
    }

    /// Empties both databases of this name, of whatever version they are.
    pub fn wipe(name: &str) -> Pending<'_, ()> {
        Box::pin(async move {
            let precious = empty(name, Side::Precious).await;
            // Also when the first could not be emptied: less left is better.
            empty(name, Side::Cache).await.and(precious)
        })
    }
}

/// Empties a database over a connection of its own: it works for versions we do not know, too.
fn empty(name: &str, side: Side) -> Pending<'_, ()> {
    Box::pin(async move {
        let link = open(name, side, As::ItIs).await?;
        carry_out(&link.database, &Ask::Clear).await.map(|_| ())
    })
}

impl Inner {
    /// Asks the precious half. If there is no room, the cache has to give way.
    async fn precious(&self, ask: &Ask) -> Result<Vec<JsValue>, StoreError> {
        match (self.precious.ask(ask).await, &self.name) {
            (Err(StoreError::Full), Some(name)) => {
                // Should that fail, too, then the next attempt says so.
                empty(name, Side::Cache).await.ok();
                self.precious.ask(ask).await
            }
            (done, _) => done,
        }
    }

    /// Asks the cache, which never fails: it loses what it has, or goes on in memory.
    async fn cached(&self, ask: &Ask) -> Vec<JsValue> {
        let cache = Rc::clone(&self.cache.borrow());
        let failure = match cache.ask(ask).await {
            Ok(values) => return values,
            Err(failure) => failure,
        };
        if failure == StoreError::Full && cache.ask(&Ask::Clear).await.is_ok() {
            return Vec::new();
        }
        let memory = Memory::default();
        let values = memory.ask(ask);
        self.cache.replace(Rc::new(Shelf::Memory(memory)));
        values
    }

    async fn save(self: Rc<Self>, side: Side, writes: Vec<Write>) -> Result<(), StoreError> {
        let written = writes.len();
        if written == 0 {
            return Ok(());
        }
        let ask = Ask::Write(writes);
        if side == Side::Precious {
            return self.precious(&ask).await.map(|_| ());
        }
        self.cached(&ask).await;
        let unswept = self.unswept.get() + written;
        self.unswept.set(unswept % SWEEP_EVERY);
        if unswept >= SWEEP_EVERY {
            spawn_local(async move { self.sweep().await });
        }
        Ok(())
    }

    /// Takes out of the cache what is more than it is to keep.
    async fn sweep(&self) {
        let conversations = read(self.cached(&Ask::Read(CONVERSATIONS, Keys::all(), None)).await);
        let documents = read(self.cached(&Ask::Read(DOCUMENTS, Keys::all(), None)).await);
        let surplus = sweep::surplus(&conversations, &documents);
        if !surplus.is_empty() {
            self.cached(&Ask::Write(surplus)).await;
        }
    }

    async fn restore(&self) -> Result<Restored, StoreError> {
        let precious = async |store, keys| self.precious(&Ask::Read(store, keys, None)).await;
        Ok(Restored {
            owner: read(precious(META, Keys::one(OWNER)).await?).pop(),
            outbox: read(modern(precious(OUTBOX, Keys::all()).await?)),
            drafts: read(precious(DRAFTS, Keys::all()).await?),
            conversations: read(self.cached(&Ask::Read(CONVERSATIONS, Keys::all(), None)).await),
        })
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        for shelf in [&self.precious, &**self.cache.borrow()] {
            if let Shelf::Memory(memory) = shelf {
                memory.ask(&Ask::Clear);
            }
        }
        match &self.name {
            Some(name) => LocalStore::wipe(name).await,
            None => Ok(()),
        }
    }
}

impl Store for LocalStore {
    fn restore(&self) -> Pending<'_, Restored> {
        Box::pin(self.0.restore())
    }

    fn messages<'a>(&'a self, conversation: &'a ConversationId, limit: u32) -> Pending<'a, Vec<Message>> {
        let ask = Ask::Read(MESSAGES, Keys::messages(conversation, LAST_POSITION), Some(limit.max(1)));
        Box::pin(async move { Ok(read(self.0.cached(&ask).await)) })
    }

    fn document<'a>(&'a self, of: &'a DocumentRef) -> Pending<'a, Option<Document>> {
        let ask = Ask::Read(DOCUMENTS, Keys::one(&document_key(of)), None);
        Box::pin(async move { Ok(read(self.0.cached(&ask).await).pop()) })
    }

    fn file<'a>(&'a self, key: &'a ClientId) -> Pending<'a, Option<Blob>> {
        let ask = Ask::Read(FILES, Keys::one(key.as_str()), None);
        Box::pin(async move {
            let found = self.0.precious(&ask).await?.pop();
            Ok(found.and_then(|value| value.dyn_into().ok()))
        })
    }

    fn put_file(&self, key: ClientId, file: Blob) -> Pending<'_, ()> {
        let write = Write { store: FILES, keys: Keys::one(key.as_str()), value: Some(file.into()) };
        Box::pin(Rc::clone(&self.0).save(Side::Precious, vec![write]))
    }

    fn save(&self, save: Save) -> Pending<'_, ()> {
        if matches!(save, Save::Wipe) {
            return Box::pin(self.0.wipe());
        }
        let (side, writes) = writes(save);
        Box::pin(Rc::clone(&self.0).save(side, writes))
    }
}

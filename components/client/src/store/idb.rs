//! One database of IndexedDB, and what becomes of its connection.

use crate::store::StoreError;
use crate::store::opening::{Link, name_of, open};
use crate::store::records::{Ask, Keys, Side, Write, earlier};
use indexed_db_futures::KeyRange;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::internals::{CursorSys, SystemRepr};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::TransactionMode;
use js_sys::Reflect;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

/// A database that is opened again when its connection breaks.
#[derive(Debug)]
pub(super) struct Idb {
    name: String,
    side: Side,
    link: RefCell<Option<Rc<Link>>>,
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        match name_of(&error).as_str() {
            "QuotaExceededError" => Self::Full,
            "DataCloneError" => Self::Unserialisable,
            // Browsers have many names for it.
            _ => Self::Lost,
        }
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(error) => JsValue::from(error).into(),
            _ => Self::Lost,
        }
    }
}

impl Idb {
    /// Opens the database of this name.
    pub(super) fn open(name: &str, side: Side) -> impl Future<Output = Result<Self, StoreError>> + use<> {
        let (opening, name) = (open(name, side), name.to_owned());
        async move { Ok(Self { name, side, link: RefCell::new(Some(Rc::new(opening.await?))) }) }
    }

    /// The connection, made anew if there is none.
    async fn link(&self) -> Result<Rc<Link>, StoreError> {
        if let Some(link) = &*self.link.borrow() {
            return Ok(Rc::clone(link));
        }
        let link = Rc::new(open(&self.name, self.side).await?);
        self.link.replace(Some(Rc::clone(&link)));
        Ok(link)
    }

    /// Carries out one transaction; a second time over a new connection if the first one is lost.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Vec<JsValue>, StoreError> {
        let mut hopeful = true;
        loop {
            let link = self.link().await?;
            match carry_out(&link.database, ask).await {
                Err(StoreError::Lost) if link.replaced.get() => return Err(StoreError::Replaced),
                Err(StoreError::Lost) if hopeful => {
                    hopeful = false;
                    self.link.take();
                }
                done => return done,
            }
        }
    }
}

/// Carries out one transaction. Nothing but the database is waited for while it is open: it would close.
pub(super) async fn carry_out(database: &Database, ask: &Ask) -> Result<Vec<JsValue>, StoreError> {
    match ask {
        Ask::Values(store, keys) => {
            let transaction = database.transaction(*store).build()?;
            values(&transaction.object_store(store)?, range(&keys.0, &keys.1)).await
        }
        Ask::Last(store, keys, limit) => {
            let transaction = database.transaction(*store).build()?;
            last(&transaction.object_store(store)?, keys, *limit).await
        }
        Ask::Write(writes) => {
            let mut stores: Vec<String> = writes.iter().map(|write| write.store.to_owned()).collect();
            stores.dedup();
            write(database, stores, writes).await
        }
        Ask::Clear => write(database, database.object_store_names().collect(), &[]).await,
    }
}

fn range(first: &str, last: &str) -> KeyRange<String> {
    KeyRange::Bound(first.to_owned(), false, last.to_owned(), false)
}

async fn values(store: &ObjectStore<'_>, range: KeyRange<String>) -> Result<Vec<JsValue>, StoreError> {
    let values = store.get_all::<JsValue>().with_query::<String, _>(range).primitive()?.await?;
    Ok(values.filter_map(Result::ok).collect())
}

/// The last values. Every request is a message to another process and back, so there are few: where positions have
/// no gaps, which is nearly always, the newest key tells the oldest; otherwise it is reached in one leap.
async fn last(store: &ObjectStore<'_>, keys: &Keys, limit: u32) -> Result<Vec<JsValue>, StoreError> {
    let cursor = store
        .open_key_cursor()
        .with_query::<String, _>(range(&keys.0, &keys.1))
        .with_direction(CursorDirection::Prev);
    let Some(mut cursor) = cursor.await? else { return Ok(Vec::new()) };
    let key = |cursor: &CursorSys| Ok::<_, StoreError>(cursor.key()?.as_string().unwrap_or_default());
    let first = earlier(&key(cursor.as_sys())?, limit - 1);
    let found = values(store, range(&first, &keys.1)).await?;
    let wanted = limit as usize;
    if found.len() == wanted || found.len() < wanted && first <= keys.0 {
        return Ok(found);
    }
    cursor.advance_by(limit - 1).await?;
    // Past the end some browsers leave the cursor its old key; the request tells.
    let request = Reflect::get(cursor.as_sys(), &JsValue::from_str("request"))?;
    let is_there = Reflect::get(&request, &JsValue::from_str("result"))?.is_truthy();
    let first = if is_there { key(cursor.as_sys())? } else { keys.0.clone() };
    values(store, range(&first, &keys.1)).await
}

/// Writes into these stores; without writes, clears them.
async fn write(
    database: &Database,
    stores: Vec<String>,
    writes: &[Write],
) -> Result<Vec<JsValue>, StoreError> {
    if stores.is_empty() {
        return Ok(Vec::new());
    }
    let transaction =
        database.transaction(stores.as_slice()).with_mode(TransactionMode::Readwrite).build()?;
    // Requests go out when made; the commit tells whether they succeeded.
    let mut open = Vec::new();
    for name in &stores {
        open.push((name, transaction.object_store(name)?));
    }
    for (_, store) in open.iter().filter(|_| writes.is_empty()) {
        store.clear()?;
    }
    for write in writes {
        let Some((_, store)) = open.iter().find(|(name, _)| *name == write.store) else { continue };
        let key = JsValue::from_str(&write.keys.0);
        match &write.value {
            Some(value) => store.as_sys().put_with_key(value, &key)?,
            None => {
                let range = IdbKeyRange::bound(&key, &JsValue::from_str(&write.keys.1))?;
                store.as_sys().delete(&range.into())?
            }
        };
    }
    drop(open);
    let raw = transaction.as_sys().clone();
    match transaction.commit().await {
        Ok(()) => Ok(Vec::new()),
        // What fails at the end is no request's fault, and only the transaction knows of it.
        Err(error) => Err(raw.error().map_or_else(|| error.into(), |error| JsValue::from(error).into())),
    }
}

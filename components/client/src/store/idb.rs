//! One database of IndexedDB, and what becomes of its connection.

use crate::store::opening::{As, Link, name_of, open};
use crate::store::records::{Ask, Keys, Side, Write, earlier};
use crate::store::{Pending, StoreError};
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
        let (opening, name) = (open(name, side, As::Ours), name.to_owned());
        async move { Ok(Self { name, side, link: RefCell::new(Some(Rc::new(opening.await?))) }) }
    }

    /// The connection, made anew if there is none.
    async fn link(&self) -> Result<Rc<Link>, StoreError> {
        if let Some(link) = &*self.link.borrow() {
            return Ok(Rc::clone(link));
        }
        let link = Rc::new(open(&self.name, self.side, As::Ours).await?);
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
/// Boxed, for it would be compiled into every caller.
pub(super) fn carry_out<'a>(database: &'a Database, ask: &'a Ask) -> Pending<'a, Vec<JsValue>> {
    Box::pin(async move {
        match ask {
            Ask::Read(store, keys, limit) => {
                let transaction = database.transaction(*store).build()?;
                let store = transaction.object_store(store)?;
                match limit {
                    None => values(&store, &keys.0, &keys.1).await,
                    Some(limit) => last(&store, keys, *limit).await,
                }
            }
            Ask::Write(writes) => write(database, writes).await,
            Ask::Clear => write(database, &[]).await,
        }
    })
}

fn range(first: &str, last: &str) -> KeyRange<String> {
    KeyRange::Bound(first.to_owned(), false, last.to_owned(), false)
}

async fn values(store: &ObjectStore<'_>, first: &str, last: &str) -> Result<Vec<JsValue>, StoreError> {
    let values = store.get_all::<JsValue>().with_query::<String, _>(range(first, last)).primitive()?.await?;
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
    let found = values(store, &first, &keys.1).await?;
    let wanted = limit as usize;
    if found.len() == wanted || found.len() < wanted && first <= keys.0 {
        return Ok(found);
    }
    cursor.advance_by(limit - 1).await?;
    // Past the end some browsers leave the cursor its old key; the request tells.
    let request = Reflect::get(cursor.as_sys(), &JsValue::from_str("request"))?;
    let is_there = Reflect::get(&request, &JsValue::from_str("result"))?.is_truthy();
    let first = if is_there { key(cursor.as_sys())? } else { keys.0.clone() };
    values(store, &first, &keys.1).await
}

/// Writes all of it; without writes, clears every store.
async fn write(database: &Database, writes: &[Write]) -> Result<Vec<JsValue>, StoreError> {
    let names: Vec<String> = database.object_store_names().collect();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let transaction = database.transaction(names.as_slice()).with_mode(TransactionMode::Readwrite).build()?;
    // Requests go out when made; the commit tells whether they succeeded.
    let mut stores = Vec::new();
    for name in &names {
        let store = transaction.object_store(name)?;
        if writes.is_empty() {
            store.clear()?;
        }
        stores.push((name, store));
    }
    for write in writes {
        let Some((_, store)) = stores.iter().find(|(name, _)| *name == write.store) else { continue };
        let key = JsValue::from_str(&write.keys.0);
        match &write.value {
            Some(value) => store.as_sys().put_with_key(value, &key)?,
            None => {
                let range = IdbKeyRange::bound(&key, &JsValue::from_str(&write.keys.1))?;
                store.as_sys().delete(&range.into())?
            }
        };
    }
    drop(stores);
    let raw = transaction.as_sys().clone();
    match transaction.commit().await {
        Ok(()) => Ok(Vec::new()),
        // What fails at the end is no request's fault, and only the transaction knows of it.
        Err(error) => Err(raw.error().map_or_else(|| error.into(), |error| JsValue::from(error).into())),
    }
}

//! Opening a database, whatever state it is in.

use crate::store::StoreError;
use crate::store::patience::begun;
use crate::store::records::{CONVERSATIONS, DOCUMENTS, DRAFTS, FILES, MESSAGES, META, OUTBOX, Side};
use gloo_events::EventListener;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use js_sys::{Array, Function, Promise, Reflect};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbOpenDbRequest, IdbVersionChangeEvent};

/// The cache's version grows whenever its shape changes: it is then made anew. The precious one's grows when a
/// store is added. The precious one of version 1 held everything.
const VERSION: f64 = 2.0;
/// How often opening is tried: again after a mishap or a repair, and once more in case the two come together.
const TRIES: u32 = 3;

impl Side {
    fn stores(self) -> &'static [&'static str] {
        match self {
            Self::Precious => &[META, OUTBOX, DRAFTS, FILES],
            Self::Cache => &[CONVERSATIONS, MESSAGES, DOCUMENTS],
        }
    }

    /// Its database's name.
    pub(super) fn database(self, name: &str) -> String {
        match self {
            Self::Precious => name.to_owned(),
            Self::Cache => [name, " cache"].concat(),
        }
    }

    /// Gives a database its shape: what is precious is only added to, except that its first version held the cache.
    fn shape(self, from: f64, database: &IdbDatabase) -> Result<(), JsValue> {
        let list = database.object_store_names();
        let mut names: Vec<String> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        for old in names.extract_if(.., |name| {
            self == Self::Cache || from < VERSION && (name == CONVERSATIONS || name == MESSAGES)
        }) {
            database.delete_object_store(&old)?;
        }
        for store in self.stores() {
            if !names.iter().any(|name| name == store) {
                database.create_object_store(store)?;
            }
        }
        Ok(())
    }

    fn is_shape_of(self, database: &Database) -> bool {
        let names: Vec<String> = database.object_store_names().collect();
        self.stores().iter().all(|store| names.iter().any(|name| name == store))
    }
}

/// An open connection, closed when dropped.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) database: Database,
    /// Another tab wanted another version or none, and this connection has made way.
    pub(super) replaced: Rc<Cell<bool>>,
    _making_way: EventListener,
}

impl Link {
    fn new(database: Database) -> Self {
        let replaced = Rc::new(Cell::new(false));
        let (told, connection) = (Rc::clone(&replaced), database.as_sys().clone());
        let making_way = EventListener::new(database.as_sys(), "versionchange", move |_| {
            told.set(true);
            connection.close();
        });
        Self { database, replaced, _making_way: making_way }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.database.as_sys().close();
    }
}

/// The name of what went wrong; empty if the browser did not say.
pub(super) fn name_of(error: &JsValue) -> String {
    error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default()
}

fn is_newer(error: &OpenDbError) -> bool {
    match error {
        OpenDbError::Base(Error::DomException(error)) => name_of(error.as_ref()) == "VersionError",
        _ => false,
    }
}

/// The database may be given its shape. Undone if that fails, like everything of a handler that throws; one of the
/// library's own would bring along the words for all of its errors.
fn upgrade(side: Side, event: &Event) {
    let Some(event) = event.dyn_ref::<IdbVersionChangeEvent>() else { return };
    let Some(target) = event.target() else { return };
    let request: IdbOpenDbRequest = target.unchecked_into();
    let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
    let shaped = database.and_then(|database| side.shape(event.old_version(), &database));
    if let (Err(_), Some(transaction)) = (shaped, request.transaction()) {
        // Fails if it is undone already.
        transaction.abort().ok();
    }
}

/// Opens a database of this version, or of whatever version it has.
async fn request(name: &str, side: Side, version: Option<f64>) -> Result<Database, OpenDbError> {
    let Some(version) = version else { return Database::open(name).build()?.await };
    let request = Database::open(name).with_version(version).build()?;
    let _upgrading =
        EventListener::once(request.as_sys(), "upgradeneeded", move |event| upgrade(side, event));
    request.await
}

/// What an opened database is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// Of our version, or a later one, and repaired if it is not what it should be.
    Ours,
    /// Of whatever version and shape.
    ItIs,
}

/// Opens a database.
pub(super) fn open(
    name: &str,
    side: Side,
    wanted: As,
) -> impl Future<Output = Result<Link, StoreError>> + use<> {
    let name = side.database(name);
    begun(async move {
        let mut version = (wanted == As::Ours).then_some(VERSION);
        for _ in 0..TRIES {
            match (side, request(&name, side, version).await) {
                (_, Ok(database)) if wanted == As::ItIs || side.is_shape_of(&database) => {
                    return Ok(Link::new(database));
                }
                (Side::Precious, Ok(database)) => {
                    version = Some(database.version() + 1.0);
                    database.close();
                }
                // What is precious has the stores we know in every version, among others.
                (Side::Precious, Err(error)) => {
                    if is_newer(&error) {
                        version = None;
                    }
                }
                (Side::Cache, Err(error)) if wanted == As::ItIs || is_newer(&error) => break,
                (Side::Cache, opened) => {
                    if let Ok(database) = opened {
                        database.close();
                    }
                    if let Ok(removal) = Database::delete_by_name(&name) {
                        removal.await.ok();
                    }
                }
            }
        }
        Err(StoreError::Unavailable)
    })
}

/// The names of all databases of this origin, where the browser can tell.
pub(super) async fn names() -> Vec<String> {
    let listed = async {
        let factory = web_sys::window()?.indexed_db().ok().flatten()?;
        let databases: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
        let promise: Promise = databases.call0(&factory).ok()?.dyn_into().ok()?;
        Some(Array::from(&JsFuture::from(promise).await.ok()?))
    };
    let listed = listed.await.unwrap_or_default();
    listed.iter().filter_map(|one| Reflect::get(&one, &"name".into()).ok()?.as_string()).collect()
}

//! What the store does when IndexedDB does not do what it should, in a real browser.
//!
//! Other tabs are other connections of the same page; broken browsers are methods that throw.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod support;

use kefu_client::core::{Entry, Save};
use kefu_client::store::{LocalStore, PATIENCE_MS, Store, StoreError};
use support::{Failing, draft, entry, js, message, name, open, positions, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;

wasm_bindgen_test_configure!(run_in_browser);

/// Reads the outbox over a connection of its own: what is there is on the disk.
async fn outbox(name: &str) -> Vec<Entry> {
    open(name).await.restore().await.unwrap().outbox
}

async fn cached(store: &LocalStore) -> Vec<u64> {
    positions(&store.messages(&"c-1".into(), 9).await.unwrap())
}

// --- other tabs -----------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn an_old_connection_holds_up_the_upgrade_for_three_seconds_and_no_longer() {
    let name = name();
    js(&name, "globalThis.held = await opened(name, 1)").await.unwrap();
    let begin = js_sys::Date::now();
    assert_eq!(LocalStore::open(&name).await.unwrap_err(), StoreError::Blocked);
    let waited = js_sys::Date::now() - begin;
    let patience = f64::from(PATIENCE_MS);
    assert!((patience - 50.0..patience * 2.0).contains(&waited), "{waited} ms");
    // The upgrade happens once the way is free. Nobody must be left holding the connection it brings: whoever
    // deletes the database would wait for it.
    js(&name, "held.close(); await asked(indexedDB.deleteDatabase(name))").await.unwrap();
}

#[wasm_bindgen_test]
async fn a_cache_held_up_does_not_keep_the_outbox_from_working() {
    let name = name();
    js(&name, "globalThis.held = await opened(name + ' cache', 1)").await.unwrap();
    let store = open(&name).await;
    store.save(Save::Entry(entry("a"))).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    assert_eq!(cached(&store).await, [1], "in memory");
    js(&name, "held.close()").await.unwrap();
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

#[wasm_bindgen_test]
async fn another_tabs_upgrade_proceeds_at_once_and_is_told_apart() {
    let name = name();
    let store = open(&name).await;
    store.save(Save::Entry(entry("a"))).await.unwrap();
    // Fails if it is blocked for a moment.
    js(&name, "(await opened(name, 7)).close()").await.unwrap();
    let saved = store.save(Save::Entry(entry("b"))).await;
    assert_eq!(saved, Err(StoreError::Replaced));
    assert_eq!(store.restore().await.unwrap_err(), StoreError::Replaced);
    assert_eq!(store.put_file("f".into(), Blob::new().unwrap()).await, Err(StoreError::Replaced));
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

#[wasm_bindgen_test]
async fn an_upgrade_of_the_cache_alone_costs_the_cache_alone() {
    let name = name();
    let store = open(&name).await;
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    js(&name, "(await opened(name + ' cache', 7)).close()").await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 2)])).await.unwrap();
    assert_eq!(cached(&store).await, [2], "goes on in memory");
    store.save(Save::Entry(entry("a"))).await.unwrap();
}

#[wasm_bindgen_test]
async fn two_tabs_share_what_is_stored() {
    let name = name();
    let (one, other) = (open(&name).await, open(&name).await);
    one.save(Save::Entry(entry("a"))).await.unwrap();
    one.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    assert_eq!(other.restore().await.unwrap().outbox, [*entry("a")]);
    assert_eq!(cached(&other).await, [1]);
}

// --- versions -------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn what_the_first_version_left_unsent_is_kept_and_its_cache_is_not() {
    let name = name();
    let first = r"
      const database = await opened(name, 1, (database) => {
        for (const store of ['meta', 'conversations', 'messages', 'outbox']) database.createObjectStore(store);
      });
      database.close();
      await write(name, 'meta', [['owner', 'buyer-1']]);
      await write(name, 'messages', [['c-1/0000000000000001', { id: 'm1' }]]);
      await write(name, 'outbox', [['a', {
        client_id: 'a', open_id: 'open-a', conversation: undefined,
        context: { product_id: 'mug-01', order_id: undefined },
        content: { type: 'text', text: '你好' }, visibility: undefined, refusal: undefined,
        written_at: '2023-11-14T22:13:20Z',
      }]]);";
    js(&name, first).await.unwrap();
    let restored = open(&name).await.restore().await.unwrap();
    assert_eq!(restored.outbox, [*entry("a")]);
    assert_eq!(restored.owner, Some("buyer-1".into()));
    assert_eq!(text(&name, "return stores(name)").await, "drafts,files,meta,outbox");
}

#[wasm_bindgen_test]
async fn what_a_newer_version_wrote_is_used_as_far_as_it_is_known() {
    let name = name();
    open(&name).await.save(Save::Entry(entry("a"))).await.unwrap();
    let newer = r"
      const database = await opened(name, 9, (database) => {
        database.createObjectStore('later');
        database.createObjectStore('messages');
      });
      database.close();
      await write(name, 'later', [['key', 'kept']]);
      await write(name, 'messages', [['key', 'kept, too']]);
      (await opened(name + ' cache', 9)).close();
      await write(name + ' cache', 'messages', [['key', 'kept here']]);";
    js(&name, newer).await.unwrap();
    let store = open(&name).await;
    assert_eq!(store.restore().await.unwrap().outbox, [*entry("a")]);
    store.save(Save::Entry(entry("b"))).await.unwrap();
    store.save(Save::Draft(draft(None, "你"))).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    assert_eq!(cached(&store).await, [1], "in memory");
    drop(store);
    let after = r"
      const version = (name) => using(name, (database) => database.version);
      return JSON.stringify([await version(name), await keys(name, 'outbox'), await keys(name, 'later'),
        await keys(name, 'messages'), await version(name + ' cache'), await keys(name + ' cache', 'messages')]);";
    assert_eq!(text(&name, after).await, r#"[9,["a","b"],["key"],["key"],9,["key"]]"#);
    // Signing out empties it all the same.
    LocalStore::wipe(&name).await.unwrap();
    assert_eq!(text(&name, after).await, r#"[9,[],[],[],9,[]]"#);
}

#[wasm_bindgen_test]
async fn signing_out_works_after_making_way_for_a_newer_version() {
    let name = name();
    let store = open(&name).await;
    store.save(Save::Entry(entry("a"))).await.unwrap();
    js(&name, "(await opened(name, 7)).close()").await.unwrap();
    store.save(Save::Wipe).await.unwrap();
    assert_eq!(outbox(&name).await, []);
}

#[wasm_bindgen_test]
async fn wiping_what_was_never_there_is_no_obstacle() {
    let name = name();
    LocalStore::wipe(&name).await.unwrap();
    let store = with_cache(&name).await;
    store.save(Save::Entry(entry("a"))).await.unwrap();
    assert_eq!(outbox(&name).await, [*entry("a")]);
    LocalStore::wipe(&name).await.unwrap();
    assert_eq!(outbox(&name).await, []);
    assert!(cached(&store).await.is_empty());
}

// --- contents -------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn missing_precious_stores_are_added_and_nothing_else_touched() {
    let name = name();
    open(&name).await.save(Save::Entry(entry("a"))).await.unwrap();
    let robbed = r"
      const rob = (database) => {
        for (const store of ['drafts', 'files', 'meta']) database.deleteObjectStore(store);
        database.createObjectStore('messages');
      };
      (await opened(name, 3, rob)).close();
      await write(name, 'messages', [['key', 'a later meaning of the name']]);";
    js(&name, robbed).await.unwrap();
    let store = open(&name).await;
    assert_eq!(store.restore().await.unwrap().outbox, [*entry("a")]);
    store.save(Save::Draft(draft(None, "你"))).await.unwrap();
    assert_eq!(open(&name).await.restore().await.unwrap().drafts, [*draft(None, "你")]);
    assert_eq!(text(&name, "return JSON.stringify(await keys(name, 'messages'))").await, r#"["key"]"#);
}

#[wasm_bindgen_test]
async fn a_database_of_somebody_else_is_made_ours_without_taking_anything() {
    let name = name();
    let foreign = r"
      const make = (database) => database.createObjectStore('theirs');
      (await opened(name, 2, make)).close();
      (await opened(name + ' cache', 2, make)).close();
      await write(name, 'theirs', [['key', 1]]);";
    js(&name, foreign).await.unwrap();
    let store = open(&name).await;
    store.save(Save::Entry(entry("a"))).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    drop(store);
    let store = open(&name).await;
    assert_eq!(store.restore().await.unwrap().outbox, [*entry("a")]);
    assert_eq!(cached(&store).await, [1], "a new cache has been made");
    assert_eq!(text(&name, "return JSON.stringify(await keys(name, 'theirs'))").await, r#"["key"]"#);
}

#[wasm_bindgen_test]
async fn unreadable_records_hide_no_others_and_are_not_deleted() {
    let name = name();
    let store = open(&name).await;
    store.save(Save::Entry(entry("b"))).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    let garbage = r"
      const garbage = [['a', { client_id: 'a', work: { teleport: {} } }], ['c', 'text'], ['d', null], ['e', {}]];
      const foreign = [[5, { owner: 1 }], [new Date(0), 1], [['a'], 2], [new Uint8Array(2), 3]];
      for (const store of ['outbox', 'drafts', 'meta']) await write(name, store, [...garbage, ...foreign]);
      await write(name + ' cache', 'messages', [...garbage, ...foreign, ['c-1\u00000000000000000000', 'text'],
        ['c-1\u00005x', 'text']]);
      await write(name + ' cache', 'conversations', [...garbage, ...foreign]);
      return JSON.stringify(await keys(name, 'outbox'));";
    let before = text(&name, garbage).await;
    let restored = store.restore().await.unwrap();
    assert_eq!(restored.outbox, [*entry("b")]);
    assert!(restored.owner.is_none() && restored.drafts.is_empty() && restored.conversations.is_empty());
    assert_eq!(cached(&store).await, [1]);
    store.save(Save::Entry(entry("f"))).await.unwrap();
    store.save(Save::Forget("f".into())).await.unwrap();
    drop(store);
    assert_eq!(outbox(&name).await, [*entry("b")]);
    assert_eq!(text(&name, "return JSON.stringify(await keys(name, 'outbox'))").await, before);
}

// --- lost connections -----------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn a_lost_connection_is_made_anew_once() {
    for error in ["InvalidStateError", "UnknownError"] {
        let name = name();
        let store = open(&name).await;
        {
            let failing = Failing::new("IDBDatabase", "transaction", error, 1).await;
            store.save(Save::Entry(entry("a"))).await.unwrap();
            assert_eq!(failing.count(), 1);
        }
        let failing = Failing::new("IDBDatabase", "transaction", error, 9).await;
        assert_eq!(store.save(Save::Entry(entry("b"))).await, Err(StoreError::Lost));
        assert_eq!(failing.count(), 2, "given up after the second time");
        drop(failing);
        // And once the browser has recovered, so has the store.
        store.save(Save::Entry(entry("c"))).await.unwrap();
        assert_eq!(outbox(&name).await, [*entry("a"), *entry("c")]);
    }
}

#[wasm_bindgen_test]
async fn connections_closed_by_the_browser_are_opened_again() {
    let name = name();
    let spy = r"
      const real = IDBFactory.prototype.open;
      globalThis.connections = [];
      globalThis.heal = () => { IDBFactory.prototype.open = real; };
      IDBFactory.prototype.open = function (...parameters) {
        const request = real.apply(this, parameters);
        request.addEventListener('success', () => connections.push(request.result));
        return request;
      };";
    js(&name, spy).await.unwrap();
    let store = open(&name).await;
    js(&name, "heal(); for (const connection of connections) connection.close();").await.unwrap();
    store.save(Save::Entry(entry("a"))).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    drop(store);
    let store = open(&name).await;
    assert_eq!(store.restore().await.unwrap().outbox, [*entry("a")]);
    assert_eq!(cached(&store).await, [1]);
}

#[wasm_bindgen_test]
async fn a_cache_lost_for_good_is_done_without() {
    let name = name();
    let store = open(&name).await;
    {
        let _failing = Failing::new("IDBDatabase", "transaction", "UnknownError", 2).await;
        store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    }
    assert_eq!(cached(&store).await, [1], "in memory");
    store.save(Save::Entry(entry("a"))).await.unwrap();
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

#[wasm_bindgen_test]
async fn nothing_is_saved_before_it_is_committed() {
    let name = name();
    let store = open(&name).await;
    let aborting = r"
      const real = IDBTransaction.prototype.commit;
      globalThis.heal = () => { IDBTransaction.prototype.commit = real; };
      IDBTransaction.prototype.commit = function () { this.abort(); };";
    js(&name, aborting).await.unwrap();
    let saved = store.save(Save::Entry(entry("a"))).await;
    js(&name, "heal()").await.unwrap();
    assert_eq!(saved, Err(StoreError::Lost));
    assert_eq!(outbox(&name).await, []);
}

// --- no room --------------------------------------------------------------------------------------------

/// A store with something in its cache.
async fn with_cache(name: &str) -> LocalStore {
    let store = open(name).await;
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    assert_eq!(cached(&store).await, [1]);
    store
}

#[wasm_bindgen_test]
async fn the_cache_gives_way_to_what_is_precious() {
    let name = name();
    let store = with_cache(&name).await;
    {
        let failing = Failing::new("IDBObjectStore", "put", "QuotaExceededError", 1).await;
        store.save(Save::Entry(entry("a"))).await.unwrap();
        assert_eq!(failing.count(), 1);
    }
    assert!(cached(&store).await.is_empty());
    {
        let _failing = Failing::new("IDBObjectStore", "put", "QuotaExceededError", 1).await;
        store.put_file("f".into(), Blob::new().unwrap()).await.unwrap();
    }
    assert!(store.file(&"f".into()).await.unwrap().is_some());
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

#[wasm_bindgen_test]
async fn it_is_full_only_when_an_empty_cache_does_not_help() {
    let name = name();
    let store = with_cache(&name).await;
    let failing = Failing::new("IDBObjectStore", "put", "QuotaExceededError", 9).await;
    assert_eq!(store.save(Save::Entry(entry("a"))).await, Err(StoreError::Full));
    assert_eq!(failing.count(), 2);
    drop(failing);
    store.save(Save::Entry(entry("b"))).await.unwrap();
    assert_eq!(outbox(&name).await, [*entry("b")]);
}

#[wasm_bindgen_test]
async fn no_room_for_the_cache_is_nobodys_business() {
    let name = name();
    let store = with_cache(&name).await;
    {
        let _failing = Failing::new("IDBObjectStore", "put", "QuotaExceededError", 1).await;
        store.save(Save::Messages(vec![message("c-1", 2)])).await.unwrap();
    }
    let count = "return String((await keys(name + ' cache', 'messages')).length)";
    assert_eq!(text(&name, count).await, "0");
    store.save(Save::Messages(vec![message("c-1", 3)])).await.unwrap();
    assert_eq!(cached(&store).await, [3]);
    assert_eq!(text(&name, count).await, "1", "still a database");
}

/// Browsers find out at the end, too, and then no request has failed.
#[wasm_bindgen_test]
async fn no_room_at_the_commit_is_no_room() {
    let name = name();
    let store = with_cache(&name).await;
    let full = r"
      const real = IDBTransaction.prototype.commit;
      let times = 1;
      globalThis.heal = () => { IDBTransaction.prototype.commit = real; };
      IDBTransaction.prototype.commit = function () {
        if (times-- <= 0) return real.call(this);
        Object.defineProperty(this, 'error', { value: new DOMException('made up', 'QuotaExceededError') });
        this.abort();
      };";
    js(&name, full).await.unwrap();
    let saved = store.save(Save::Entry(entry("a"))).await;
    js(&name, "heal()").await.unwrap();
    assert_eq!(saved, Ok(()));
    assert!(cached(&store).await.is_empty());
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_cloned_is_told_apart() {
    let store = open(&name()).await;
    let _failing = Failing::new("IDBObjectStore", "put", "DataCloneError", 9).await;
    let saved = store.put_file("f".into(), Blob::new().unwrap()).await;
    assert_eq!(saved, Err(StoreError::Unserialisable));
}

// --- no storage -----------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn without_storage_it_says_so() {
    let gone = r"
      const real = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
      globalThis.heal = () => { Object.defineProperty(globalThis, 'indexedDB', real); };
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });";
    js("", gone).await.unwrap();
    let opened = LocalStore::open(&name()).await;
    js("", "heal()").await.unwrap();
    assert_eq!(opened.unwrap_err(), StoreError::Unavailable);
}

#[wasm_bindgen_test]
async fn forbidden_storage_is_no_storage() {
    let _failing = Failing::new("IDBFactory", "open", "SecurityError", 99).await;
    assert_eq!(LocalStore::open(&name()).await.unwrap_err(), StoreError::Unavailable);
    assert_eq!(LocalStore::wipe(&name()).await, Err(StoreError::Unavailable));
}

#[wasm_bindgen_test]
async fn a_mishap_at_opening_is_got_over() {
    let name = name();
    open(&name).await.save(Save::Entry(entry("a"))).await.unwrap();
    let _failing = Failing::new("IDBFactory", "open", "UnknownError", 1).await;
    assert_eq!(outbox(&name).await, [*entry("a")]);
}

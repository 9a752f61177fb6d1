//! What every store does, in IndexedDB and in memory alike, in a real browser.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod support;

use js_sys::{Array, JsString};
use kefu_client::core::{DocumentKind, DocumentRef, Draft, EntryState, Save};
use kefu_client::store::{LocalStore, Store};
use kefu_contract::*;
use support::{document, draft, entry, message, name, open, positions};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Blob;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs every case against both twins.
macro_rules! cases {
    ($($case:ident)*) => {
        mod idb {
            use super::*;
            $(#[wasm_bindgen_test] async fn $case() { super::$case(&open(&name()).await).await })*
        }
        mod memory {
            use super::*;
            $(#[wasm_bindgen_test] async fn $case() { super::$case(&LocalStore::in_memory()).await })*
        }
    };
}

cases! {
    the_newest_messages_of_one_conversation_come_in_order
    a_later_version_of_a_message_replaces_the_earlier
    the_outbox_keeps_its_order_and_forgets_what_is_done
    drafts_are_kept_until_they_are_empty
    documents_are_replaced_and_dropped
    files_are_kept_byte_by_byte_until_dropped
    a_dropped_conversation_takes_its_messages_along_and_no_others
    wiping_leaves_nothing
    the_owner_is_remembered
}

async fn the_newest_messages_of_one_conversation_come_in_order(store: &impl Store) {
    let mut all: Vec<Message> = (1..=120).rev().map(|p| message("c-1", p)).collect();
    // Names that begin alike, or look like a name and a position.
    for other in ["c-10", "c-1/5", "c-", "c-1 "] {
        all.extend((1..=5).map(|p| message(other, p)));
    }
    all.extend([1, 2, 30, 31, 400].map(|p| message("gaps", p)));
    store.save(Save::Messages(all)).await.unwrap();
    let newest = async |id: &str, limit| positions(&store.messages(&id.into(), limit).await.unwrap());
    assert_eq!(newest("c-1", 3).await, [118, 119, 120]);
    assert_eq!(newest("c-1", 120).await.len(), 120);
    assert_eq!(newest("c-1", 121).await.len(), 120);
    assert_eq!(newest("c-10", 50).await, [1, 2, 3, 4, 5]);
    assert_eq!(newest("c-1/5", 5).await, [1, 2, 3, 4, 5]);
    assert_eq!(newest("gaps", 1).await, [400]);
    assert_eq!(newest("gaps", 4).await, [2, 30, 31, 400]);
    assert_eq!(newest("gaps", 5).await, [1, 2, 30, 31, 400]);
    assert_eq!(newest("gaps", 6).await, [1, 2, 30, 31, 400]);
    assert_eq!(newest("gaps", 500).await, [1, 2, 30, 31, 400]);
    assert!(newest("c-2", 50).await.is_empty());
    assert_eq!(store.messages(&"c-10".into(), 1).await.unwrap(), [message("c-10", 5)]);
}

async fn a_later_version_of_a_message_replaces_the_earlier(store: &impl Store) {
    let changed = Message { content: Content::text("已撤回"), ..message("c-1", 1) };
    store.save(Save::Messages(vec![message("c-1", 1), message("c-1", 2)])).await.unwrap();
    store.save(Save::Messages(vec![changed.clone()])).await.unwrap();
    assert_eq!(store.messages(&"c-1".into(), 9).await.unwrap(), [changed, message("c-1", 2)]);
}

async fn the_outbox_keeps_its_order_and_forgets_what_is_done(store: &impl Store) {
    for id in ["b", "c", "a"] {
        store.save(Save::Entry(entry(id))).await.unwrap();
    }
    let mut tried = entry("b");
    (tried.state, tried.attempts, tried.wait) = (EntryState::Sending, 3, Some((1, 2)));
    store.save(Save::Entry(tried)).await.unwrap();
    store.save(Save::Forget("a".into())).await.unwrap();
    store.save(Save::Forget("nobody".into())).await.unwrap();
    let outbox = store.restore().await.unwrap().outbox;
    assert_eq!(outbox, [*entry("b"), *entry("c")], "progress belongs to the page that made it");
}

async fn drafts_are_kept_until_they_are_empty(store: &impl Store) {
    store.save(Save::Draft(draft(None, "你"))).await.unwrap();
    store.save(Save::Draft(draft(Some("c-1"), "在吗"))).await.unwrap();
    store.save(Save::Draft(draft(None, "你好"))).await.unwrap();
    let drafts = store.restore().await.unwrap().drafts;
    assert_eq!(drafts, [*draft(None, "你好"), *draft(Some("c-1"), "在吗")]);
    store.save(Save::Draft(draft(None, ""))).await.unwrap();
    assert_eq!(store.restore().await.unwrap().drafts, [*draft(Some("c-1"), "在吗")]);
    store
        .save(Save::Draft(Box::new(Draft { conversation: Some("c-1".into()), ..Draft::default() })))
        .await
        .unwrap();
    assert_eq!(store.restore().await.unwrap().drafts, []);
}

async fn documents_are_replaced_and_dropped(store: &impl Store) {
    let of = document("o-1", 0).of;
    assert_eq!(store.document(&of).await.unwrap(), None);
    store.save(Save::Document(document("o-1", 1))).await.unwrap();
    store.save(Save::Document(document("o-1", 2))).await.unwrap();
    assert_eq!(store.document(&of).await.unwrap(), Some(*document("o-1", 2)));
    let case = DocumentRef { kind: DocumentKind::Case, id: "o-1".into() };
    assert_eq!(store.document(&case).await.unwrap(), None);
    store.save(Save::DropDocument(of.clone())).await.unwrap();
    assert_eq!(store.document(&of).await.unwrap(), None);
}

async fn files_are_kept_byte_by_byte_until_dropped(store: &impl Store) {
    let parts = Array::of1(&JsString::from("字节\0"));
    let file = Blob::new_with_str_sequence(&parts).unwrap();
    store.put_file("f".into(), file).await.unwrap();
    let kept = store.file(&"f".into()).await.unwrap().unwrap();
    let bytes = JsFuture::from(kept.array_buffer()).await.unwrap();
    assert_eq!(js_sys::Uint8Array::new(&bytes).to_vec(), "字节\0".as_bytes());
    store.save(Save::DropFile("f".into())).await.unwrap();
    assert!(store.file(&"f".into()).await.unwrap().is_none());
}

async fn a_dropped_conversation_takes_its_messages_along_and_no_others(store: &impl Store) {
    store.save(Save::Messages(vec![message("c-1", 1), message("c-10", 1), message("c-0", 1)])).await.unwrap();
    store.save(Save::Drop("c-1".into())).await.unwrap();
    assert!(store.messages(&"c-1".into(), 9).await.unwrap().is_empty());
    assert_eq!(store.messages(&"c-10".into(), 9).await.unwrap().len(), 1);
    assert_eq!(store.messages(&"c-0".into(), 9).await.unwrap().len(), 1);
}

async fn wiping_leaves_nothing(store: &impl Store) {
    store.save(Save::Owner("buyer-1".into())).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    store.save(Save::Document(document("o-1", 1))).await.unwrap();
    store.save(Save::Entry(entry("a"))).await.unwrap();
    store.save(Save::Draft(draft(None, "你"))).await.unwrap();
    store.put_file("f".into(), Blob::new().unwrap()).await.unwrap();
    store.save(Save::Wipe).await.unwrap();
    let restored = store.restore().await.unwrap();
    assert!(restored.owner.is_none() && restored.outbox.is_empty() && restored.drafts.is_empty());
    assert!(store.messages(&"c-1".into(), 10).await.unwrap().is_empty());
    assert!(store.document(&document("o-1", 1).of).await.unwrap().is_none());
    assert!(store.file(&"f".into()).await.unwrap().is_none());
    store.save(Save::Entry(entry("b"))).await.unwrap();
    assert_eq!(store.restore().await.unwrap().outbox, [*entry("b")], "it can be written to again");
}

async fn the_owner_is_remembered(store: &impl Store) {
    store.save(Save::Owner("buyer-1".into())).await.unwrap();
    store.save(Save::Owner("buyer-2".into())).await.unwrap();
    assert_eq!(store.restore().await.unwrap().owner, Some("buyer-2".into()));
}

#[wasm_bindgen_test]
async fn stores_are_found_by_how_their_names_begin() {
    let (one, other) = (name(), name());
    let both = [format!("{one} user a"), format!("{one} user b")];
    let _stores = (open(&both[0]).await, open(&both[1]).await, open(&format!("{other} user a")).await);
    let mut found = LocalStore::names(&format!("{one} user ")).await;
    found.sort();
    assert_eq!(found, both);
}

//! The IndexedDB store, in a real browser.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

use kefu_client::core::{Entry, EntryState, Save};
use kefu_client::store::{Idb, Store};
use kefu_contract::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn message(conversation: &str, position: u64) -> Message {
    Message {
        id: MessageId(format!("m{position}")),
        client_id: None,
        conversation_id: conversation.into(),
        position,
        sender: Person { id: "agent-1".into(), name: "周岚".into(), role: Role::Agent, avatar_url: None },
        content: Content::text("可以的，放上层就好。"),
        visibility: Visibility::Everyone,
        sent_at: Timestamp::from_unix_ms(1_700_000_000_000),
    }
}

fn entry(id: &str) -> Entry {
    Entry {
        client_id: id.into(),
        open_id: ClientId(format!("open-{id}")),
        conversation: None,
        context: Some(OpenContext { product_id: Some("mug-01".into()), order_id: None }),
        content: Content::text("你好"),
        visibility: None,
        refusal: None,
        state: EntryState::Sending,
        attempts: 3,
        next_at: 99,
        written_at: Timestamp::from_unix_ms(1_700_000_000_000),
    }
}

/// A database of its own for every test and run.
async fn open(test: &str) -> Idb {
    Idb::open(&format!("{test} {}", js_sys::Math::random())).await.expect("headless Chromium has storage")
}

#[wasm_bindgen_test]
async fn the_newest_messages_of_one_conversation_come_in_order() {
    let store = open("newest").await;
    let mut all: Vec<Message> = (1..=120).rev().map(|p| message("c-1", p)).collect();
    all.extend((1..=5).map(|p| message("c-10", p)));
    store.save(Save::Messages(all)).await.unwrap();
    let positions = |messages: Vec<Message>| messages.iter().map(|m| m.position).collect::<Vec<_>>();
    assert_eq!(positions(store.messages(&"c-1".into(), 3).await.unwrap()), [118, 119, 120]);
    assert_eq!(positions(store.messages(&"c-10".into(), 50).await.unwrap()), [1, 2, 3, 4, 5]);
    assert!(store.messages(&"c-2".into(), 50).await.unwrap().is_empty());
    assert_eq!(store.messages(&"c-10".into(), 1).await.unwrap(), [message("c-10", 5)]);
}

#[wasm_bindgen_test]
async fn the_outbox_survives_closing_and_forgets_what_is_done() {
    let name = format!("outbox {}", js_sys::Math::random());
    {
        let store = Idb::open(&name).await.unwrap();
        store.save(Save::Owner("buyer-1".into())).await.unwrap();
        store.save(Save::Entry(Box::new(entry("a")))).await.unwrap();
        store.save(Save::Entry(Box::new(entry("b")))).await.unwrap();
        store.save(Save::Forget("a".into())).await.unwrap();
    }
    let restored = Idb::open(&name).await.unwrap().restore().await.unwrap();
    assert_eq!(restored.owner, Some("buyer-1".into()));
    let fresh = Entry { state: EntryState::Queued, attempts: 0, next_at: 0, ..entry("b") };
    assert_eq!(restored.outbox, [fresh], "progress belongs to the page that made it");
}

#[wasm_bindgen_test]
async fn wiping_leaves_nothing() {
    let store = open("wipe").await;
    store.save(Save::Owner("buyer-1".into())).await.unwrap();
    store.save(Save::Messages(vec![message("c-1", 1)])).await.unwrap();
    store.save(Save::Entry(Box::new(entry("a")))).await.unwrap();
    store.save(Save::Wipe).await.unwrap();
    let restored = store.restore().await.unwrap();
    assert!(restored.owner.is_none() && restored.outbox.is_empty() && restored.conversations.is_empty());
    assert!(store.messages(&"c-1".into(), 10).await.unwrap().is_empty());
}

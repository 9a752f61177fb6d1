//! The cache stays small, in a real browser.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod support;

use gloo_timers::future::TimeoutFuture;
use kefu_client::core::Save;
use kefu_client::store::{CACHED_CONVERSATIONS, CACHED_DOCUMENTS, CACHED_MESSAGES, LocalStore, Store};
use kefu_contract::*;
use support::{document, message, name, open};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn conversation(id: &str, updated_at: i64, last: u64) -> Conversation {
    Conversation {
        id: id.into(),
        version: 1,
        buyer: Person { id: "buyer-1".into(), name: "小林".into(), role: Role::Buyer, avatar_url: None },
        assignee: None,
        status: ConversationStatus::Open,
        context: ConversationContext::default(),
        last_message: Some(message(id, last)),
        unread: 0,
        read: ReadState::default(),
        waiting_since: None,
        tags: vec![],
        created_at: Timestamp::from_unix_ms(0),
        updated_at: Timestamp::from_unix_ms(updated_at),
        actions: vec![],
    }
}

/// Sweeping happens aside, some time after a write: looks again until it has.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..1_000 {
        if is_so().await {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("{what}");
}

async fn count(store: &LocalStore, conversation: &str) -> u64 {
    store.messages(&conversation.into(), 9_999).await.unwrap().len() as u64
}

#[wasm_bindgen_test]
async fn a_conversation_keeps_its_newest_messages() {
    for store in [open(&name()).await, LocalStore::in_memory()] {
        let last = CACHED_MESSAGES + 700;
        store
            .save(Save::Conversations(vec![conversation("c-1", 1, last), conversation("c-2", 1, 9)]))
            .await
            .unwrap();
        let mut all: Vec<Message> = (1..=last).map(|position| message("c-1", position)).collect();
        all.extend((1..=9).map(|position| message("c-2", position)));
        store.save(Save::Messages(all)).await.unwrap();
        until("old messages go", async || count(&store, "c-1").await == CACHED_MESSAGES).await;
        let kept = store.messages(&"c-1".into(), 9_999).await.unwrap();
        assert_eq!((kept[0].position, kept[kept.len() - 1].position), (last - CACHED_MESSAGES + 1, last));
        assert_eq!(count(&store, "c-2").await, 9);
    }
}

#[wasm_bindgen_test]
async fn the_conversations_changed_last_are_kept_with_their_messages() {
    for store in [open(&name()).await, LocalStore::in_memory()] {
        let id = |number: usize| format!("c-{number}");
        // The oldest have the highest names; two are equally old.
        let all = (0..CACHED_CONVERSATIONS + 2).map(|n| conversation(&id(n), -(n as i64 / 2), 1));
        store.save(Save::Conversations(all.collect())).await.unwrap();
        let messages = (0..CACHED_CONVERSATIONS + 2).map(|n| message(&id(n), 1));
        store.save(Save::Messages(messages.collect())).await.unwrap();
        let kept = async || store.restore().await.unwrap().conversations.len();
        until("old conversations go", async || kept().await == CACHED_CONVERSATIONS).await;
        for (number, messages) in [(0, 1), (CACHED_CONVERSATIONS - 1, 1), (CACHED_CONVERSATIONS, 0)] {
            assert_eq!(count(&store, &id(number)).await, messages, "{number}");
        }
    }
}

#[wasm_bindgen_test]
async fn the_documents_confirmed_last_are_kept() {
    let name = name();
    {
        let store = open(&name).await;
        for number in 0..=CACHED_DOCUMENTS {
            store.save(Save::Document(document(&format!("o-{number}"), number as i64))).await.unwrap();
        }
    }
    // The next page begins with a sweep.
    let store = open(&name).await;
    store.save(Save::Document(document("o-new", 1_000_000))).await.unwrap();
    let is_there = async |id: &str| store.document(&document(id, 0).of).await.unwrap().is_some();
    until("old documents go", async || !is_there("o-1").await).await;
    assert!(!is_there("o-0").await);
    assert!(is_there("o-2").await && is_there("o-new").await);
}

//! The store against IndexedDB as plain JavaScript uses it: the same records and keys in stores of the same shape,
//! the same requests in the same transactions, turn by turn in one run. The budget is 1.5 times as long.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use js_sys::{Array, Function, Promise};
use kefu_client::core::Save;
use kefu_client::store::{LocalStore, Store};
use kefu_contract::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const BUDGET: f64 = 1.5;
const ROUNDS: usize = 21;

fn message(conversation: &str, position: u64) -> Message {
    Message {
        id: MessageId(format!("019a9b1e-7c00-7000-8000-{position:012}")),
        client_id: None,
        conversation_id: conversation.into(),
        position,
        sender: Person { id: "agent-1".into(), name: "周岚".into(), role: Role::Agent, avatar_url: None },
        content: Content::text(
            "可以的，放上层就好。下层温度高一些，杯身的釉可能会受影响，不建议长时间加热。",
        ),
        visibility: Visibility::Everyone,
        sent_at: Timestamp::from_unix_ms(1_700_000_000_000 + position as i64 * 1_000),
    }
}

fn messages(conversation: &str, count: u64) -> Vec<Message> {
    (1..=count).map(|position| message(conversation, position)).collect()
}

/// Plain JavaScript: takes over the store's own records, so that both have the same.
const RAW: &str = r"(async (name) => {
  const opened = (name, upgrade) => new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 2);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const between = (conversation) =>
    IDBKeyRange.bound(`${conversation}\0${'0'.repeat(16)}`, `${conversation}\0${'9'.repeat(16)}`);

  const database = await opened(name + ' raw', (database) => {
    for (const store of ['conversations', 'messages', 'documents']) database.createObjectStore(store);
  });
  const put = (records) => new Promise((resolve, reject) => {
    const transaction = database.transaction('messages', 'readwrite');
    const store = transaction.objectStore('messages');
    for (const record of records) {
      store.put(record, `${record.conversation_id}\0${String(record.position).padStart(16, '0')}`);
    }
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
    transaction.commit();
  });
  const newest = async (conversation, limit) => {
    const store = database.transaction('messages').objectStore('messages');
    const range = between(conversation);
    const request = store.openKeyCursor(range, 'prev');
    const cursor = await asked(request);
    cursor.advance(limit - 1);
    await asked(request);
    return asked(store.getAll(IDBKeyRange.bound(cursor.key, range.upper)));
  };

  const theirs = await opened(name + ' cache', () => {});
  const all = (conversation) =>
    asked(theirs.transaction('messages').objectStore('messages').getAll(between(conversation)));
  await put(await all('read'));
  const records = await all('write');
  theirs.close();
  return [() => newest('read', 50), () => put(records)];
})";

async fn run(raw: &JsValue) -> JsValue {
    let promise = raw.unchecked_ref::<Function>().call0(&JsValue::NULL).unwrap();
    JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Milliseconds that one of so many takes.
async fn timed(times: u32, mut once: impl AsyncFnMut()) -> f64 {
    let clock = web_sys::window().unwrap().performance().unwrap();
    let begin = clock.now();
    for _ in 0..times {
        once().await;
    }
    (clock.now() - begin) / f64::from(times)
}

async fn compare(what: &str, times: u32, mut ours: impl AsyncFnMut(), mut raw: impl AsyncFnMut()) {
    let (mut our_times, mut raw_times) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (our_time, raw_time) = if round % 2 == 0 {
            (timed(times, &mut ours).await, timed(times, &mut raw).await)
        } else {
            let raw_time = timed(times, &mut raw).await;
            (timed(times, &mut ours).await, raw_time)
        };
        // The first round warms up.
        if round > 0 {
            our_times.push(our_time);
            raw_times.push(raw_time);
        }
    }
    let (our_time, raw_time) = (median(our_times), median(raw_times));
    let ratio = our_time / raw_time;
    console_log!(
        "{what}: store {our_time:.2} ms, plain JavaScript {raw_time:.2} ms, ratio {ratio:.2} (budget {BUDGET})"
    );
    assert!(ratio <= BUDGET, "{what}: {ratio:.2} times as long as plain JavaScript");
}

#[wasm_bindgen_test]
async fn store_against_plain_javascript() {
    let name = format!("bench {}", js_sys::Math::random());
    let store = LocalStore::open(&name).await.unwrap();
    store.save(Save::Messages(messages("read", 10_000))).await.unwrap();
    store.save(Save::Messages(messages("write", 1_000))).await.unwrap();
    let raw = js_sys::eval(RAW).unwrap().unchecked_into::<Function>();
    let raw = raw.call1(&JsValue::NULL, &JsValue::from_str(&name)).unwrap();
    let raw = JsFuture::from(raw.unchecked_into::<Promise>()).await.unwrap().unchecked_into::<Array>();
    let (read, write) = (raw.get(0), raw.get(1));

    let newest = async || assert_eq!(store.messages(&"read".into(), 50).await.unwrap().len(), 50);
    let raw_newest = async || assert_eq!(run(&read).await.unchecked_into::<Array>().length(), 50);
    compare("newest 50 of 10,000 messages", 10, newest, raw_newest).await;

    // Made beforehand, as the other side's are.
    let records = RefCell::new(vec![messages("write", 1_000); ROUNDS + 1]);
    let put = async || {
        let records = records.borrow_mut().pop().unwrap();
        store.save(Save::Messages(records)).await.unwrap();
    };
    let raw_put = async || {
        run(&write).await;
    };
    compare("1,000 messages in one transaction", 1, put, raw_put).await;
}

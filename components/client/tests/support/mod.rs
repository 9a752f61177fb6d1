//! What the browser tests of the store share: objects to store, and the browser's own storage to look into.
#![allow(clippy::unwrap_used, dead_code, reason = "every test file takes what it needs")]

pub mod world;

use js_sys::Promise;
use kefu_client::core::*;
use kefu_client::store::LocalStore;
use kefu_contract::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub fn message(conversation: &str, position: u64) -> Message {
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

pub fn entry(id: &str) -> Box<Entry> {
    Box::new(Entry {
        client_id: id.into(),
        work: Work::Message(Box::new(Posting {
            open_id: ClientId(format!("open-{id}")),
            conversation: None,
            context: Some(OpenContext { product_id: Some("mug-01".into()), order_id: None }),
            content: Content::text("你好"),
            visibility: None,
            files: vec![],
        })),
        refusal: None,
        state: EntryState::Queued,
        foreign: false,
        attempts: 0,
        wait: None,
        written_at: Timestamp::from_unix_ms(1_700_000_000_000),
    })
}

pub fn draft(conversation: Option<&str>, text: &str) -> Box<Draft> {
    Box::new(Draft { conversation: conversation.map(Into::into), text: text.into(), files: vec![] })
}

pub fn document(id: &str, at: i64) -> Box<Document> {
    let of = DocumentRef { kind: DocumentKind::Order, id: id.into() };
    Box::new(Document { of, version: 3, body: r#"{"id":"o"}"#.into(), at })
}

pub fn positions(messages: &[Message]) -> Vec<u64> {
    messages.iter().map(|message| message.position).collect()
}

/// A name nobody has used before.
pub fn name() -> String {
    format!("test {}", js_sys::Math::random())
}

pub async fn open(name: &str) -> LocalStore {
    LocalStore::open(name).await.expect("headless Chromium has storage")
}

const PRELUDE: &str = r"
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
  const opened = (name, version, upgrade) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade && upgrade(request.result, request.transaction);
    return asked(request);
  };
  const using = async (name, body) => {
    const database = await opened(name);
    try { return await body(database); } finally { database.close(); }
  };
  const committed = (transaction) => new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const write = (name, store, pairs) => using(name, async (database) => {
    const transaction = database.transaction(store, 'readwrite');
    for (const [key, value] of pairs) transaction.objectStore(store).put(value, key);
    await committed(transaction);
  });
  const keys = (name, store) =>
    using(name, (database) => asked(database.transaction(store).objectStore(store).getAllKeys()));
  const stores = (name) => using(name, (database) => [...database.objectStoreNames].join());
  // Lets a method fail so many times.
  const failing = (owner, method, error, times) => {
    const real = owner.prototype[method];
    globalThis.heal = () => { owner.prototype[method] = real; };
    globalThis.failed = 0;
    owner.prototype[method] = function (...parameters) {
      if (failed >= times) return real.apply(this, parameters);
      failed += 1;
      throw new DOMException('made up', error);
    };
  };
";

/// Runs JavaScript that knows the database's name.
pub async fn js(name: &str, code: &str) -> Result<JsValue, JsValue> {
    let code = format!("(async () => {{ const name = {name:?}; {PRELUDE} {code} }})()");
    JsFuture::from(js_sys::eval(&code).unwrap().unchecked_into::<Promise>()).await
}

/// The same, with a text for an answer.
pub async fn text(name: &str, code: &str) -> String {
    js(name, code).await.unwrap().as_string().unwrap_or_default()
}

/// A method of a class of IndexedDB that throws so many times, until this is dropped.
pub struct Failing;

impl Failing {
    pub async fn new(class: &str, method: &str, error: &str, times: u32) -> Self {
        js("", &format!("failing({class}, {method:?}, {error:?}, {times});")).await.unwrap();
        Self
    }

    /// How often it has thrown.
    pub fn count(&self) -> u32 {
        js_sys::eval("failed").unwrap().as_f64().unwrap() as u32
    }
}

impl Drop for Failing {
    fn drop(&mut self) {
        js_sys::eval("heal()").unwrap();
    }
}

//! The event stream: `fetch`, a reader, and a watchdog that closes it when it falls silent.

use crate::browser::http::{Http, Request};
use crate::core::{Failure, Input};
use crate::json;
use crate::sse::{Frame, HEARTBEAT, Reader};
use gloo_timers::callback::Timeout;
use kefu_contract::paths;
use kefu_contract::read::parse;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// Reads events after `seq` until the stream ends, and says why it did.
///
/// `silence_ms` without a single byte counts as a dead connection: phones and proxies keep such sockets open.
pub(super) async fn listen(
    http: &Http,
    seq: u64,
    silence_ms: u32,
    controller: &AbortController,
    mut feed: impl FnMut(Told),
) -> Failure {
    let path = format!("{}?after={seq}", paths::EVENTS);
    let signal = controller.signal();
    let watchdog = |controller: &AbortController| {
        let controller = controller.clone();
        Timeout::new(silence_ms, move || controller.abort())
    };
    let mut alarm = watchdog(controller);
    let request = Request::get(&path, "text/event-stream", &signal);
    let response = match http.request(&request).await {
        Ok(response) => response,
        Err(refused) => return refused.failure,
    };
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    let Some(body) = response.body().filter(|_| kind.starts_with("text/event-stream")) else {
        controller.abort();
        return Failure::NotUnderstood { status: response.status() };
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut frames = Reader::default();
    let mut opened = false;
    while let Some(bytes) = next_chunk(&reader).await {
        alarm.cancel();
        alarm = watchdog(controller);
        // Headers alone say little: something on the way may hold back what follows.
        if !std::mem::replace(&mut opened, true) {
            feed(Told::Opened);
        }
        frames.push(&bytes).into_iter().for_each(|frame| feed(Told::Frame(frame)));
    }
    alarm.cancel();
    Failure::Unreachable
}

/// The next bytes; `None` when the stream ended or broke.
async fn next_chunk(reader: &ReadableStreamDefaultReader) -> Option<Vec<u8>> {
    let chunk = JsFuture::from(reader.read()).await.ok()?;
    let value = js_sys::Reflect::get(&chunk, &JsValue::from_str("value")).ok()?;
    Some(value.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec())
}

/// What the stream tells.
pub(super) enum Told {
    /// It stands.
    Opened,
    /// It has brought something.
    Frame(Frame),
}

/// Unreadable events are left out; the hole they leave in the sequence makes the core ask again.
pub(super) fn read(frame: &Frame) -> Option<Input> {
    if frame.event == HEARTBEAT {
        return frame.data.parse().ok().map(Input::StreamAt);
    }
    let value = parse(&frame.data)?;
    match frame.event.as_str() {
        "reset" => Some(Input::StreamReset(json::number(&value, "seq")?)),
        _ => json::arrival(value).map(|arrival| Input::StreamEvent(Box::new(arrival))),
    }
}

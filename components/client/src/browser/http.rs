//! Requests and answers over `fetch`.

use crate::core::{Call, Failure, Reply};
use kefu_contract::{Cursor, Problem, SetTyping, paths};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, fmt, future::Future, pin::Pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

/// No call may take longer, in milliseconds; the stream has its own watchdog.
const CALL_TIMEOUT_MS: u32 = 15_000;

/// The host could not say who is signed in right now; asked again with the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the host page could not provide credentials")]
pub struct TokenUnavailable;

/// How long the server may keep us waiting for events, in seconds: less than [`CALL_TIMEOUT_MS`].
const POLL_QUERY: &str = "&wait=10";

type TokenFuture = Pin<Box<dyn Future<Output = Result<Option<String>, TokenUnavailable>>>>;

/// Where credentials come from: the host's own function, asked when first needed and again after a refusal.
#[derive(Clone)]
pub struct TokenProvider(Rc<dyn Fn() -> TokenFuture>);

impl TokenProvider {
    /// Wraps an async function; `None` sends requests without an `Authorization` header (cookies, say).
    pub fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<Option<String>, TokenUnavailable>> + 'static,
    {
        Self(Rc::new(move || Box::pin(ask())))
    }
}

impl fmt::Debug for TokenProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenProvider")
    }
}

/// The way to one backend.
#[derive(Debug)]
pub(super) struct Http {
    endpoint: String,
    locale: String,
    provider: TokenProvider,
    /// What the host said last: `None` when it must be asked, `Some(None)` when it needs no header.
    token: RefCell<Option<Option<String>>>,
}

impl Http {
    pub(super) fn new(endpoint: &str, locale: String, provider: TokenProvider) -> Self {
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        Self { endpoint, locale, provider, token: RefCell::new(None) }
    }

    /// Carries out a call of the core.
    pub(super) async fn call(&self, call: &Call) -> Result<Reply, Failure> {
        let (path, body) = request_of(call);
        let signal = AbortSignal::timeout_with_u32(CALL_TIMEOUT_MS);
        let request =
            Request { path: &path, body: body.as_deref(), accept: "application/json", signal: &signal };
        let response = self.request(&request).await?;
        let not_understood = Failure::NotUnderstood { status: response.status() };
        if matches!(call, Call::Typing(..)) {
            return Ok(Reply::Nothing);
        }
        let value = json(&response).await.ok_or_else(|| not_understood.clone())?;
        reply_of(call, value).ok_or(not_understood)
    }

    /// One request. Refused credentials are forgotten, and only the one for the session asks for others: they
    /// may be another identity's, so nothing else may be sent with them before the server has said whose.
    pub(super) async fn request(&self, request: &Request<'_>) -> Result<Response, Failure> {
        let cached = self.token.borrow().clone();
        let token = match cached {
            Some(token) => token,
            None if request.path == paths::SESSION => self.renew().await?,
            None => return Err(Failure::Unreachable),
        };
        let response = self.fetch(request, token.as_deref()).await;
        let response: Response = response.map_err(|_| Failure::Unreachable)?;
        let status = response.status();
        if status == 401 {
            // Unless they have been renewed while this request was under way.
            let mut current = self.token.borrow_mut();
            if *current == Some(token) {
                *current = None;
            }
        }
        if response.ok() {
            return Ok(response);
        }
        let problem: Option<Problem> = json(&response).await.and_then(from_js);
        Err(problem.map_or(Failure::NotUnderstood { status }, |problem| Failure::Problem(Box::new(problem))))
    }

    async fn renew(&self) -> Result<Option<String>, Failure> {
        // Without an answer nothing is known about the credentials, so this is no refusal.
        let token = (self.provider.0)().await.map_err(|TokenUnavailable| Failure::Unreachable)?;
        self.token.replace(Some(token.clone()));
        Ok(token)
    }

    async fn fetch(&self, request: &Request<'_>, token: Option<&str>) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        headers.set("accept", request.accept)?;
        headers.set("accept-language", &self.locale)?;
        if let Some(token) = token {
            let mut value = String::from("Bearer ");
            value.push_str(token);
            headers.set("authorization", &value)?;
        }
        let init = RequestInit::new();
        init.set_signal(Some(request.signal));
        if let Some(body) = request.body {
            init.set_method("POST");
            headers.set("content-type", "application/json")?;
            init.set_body(&JsValue::from_str(body));
        }
        init.set_headers(&headers);
        let mut url = self.endpoint.clone();
        url.push_str(request.path);
        let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
        JsFuture::from(window.fetch_with_str_and_init(&url, &init)).await?.dyn_into()
    }
}

/// A request; posted when it has a body.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) path: &'a str,
    pub(super) body: Option<&'a str>,
    pub(super) accept: &'a str,
    pub(super) signal: &'a AbortSignal,
}

/// Path and body of a call.
fn request_of(call: &Call) -> (String, Option<String>) {
    match call {
        Call::Session => (paths::SESSION.to_owned(), None),
        Call::Conversations(after) => {
            (page_path(paths::CONVERSATIONS.to_owned(), "?after=", after.as_ref()), None)
        }
        Call::Events(after, _) => {
            let mut path = String::from(paths::EVENTS);
            path.push_str("?after=");
            path.push_str(&after.to_string());
            path.push_str(POLL_QUERY);
            (path, None)
        }
        Call::Newest(id, _) => (paths::with_id(paths::MESSAGES, id), None),
        Call::Older(id, cursor) => {
            (page_path(paths::with_id(paths::MESSAGES, id), "?before=", Some(cursor)), None)
        }
        Call::Open(_, body) => (paths::CONVERSATIONS.to_owned(), Some(to_json(body))),
        Call::Send(id, body) => (paths::with_id(paths::MESSAGES, id), Some(to_json(body))),
        Call::Read(id, body) => (paths::with_id(paths::READ, id), Some(to_json(body))),
        Call::Typing(id, typing) => {
            (paths::with_id(paths::TYPING, id), Some(to_json(&SetTyping { typing: *typing })))
        }
    }
}

fn page_path(mut path: String, query: &str, cursor: Option<&Cursor>) -> String {
    if let Some(cursor) = cursor {
        path.push_str(query);
        path.push_str(&String::from(js_sys::encode_uri_component(&cursor.0)));
    }
    path
}

fn reply_of(call: &Call, value: JsValue) -> Option<Reply> {
    Some(match call {
        Call::Session => Reply::Session(Box::new(from_js(value)?)),
        Call::Conversations(_) => Reply::Conversations(from_js(value)?),
        Call::Newest(..) | Call::Older(..) => Reply::Messages(from_js(value)?),
        Call::Events(..) => Reply::Events(from_js(value)?),
        Call::Open(..) | Call::Read(..) => Reply::Conversation(Box::new(from_js(value)?)),
        Call::Send(..) => Reply::Message(Box::new(from_js(value)?)),
        Call::Typing(..) => Reply::Nothing,
    })
}

/// Contract types always serialise; should one not, the server says what it misses in an empty body.
fn to_json<T: Serialize>(body: &T) -> String {
    let value = body.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    value.ok().and_then(|value| js_sys::JSON::stringify(&value).ok()).map(String::from).unwrap_or_default()
}

/// The body of an answer, if it is JSON.
async fn json(response: &Response) -> Option<JsValue> {
    JsFuture::from(response.json().ok()?).await.ok()
}

/// A JavaScript value as a contract type, if it has that shape.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value).ok()
}

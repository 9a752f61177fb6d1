//! Requests and answers over `fetch`.

use crate::browser::outside::Transport;
use crate::core::{About, Call, Document, Failure, Reply};
use crate::json;
use kefu_contract::json::text;
use kefu_contract::read::{Value, parse};
use kefu_contract::{Problem, SetTyping, paths};
use std::{cell::RefCell, fmt, future::Future, pin::Pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, Headers, RequestInit, Response};

/// No call may take longer, in milliseconds; the stream has its own watchdog.
const CALL_TIMEOUT_MS: u32 = 15_000;
/// A photo over a bad network takes its time.
const UPLOAD_TIMEOUT_MS: u32 = 180_000;

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
pub(super) struct Http {
    endpoint: String,
    locale: String,
    provider: TokenProvider,
    transport: Rc<dyn Transport>,
    /// What the host said last: `None` when it must be asked, `Some(None)` when it needs no header.
    token: RefCell<Option<Option<String>>>,
}

impl Http {
    pub(super) fn new(
        endpoint: &str,
        locale: String,
        provider: TokenProvider,
        transport: Rc<dyn Transport>,
    ) -> Self {
        let endpoint = endpoint.trim_end_matches('/').to_owned();
        Self { endpoint, locale, provider, transport, token: RefCell::new(None) }
    }

    /// Carries out a call of the core; `file` is what a [`Call::Upload`] sends.
    pub(super) async fn call(&self, call: &Call, file: Option<&Blob>) -> Result<Reply, Refused> {
        let Outgoing { method, path, body } = request_of(call);
        let (timeout, content) = match file {
            Some(file) => (UPLOAD_TIMEOUT_MS, Some(JsValue::from(file))),
            None => (CALL_TIMEOUT_MS, body.as_deref().map(JsValue::from_str)),
        };
        let signal = AbortSignal::timeout_with_u32(timeout);
        let media_type = if file.is_some() { "application/octet-stream" } else { "application/json" };
        let get = Request::get(&path, "application/json", &signal);
        let response = self.request(&Request { method, content, media_type, ..get }).await?;
        let not_understood = Refused::from(Failure::NotUnderstood { status: response.status() });
        if matches!(call, Call::Typing(..)) {
            return Ok(Reply::Nothing);
        }
        let value = body_of(&response).await.ok_or_else(|| not_understood.clone())?;
        reply_of(call, value).ok_or(not_understood)
    }

    /// One request. Refused credentials are forgotten, and only the one for the session asks for others: they
    /// may be another identity's, so nothing else may be sent with them before the server has said whose.
    pub(super) async fn request(&self, request: &Request<'_>) -> Result<Response, Refused> {
        let cached = self.token.borrow().clone();
        let token = match cached {
            Some(token) => token,
            None if request.path == paths::SESSION => self.renew().await?,
            None => return Err(Failure::Unreachable.into()),
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
        let Some(value) = body_of(&response).await else {
            return Err(Failure::NotUnderstood { status }.into());
        };
        let current = json::document_within(&value, "current_");
        let problem: Option<Problem> = value.into_typed();
        let failure = problem.map(|problem| Failure::Problem(Box::new(problem)));
        Err(Refused { failure: failure.unwrap_or(Failure::NotUnderstood { status }), current })
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
        init.set_method(request.method);
        if let Some(content) = &request.content {
            headers.set("content-type", request.media_type)?;
            init.set_body(content);
        }
        init.set_headers(&headers);
        let url = [self.endpoint.as_str(), request.path].concat();
        JsFuture::from(self.transport.fetch(&url, &init)).await?.dyn_into()
    }
}

/// A request.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) path: &'a str,
    method: &'a str,
    content: Option<JsValue>,
    media_type: &'a str,
    accept: &'a str,
    signal: &'a AbortSignal,
}

impl<'a> Request<'a> {
    /// To read something.
    pub(super) fn get(path: &'a str, accept: &'a str, signal: &'a AbortSignal) -> Self {
        Self { path, method: "GET", content: None, media_type: "", accept, signal }
    }
}

/// Why a request did not do what was wanted.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    pub(super) failure: Failure,
    /// The document as it is now, when a write was about an older version.
    pub(super) current: Option<Document>,
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self { failure, current: None }
    }
}

/// What a call sends.
struct Outgoing {
    method: &'static str,
    path: String,
    body: Option<String>,
}

fn request_of(call: &Call) -> Outgoing {
    let get = |path: String| Outgoing { method: "GET", path, body: None };
    let post = |path: String, body: String| Outgoing { method: "POST", path, body: Some(body) };
    match call {
        Call::Session => get(paths::SESSION.to_owned()),
        Call::Conversations(after) => {
            get(with_query(paths::CONVERSATIONS, "?after=", after.as_ref().map(|cursor| cursor.0.as_str())))
        }
        Call::Events(after, _) => get([paths::EVENTS, "?after=", &after.to_string(), POLL_QUERY].concat()),
        Call::Newest(id, _) => get(paths::with_id(paths::MESSAGES, id)),
        Call::Older(id, cursor) => {
            get(with_query(&paths::with_id(paths::MESSAGES, id), "?before=", Some(&cursor.0)))
        }
        Call::Document(of) => get(paths::with_id(of.kind.path(), &of.id)),
        Call::Check(_, path) => get(path.clone()),
        Call::Open(_, body) => post(paths::CONVERSATIONS.to_owned(), text(body)),
        Call::Send(id, body) => post(paths::with_id(paths::MESSAGES, id), text(body)),
        Call::Typing(id, typing) => {
            post(paths::with_id(paths::TYPING, id), text(&SetTyping { typing: *typing }))
        }
        Call::Write(id, write) => {
            Outgoing { method: write.method.name(), path: write.path.clone(), body: Some(write.keyed(id)) }
        }
        Call::Upload(file) => {
            let path = with_query(paths::UPLOADS, "?client_id=", Some(file.key.as_str()));
            let path = with_query(&path, "&name=", Some(&file.name));
            Outgoing { method: "POST", path, body: None }
        }
    }
}

fn with_query(path: &str, name: &str, value: Option<&str>) -> String {
    let Some(value) = value else { return path.to_owned() };
    [path, name, &String::from(js_sys::encode_uri_component(value))].concat()
}

fn reply_of(call: &Call, mut value: Value) -> Option<Reply> {
    let document = |kind| Some(Reply::Document(Box::new(json::document(kind, &value)?)));
    match call {
        Call::Write(_, write) => match write.about {
            About::Read(_) | About::Conversation(_) => {}
            About::Document(kind, _) => return document(kind),
        },
        Call::Document(of) => return document(of.kind),
        Call::Check(_, path) => return json::kind_at(path).map_or(Some(Reply::Nothing), document),
        _ => {}
    }
    Some(match call {
        Call::Session => Reply::Session(Box::new(value.into_typed()?)),
        Call::Conversations(_) => Reply::Conversations(value.into_typed()?),
        Call::Newest(..) | Call::Older(..) => Reply::Messages(value.into_typed()?),
        Call::Events(..) => Reply::Events(json::arrivals(&mut value)?),
        Call::Open(..) | Call::Write(..) => Reply::Conversation(Box::new(value.into_typed()?)),
        Call::Send(..) => Reply::Message(Box::new(value.into_typed()?)),
        Call::Upload(_) => Reply::Upload(Box::new(value.into_typed()?)),
        Call::Typing(..) | Call::Document(_) | Call::Check(..) => Reply::Nothing,
    })
}

/// The body of an answer, if it is JSON.
async fn body_of(response: &Response) -> Option<Value> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    parse(&text.as_string()?)
}

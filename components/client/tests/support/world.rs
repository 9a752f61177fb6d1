//! A world of the test's own around a client: scripted answers, a clock that is set by hand.

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use kefu_client::core::Env;
use kefu_client::{Client, Config, Outside, TokenProvider, Transport};
use kefu_contract::ClientId;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{RequestInit, Response, ResponseInit};

/// The server's clock, in milliseconds since the epoch: 2023-11-14T22:13:20Z.
pub const SERVER_TIME: i64 = 1_700_000_000_000;
const SESSION: &str = r#"{
  "shop": {"id": "s", "name": "Shop", "time_zone": "UTC", "presence": "online"},
  "user": {"id": "u", "name": "U", "role": "buyer"},
  "capabilities": [], "server_time": "2023-11-14T22:13:20Z", "locale": "en", "currency": "CNY",
  "limits": {"message_text": {"max": 100, "unit": "chars"}, "body_bytes": 1000, "page_size": 50, "texts": []},
  "features": [], "stream": {"seq": 0, "heartbeat_s": 15}
}"#;
pub const REFUSAL: &str =
    r#"{"type": "about:blank", "title": "expired", "status": 401, "code": "token_expired"}"#;

/// Status and body for a path and a token.
type Answer = dyn Fn(&str, &str) -> (u16, &'static str);

/// A server made of a function from path and token to status and body.
pub struct Scripted {
    pub asked: RefCell<Vec<String>>,
    answer: Box<Answer>,
}

impl Transport for Scripted {
    fn fetch(&self, url: &str, request: &RequestInit) -> Promise {
        let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).unwrap();
        let headers: web_sys::Headers = get(request, "headers").into();
        let token = headers.get("authorization").unwrap().unwrap_or_default();
        self.asked.borrow_mut().push(format!("{url} {token}"));
        let (status, body) = (self.answer)(url, &token);
        let init = ResponseInit::new();
        init.set_status(status);
        let response = Response::new_with_opt_str_and_init(Some(body), &init).unwrap();
        Promise::resolve(&JsValue::from(response))
    }
}

struct Hands(Rc<Cell<i64>>, u64);

impl Env for Hands {
    fn now(&mut self) -> i64 {
        self.0.get()
    }
    fn random(&mut self) -> f64 {
        0.0
    }
    fn client_id(&mut self) -> ClientId {
        self.1 += 1;
        ClientId(format!("{:08}", self.1))
    }
}

/// A client and what is around it.
pub struct World {
    pub server: Rc<Scripted>,
    pub clock: Rc<Cell<i64>>,
    /// How often the host was asked for credentials.
    pub tokens: Rc<Cell<u32>>,
    pub client: Client,
}

/// Connects to a server that answers like this; `identity` names the database, where there is to be one.
pub fn connect(
    identity: Option<&str>,
    answer: impl Fn(&str, &str) -> (u16, &'static str) + 'static,
) -> World {
    let identity = identity.map(str::to_owned);
    let server = Rc::new(Scripted { asked: RefCell::default(), answer: Box::new(answer) });
    let (clock, tokens) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let given = Rc::clone(&tokens);
    let token = TokenProvider::new(move || {
        given.set(given.get() + 1);
        let token = format!("token-{}", given.get());
        async move { Ok(Some(token)) }
    });
    let env = Rc::new(RefCell::new(Hands(Rc::clone(&clock), 0)));
    let outside = Outside { transport: Rc::clone(&server) as Rc<dyn Transport>, env };
    let config = Config { endpoint: String::new(), locale: "en".into(), token, identity, outside };
    World { server, clock, tokens, client: Client::connect(config) }
}

/// Lets the client go on until this holds.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..400 {
        if holds() {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("never: {what}");
}

/// A shop without conversations, whose stream cannot be had.
pub fn ordinary(path: &str) -> (u16, &'static str) {
    match path {
        "/v1/session" => (200, SESSION),
        "/v1/conversations" => (200, r#"{"items": []}"#),
        _ => (503, "{}"),
    }
}

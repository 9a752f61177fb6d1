//! The client with a world of the test's own around it: scripted answers, a clock that is set by hand.
#![allow(clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use kefu_client::core::{Env, Input};
use kefu_client::{Client, Config, Connection, Outside, TokenProvider, Transport};
use kefu_contract::{ClientId, ConversationId};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{RequestInit, Response, ResponseInit};

wasm_bindgen_test_configure!(run_in_browser);

/// The server's clock, in milliseconds since the epoch: 2023-11-14T22:13:20Z.
const SERVER_TIME: i64 = 1_700_000_000_000;
const SESSION: &str = r#"{
  "shop": {"id": "s", "name": "Shop", "time_zone": "UTC", "presence": "online"},
  "user": {"id": "u", "name": "U", "role": "buyer"},
  "capabilities": [], "server_time": "2023-11-14T22:13:20Z", "locale": "en", "currency": "CNY",
  "limits": {"message_text": {"max": 100, "unit": "chars"}, "body_bytes": 1000, "page_size": 50, "texts": []},
  "features": [], "stream": {"seq": 0, "heartbeat_s": 15}
}"#;
const REFUSAL: &str =
    r#"{"type": "about:blank", "title": "expired", "status": 401, "code": "token_expired"}"#;

/// A server made of a function from path and token to status and body.
struct Scripted {
    asked: RefCell<Vec<String>>,
    answer: Box<dyn Fn(&str, &str) -> (u16, &'static str)>,
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

struct World {
    server: Rc<Scripted>,
    clock: Rc<Cell<i64>>,
    /// How often the host was asked for credentials.
    tokens: Rc<Cell<u32>>,
    client: Client,
}

fn connect(answer: impl Fn(&str, &str) -> (u16, &'static str) + 'static) -> World {
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
    let config = Config { endpoint: String::new(), locale: "en".into(), token, identity: None, outside };
    World { server, clock, tokens, client: Client::connect(config) }
}

/// Lets the client go on until this holds.
async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..400 {
        if holds() {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("never: {what}");
}

/// A shop without conversations, whose stream cannot be had.
fn ordinary(path: &str) -> (u16, &'static str) {
    match path {
        "/v1/session" => (200, SESSION),
        "/v1/conversations" => (200, r#"{"items": []}"#),
        _ => (503, "{}"),
    }
}

#[wasm_bindgen_test]
async fn countdowns_follow_the_servers_clock_whatever_this_one_says() {
    let world = connect(|path, _| ordinary(path));
    world.clock.set(86_400_000);
    until("a session", || world.client.read(|core| core.session().is_some())).await;
    // Half the time of the call may have been added.
    let off = world.client.server_now().unix_ms - SERVER_TIME;
    assert!((0..1_000).contains(&off), "{off} ms");
    world.clock.set(world.clock.get() + 5_000);
    assert_eq!(world.client.server_now().unix_ms - SERVER_TIME - off, 5_000);
    world.client.close();
}

#[wasm_bindgen_test]
async fn credentials_are_renewed_once_and_everything_goes_on_with_them() {
    let world = connect(|path, token| match token {
        "Bearer token-1" if path != "/v1/session" => (401, REFUSAL),
        _ => ordinary(path),
    });
    let listed =
        || world.server.asked.borrow().iter().any(|asked| asked == "/v1/conversations Bearer token-2");
    until("the list with fresh credentials", listed).await;
    assert_eq!(world.tokens.get(), 2);
    world.client.close();
}

#[wasm_bindgen_test]
async fn credentials_refused_again_end_in_a_state_and_no_loop() {
    let world = connect(|_, _| (401, REFUSAL));
    let connection = || world.client.read(|core| core.connection());
    until("signed out", || connection() == Connection::SignedOut).await;
    let asked = world.server.asked.borrow().len();
    assert_eq!((asked, world.tokens.get()), (2, 2), "asked twice, each time with what the host gave");
    let own = world.client.read(|core| core.own_conversation());
    assert_eq!(own, None::<ConversationId>);
    world.client.dispatch(Input::Wake);
    until("tried once more when looked at", || world.server.asked.borrow().len() > asked).await;
    until("signed out again", || connection() == Connection::SignedOut).await;
    assert_eq!(world.server.asked.borrow().len(), asked + 1);
    world.client.close();
}

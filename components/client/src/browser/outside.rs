//! What the client needs of the world around it, so that hosts and tests can replace it.

use crate::core::Env;
use js_sys::Promise;
use kefu_contract::ClientId;
use std::{cell::RefCell, fmt, rc::Rc};
use uuid::Builder;
use wasm_bindgen::JsValue;
use web_sys::RequestInit;

/// Carries requests: the browser's own `fetch`, unless the host has another way.
pub trait Transport {
    /// Sends a request, with the promise of a `Response` as `fetch` gives it. A streamed answer is read as it comes.
    fn fetch(&self, url: &str, request: &RequestInit) -> Promise;
}

/// Everything a [`crate::Client`] asks of the world: the way to the server, and time, chance and fresh keys.
///
/// ```no_run
/// use kefu_client::{Outside, Transport};
/// # use js_sys::Promise;
/// # use web_sys::RequestInit;
/// struct Logged(Outside);
/// impl Transport for Logged {
///     fn fetch(&self, url: &str, request: &RequestInit) -> Promise {
///         println!("{url}");
///         self.0.transport.fetch(url, request)
///     }
/// }
/// let outside = Outside { transport: std::rc::Rc::new(Logged(Outside::default())), ..Outside::default() };
/// ```
#[derive(Clone)]
pub struct Outside {
    /// The way to the server.
    pub transport: Rc<dyn Transport>,
    /// Time, chance and fresh keys.
    pub env: Rc<RefCell<dyn Env>>,
}

impl Default for Outside {
    fn default() -> Self {
        Self { transport: Rc::new(Browser::default()), env: Rc::new(RefCell::new(Browser::default())) }
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outside")
    }
}

/// The browser's `fetch`, clock and random numbers.
#[derive(Default)]
struct Browser {
    /// The time in the last key made: keys sort by the order they were made in, whatever the clock does.
    last: u64,
}

impl Transport for Browser {
    fn fetch(&self, url: &str, request: &RequestInit) -> Promise {
        match web_sys::window() {
            Some(window) => window.fetch_with_str_and_init(url, request),
            None => Promise::reject(&JsValue::UNDEFINED),
        }
    }
}

impl Env for Browser {
    fn now(&mut self) -> i64 {
        js_sys::Date::now() as i64
    }

    fn random(&mut self) -> f64 {
        js_sys::Math::random()
    }

    fn client_id(&mut self) -> ClientId {
        let mut random = [0_u8; 10];
        let crypto = web_sys::window().and_then(|w| w.crypto().ok());
        let filled = crypto.is_some_and(|c| c.get_random_values_with_u8_array(&mut random).is_ok());
        if !filled {
            // Without `crypto` a key only has to be unlikely to repeat, not hard to guess.
            random.fill_with(|| (self.random() * 256.0) as u8);
        }
        self.last = self.now().unsigned_abs().max(self.last + 1);
        ClientId(Builder::from_unix_timestamp_millis(self.last, &random).into_uuid().to_string())
    }
}

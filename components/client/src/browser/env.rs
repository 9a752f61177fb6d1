//! Time, chance and fresh keys.

use crate::core::Env;
use kefu_contract::ClientId;
use uuid::Builder;

/// The browser's clock and random numbers.
#[derive(Debug)]
pub(super) struct Browser;

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
        let millis = self.now().unsigned_abs();
        ClientId(Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string())
    }
}

//! Page cursors: a place in a list, sealed so that only this server's own are accepted, and only for their list.

use super::ApiError;
use crate::auth::Secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use kefu_contract::{Cursor, ProblemCode};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

/// Bytes of the seal; enough to tell garbage, and nobody gains by forging a place.
const SEAL_BYTES: usize = 8;

/// Makes and reads cursors.
#[derive(Debug)]
pub(crate) struct Cursors {
    secret: Secret,
}

impl Cursors {
    pub(crate) fn new(secret: Secret) -> Self {
        Self { secret }
    }

    /// A cursor for `place` in the list called `list`.
    pub(crate) fn seal<T: Serialize>(&self, list: &str, place: &T) -> Result<Cursor, ApiError> {
        let place = serde_json::to_vec(place).map_err(|_| ApiError::new(ProblemCode::Internal))?;
        let mut bytes = self.mac(list, &place).finalize().into_bytes()[..SEAL_BYTES].to_vec();
        bytes.extend_from_slice(&place);
        Ok(Cursor(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The place a cursor stands for.
    pub(crate) fn open<T: DeserializeOwned>(&self, list: &str, cursor: &str) -> Result<T, ApiError> {
        self.checked(list, cursor).ok_or_else(|| ApiError::new(ProblemCode::InvalidCursor))
    }

    fn checked<T: DeserializeOwned>(&self, list: &str, cursor: &str) -> Option<T> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (seal, place) = bytes.split_at_checked(SEAL_BYTES)?;
        self.mac(list, place).verify_truncated_left(seal).ok()?;
        serde_json::from_slice(place).ok()
    }

    fn mac(&self, list: &str, place: &[u8]) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(self.secret.bytes()).expect("HMAC accepts any key");
        mac.update(b"cursor\0");
        mac.update(list.as_bytes());
        mac.update(b"\0");
        mac.update(place);
        mac
    }
}

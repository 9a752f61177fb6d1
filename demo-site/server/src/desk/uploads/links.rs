//! Addresses of files: nobody can make one up, and none holds for long.

use crate::auth::Secret;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use kefu_contract::{Timestamp, UploadId};
use sha2::Sha256;

/// Bytes of the seal: nobody guesses 128 bits.
const SEAL_BYTES: usize = 16;

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// Makes and checks addresses of files.
///
/// An address holds until the end of tomorrow (UTC) and is the same all day, so that caches may keep what it leads to.
/// It is a credential of its own: a page shows pictures without putting its token into their addresses.
#[derive(Debug)]
pub(crate) struct Links {
    secret: Secret,
}

impl Links {
    pub(crate) fn new(secret: Secret) -> Self {
        Self { secret }
    }

    /// Where a file is found for now.
    pub(crate) fn path(&self, id: &UploadId, now: Timestamp) -> String {
        let last_day = now.unix_ms.div_euclid(DAY_MS) + 1;
        let seal = self.mac(id, last_day).finalize().into_bytes();
        format!("/files/{id}/{last_day}.{}", URL_SAFE_NO_PAD.encode(&seal[..SEAL_BYTES]))
    }

    /// Until when an address holds, from its last part; nothing when it no longer does, or never did.
    pub(crate) fn check(&self, id: &UploadId, seal: &str, now: Timestamp) -> Option<Timestamp> {
        let (day, seal) = seal.split_once('.')?;
        let last_day: i64 = day.parse().ok()?;
        let seal = URL_SAFE_NO_PAD.decode(seal).ok().filter(|seal| seal.len() == SEAL_BYTES)?;
        self.mac(id, last_day).verify_truncated_left(&seal).ok()?;
        let until = Timestamp::from_unix_ms(last_day.checked_add(1)?.checked_mul(DAY_MS)?);
        (now < until).then_some(until)
    }

    fn mac(&self, id: &UploadId, last_day: i64) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(self.secret.bytes()).expect("HMAC accepts any key");
        mac.update(b"file\0");
        mac.update(id.as_str().as_bytes());
        mac.update(b"\0");
        mac.update(&last_day.to_be_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(secret: &str) -> Links {
        Links::new(Secret::for_tests(secret))
    }

    fn seal(path: &str) -> &str {
        path.rsplit_once('/').unwrap().1
    }

    #[test]
    fn an_address_holds_until_the_end_of_tomorrow() {
        let (links, id) = (links("one"), UploadId::from("up-1"));
        let morning = Timestamp::from_unix_ms(20_000 * DAY_MS + 1);
        let night = Timestamp::from_unix_ms(20_001 * DAY_MS - 1);
        let path = links.path(&id, morning);
        assert_eq!(path, links.path(&id, night), "the same all day");
        assert_ne!(path, links.path(&id, night.plus_ms(1)));
        let until = Timestamp::from_unix_ms(20_002 * DAY_MS);
        assert_eq!(links.check(&id, seal(&path), night), Some(until));
        assert_eq!(links.check(&id, seal(&path), until.plus_ms(-1)), Some(until));
        assert_eq!(links.check(&id, seal(&path), until), None);
    }

    #[test]
    fn nothing_else_is_an_address() {
        let (links, id) = (links("one"), UploadId::from("up-1"));
        let now = Timestamp::from_unix_ms(20_000 * DAY_MS);
        let path = links.path(&id, now);
        let (day, code) = seal(&path).split_once('.').unwrap();
        assert!(links.check(&UploadId::from("up-2"), seal(&path), now).is_none());
        assert!(super::tests::links("two").check(&id, seal(&path), now).is_none());
        let later = format!("20009.{code}");
        let short = format!("{day}.{}", &code[..8]);
        for forged in [&later, &short, code, day, "", ".", "20001.", &format!("{}.{code}", i64::MAX)] {
            assert!(links.check(&id, forged, now).is_none(), "{forged}");
        }
    }
}

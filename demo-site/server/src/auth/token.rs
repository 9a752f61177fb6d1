//! Tokens: JWT, HS256. They say who somebody is, never what they may do; that is looked up on every request.

use super::Secret;
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode, errors::ErrorKind,
};
use kefu_contract::{ShopId, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    /// User id.
    sub: String,
    /// Shop id.
    shop: String,
    /// Issued at, in seconds since the epoch.
    iat: i64,
    /// Expires at, in seconds since the epoch.
    exp: i64,
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid here")]
    Invalid,
}

/// Signs and checks tokens.
pub(crate) struct Tokens {
    sign: EncodingKey,
    check: DecodingKey,
    validation: Validation,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(…)")
    }
}

impl Tokens {
    pub(crate) fn new(secret: &Secret) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = 0;
        validation.validate_aud = false;
        validation.set_required_spec_claims(&["exp", "sub"]);
        Self {
            sign: EncodingKey::from_secret(secret.bytes()),
            check: DecodingKey::from_secret(secret.bytes()),
            validation,
        }
    }

    /// A token for `user` and the moment it expires.
    pub(crate) fn issue(
        &self,
        user: &UserId,
        shop: &ShopId,
        now: Timestamp,
        ttl_s: u32,
    ) -> Result<(String, Timestamp), jsonwebtoken::errors::Error> {
        let iat = now.unix_ms.div_euclid(1_000);
        let exp = iat + i64::from(ttl_s);
        let claims = Claims { sub: user.0.clone(), shop: shop.0.clone(), iat, exp };
        let token = encode(&Header::new(Algorithm::HS256), &claims, &self.sign)?;
        Ok((token, Timestamp::from_unix_ms(exp * 1_000)))
    }

    /// Whom a token names, and until when it is good.
    pub(crate) fn verify(
        &self,
        token: &str,
        shop: &ShopId,
        now: Timestamp,
    ) -> Result<(UserId, Timestamp), TokenError> {
        let claims = decode::<Claims>(token, &self.check, &self.validation)
            .map_err(|error| match error.kind() {
                ErrorKind::ExpiredSignature => TokenError::Expired,
                _ => TokenError::Invalid,
            })?
            .claims;
        if claims.shop != shop.0 {
            return Err(TokenError::Invalid);
        }
        let expires_at = Timestamp::from_unix_ms(claims.exp.saturating_mul(1_000));
        // The library lets the second of expiry pass; a stream that ended then would be opened once more.
        if expires_at <= now {
            return Err(TokenError::Expired);
        }
        Ok((UserId(claims.sub), expires_at))
    }
}

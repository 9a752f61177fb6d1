//! The person a request comes from.

use super::TokenError;
use crate::{
    app::{App, AppState},
    audience::{Audience, Side},
    clock,
    http::ApiError,
    locale::Text,
};
use axum::{
    extract::FromRequestParts,
    http::{header::AUTHORIZATION, request::Parts},
};
use kefu_contract::{Person, ProblemCode, Timestamp, UserId};

/// Who is asking.
///
/// Name and role come from the database at every request, so a change there counts at once. What stays open longer
/// than that, streams and long polls, asks [`Viewer::recheck`] before it delivers anything.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    pub(crate) person: Person,
    pub(crate) side: Side,
    /// When the token expires; streams end then.
    pub(crate) expires_at: Timestamp,
}

impl Viewer {
    pub(crate) fn audience(&self) -> Audience {
        Audience::of(self.side, &self.person)
    }

    pub(crate) fn is_staff(&self) -> bool {
        self.side == Side::Staff
    }

    /// Buyers see what is theirs, staff see everything.
    pub(crate) fn may_see(&self, buyer: &UserId) -> bool {
        self.is_staff() || self.person.id == *buyer
    }

    /// Refuses buyers.
    pub(crate) fn require_staff(&self) -> Result<(), ApiError> {
        if self.is_staff() {
            return Ok(());
        }
        Err(ApiError::new(ProblemCode::Forbidden)
            .detail(Text::new("仅供客服使用。", "This is for the shop's staff.")))
    }

    /// Refuses a viewer who has changed sides or gone since the request began.
    pub(crate) async fn recheck(&self, app: &App) -> Result<(), ApiError> {
        let person = app.store.person(&self.person.id).await?;
        let side = person.and_then(|person| Side::of(&person.role));
        if side == Some(self.side) { Ok(()) } else { Err(unauthenticated()) }
    }

    async fn identify(app: &App, parts: &Parts) -> Result<Self, ApiError> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or_else(unauthenticated)?;
        let shop = app.store.shop().await?.ok_or_else(unauthenticated)?;
        let (user, expires_at) =
            app.tokens.verify(token, &shop.id, clock::wall()).map_err(|error| match error {
                TokenError::Expired => ApiError::new(ProblemCode::TokenExpired)
                    .detail(Text::new("登录已过期，请重新登录。", "The token has expired. Sign in again.")),
                TokenError::Invalid => unauthenticated(),
            })?;
        let person = app.store.person(&user).await?.ok_or_else(unauthenticated)?;
        let side = Side::of(&person.role).ok_or_else(unauthenticated)?;
        Ok(Self { person, side, expires_at })
    }
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        Self::identify(app, parts).await
    }
}

fn unauthenticated() -> ApiError {
    ApiError::new(ProblemCode::Unauthenticated).detail(Text::new(
        "请在 Authorization 头中携带有效的 Bearer 令牌。",
        "Send a valid bearer token in the Authorization header.",
    ))
}

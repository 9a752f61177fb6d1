//! What every write shares: its key, and the answer given before.

use super::ApiError;
use crate::{
    app::App,
    auth::Viewer,
    locale::Text,
    store::{Change, Replay, RequestKey},
};
use kefu_contract::{ClientId, ProblemCode, Timestamp};
use serde::{Serialize, de::DeserializeOwned};

/// A write that has been begun.
#[derive(Debug)]
pub(crate) enum Begun<T> {
    /// It was carried out before, with this answer.
    Earlier(T),
    /// It is to be carried out.
    New(Write),
}

/// A write being carried out. Dropped before [`Write::finish`], it leaves no trace.
#[derive(Debug)]
pub(crate) struct Write {
    pub(crate) change: Change,
    key: RequestKey,
}

impl Write {
    /// Begins the write that `viewer` identifies by `client_id`. `target` says what is done to what, as in
    /// `POST orders/o-1/actions`: the same key for something else is refused.
    pub(crate) async fn begin<B: Serialize, T: DeserializeOwned>(
        app: &App,
        viewer: &Viewer,
        client_id: &ClientId,
        target: &str,
        body: &B,
    ) -> Result<Begun<T>, ApiError> {
        check_client_id(client_id)?;
        let key = RequestKey::new(&viewer.person.id, client_id, target, body)?;
        let mut change = app.store.begin().await?;
        Ok(match earlier_answer(&mut change, &key).await? {
            Some(answer) => Begun::Earlier(answer),
            None => Begun::New(Self { change, key }),
        })
    }

    /// Keeps the answer for when the same write comes again, and makes it all last.
    pub(crate) async fn finish<T: Serialize>(mut self, answer: &T, at: Timestamp) -> Result<(), ApiError> {
        self.change.remember(&self.key, answer, at).await?;
        Ok(self.change.commit().await?)
    }
}

/// Refuses keys that are not lower-case UUIDs.
pub(crate) fn check_client_id(client_id: &ClientId) -> Result<(), ApiError> {
    client_id.check_uuid().map_err(|error| {
        ApiError::invalid_value(
            "/client_id",
            Text::new(
                "client_id 应为小写的 UUID，例如 01890a5d-ac96-774b-bcce-b302099a8057。",
                format!("{error}."),
            ),
        )
    })
}

/// The answer already given to this very request, if there was one.
pub(crate) async fn earlier_answer<T: DeserializeOwned>(
    change: &mut Change,
    key: &RequestKey,
) -> Result<Option<T>, ApiError> {
    match change.replay(key).await? {
        Replay::New => Ok(None),
        Replay::Done(answer) => Ok(Some(answer)),
        Replay::Reused => Err(ApiError::new(ProblemCode::IdempotencyKeyReused)
            .detail(Text::new(
                "此 client_id 已用于内容不同的请求，请为新的请求生成新的 client_id。",
                "This client_id came with another request before. Make a new one for a new request.",
            ))
            .at("/client_id")),
    }
}

//! What every write shares: its key, and the answer given before.

use super::ApiError;
use crate::{
    locale::Text,
    store::{Change, Replay, RequestKey},
};
use kefu_contract::{ClientId, ProblemCode};
use serde::de::DeserializeOwned;

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

//! `POST /v1/conversations/{id}/read`.

use super::{ApiError, body::Body, segment::Segment, writes};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::talk::Reader,
    locale::Locale,
    store::{ConversationRecord, RequestKey},
};
use axum::{Json, extract::State};
use kefu_contract::{Conversation, ConversationId, MarkRead};

pub(crate) async fn mark(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<MarkRead>,
) -> Result<Json<Conversation>, ApiError> {
    let id = ConversationId(id);
    let audience = viewer.audience();
    app.store.conversation(&id, &audience).await?.ok_or_else(ApiError::not_found)?;
    writes::check_client_id(&request.client_id)?;
    let target = format!("POST read {id}");
    let key = RequestKey::new(&viewer.person.id, &request.client_id, &target, &request)?;

    let mut change = app.store.begin().await?;
    let earlier = writes::earlier_answer::<ConversationRecord>(&mut change, &key).await?;
    let record = match earlier {
        Some(record) => record,
        None => {
            let at = app.clock.now();
            if change.mark_read(&id, viewer.side, request.up_to, at).await? {
                change.tell(&id, None, at).await?;
            }
            let record = change.conversation(&id, &audience).await?.ok_or_else(ApiError::not_found)?;
            change.remember(&key, &record, at).await?;
            change.commit().await?;
            record
        }
    };
    Reader::new(&app, &viewer, locale).await?.conversation(record).await.map(Json)
}

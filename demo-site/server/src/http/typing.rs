//! `POST /v1/conversations/{id}/typing`: passed on to who listens, never stored.

use super::{ApiError, body::Body, segment::Segment};
use crate::{
    app::AppState,
    audience::{Audience, Side},
    auth::Viewer,
    live::Signal,
};
use axum::{extract::State, http::StatusCode};
use kefu_contract::{ConversationId, Event, EventType, SetTyping, Typing};
use std::sync::Arc;

pub(crate) async fn set(
    State(app): State<AppState>,
    viewer: Viewer,
    Segment(id): Segment,
    Body(request): Body<SetTyping>,
) -> Result<StatusCode, ApiError> {
    let id = ConversationId(id);
    let found = app.store.conversation(&id, &viewer.audience()).await?;
    let conversation = found.ok_or_else(ApiError::not_found)?.conversation;
    let from = viewer.person.id.clone();
    let event = Arc::new(Event {
        typing: Some(Typing { conversation_id: id, person: viewer.person, typing: request.typing }),
        ..Event::new(EventType::Typing, app.clock.now())
    });
    let signal = Signal::Typing { from, event };
    app.hub.tell(&Audience::Staff, signal.clone());
    if viewer.side == Side::Staff {
        app.hub.tell(&Audience::Buyer(conversation.buyer.id), signal);
    }
    Ok(StatusCode::NO_CONTENT)
}

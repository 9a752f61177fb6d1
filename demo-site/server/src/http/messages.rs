//! `/v1/conversations/{id}/messages`: pages, and sending.

use super::{
    ApiError,
    body::Body,
    query::{self, Parameters},
    segment::Segment,
    session::PAGE_SIZE,
    writes::{Begun, Write},
};
use crate::{
    app::{App, AppState},
    auth::Viewer,
    desk::{
        assistant, chat,
        contents::{self, Sending},
        orders, quick_replies,
        talk::Reader,
    },
    locale::{Locale, Text},
    store::{NewMessage, Span},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{ConversationId, Message, MessageId, Page, ProblemCode, SendMessage, Visibility};

/// Items of a page when the request does not say.
const DEFAULT_LIMIT: u32 = 50;

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    parameters: Parameters,
) -> Result<Json<Page<Message>>, ApiError> {
    let id = ConversationId(id);
    let limit = parameters.within("limit", 1..=PAGE_SIZE)?.unwrap_or(DEFAULT_LIMIT);
    let list = format!("messages {id}");
    let span = span(&app, &list, &parameters)?;
    app.store.conversation(&id, &viewer.audience()).await?.ok_or_else(ApiError::not_found)?;
    let window = app.store.messages(&id, viewer.side, &span, limit as usize).await?;
    let mut window = window.ok_or_else(ApiError::not_found)?;
    let reader = Reader::new(&app, &viewer, locale).await?;
    for message in &mut window.items {
        reader.message(message).await?;
    }
    // An empty page still knows its place: what follows a cursor's own item lies before the place after it.
    let first = window.items.first().map(|message| message.position);
    let last = window.items.last().map(|message| message.position);
    let (first, last) = match (&span, first, last) {
        (Span::Before(position), None, _) => (*position, position.saturating_sub(1)),
        (Span::After(position), None, _) => (position.saturating_add(1), *position),
        (_, first, last) => (first.unwrap_or(0), last.unwrap_or(0)),
    };
    let before = window.older.then(|| app.cursors.seal(&list, &first)).transpose()?;
    let after = window.newer.then(|| app.cursors.seal(&list, &last)).transpose()?;
    Ok(Json(Page { items: window.items, before, after }))
}

fn span(app: &App, list: &str, parameters: &Parameters) -> Result<Span, ApiError> {
    let before = parameters.text("before")?;
    let after = parameters.text("after")?;
    let around = parameters.text("around")?;
    match (before, after, around) {
        (None, None, None) => Ok(Span::Newest),
        (Some(cursor), None, None) => Ok(Span::Before(app.cursors.open(list, cursor)?)),
        (None, Some(cursor), None) => Ok(Span::After(app.cursors.open(list, cursor)?)),
        (None, None, Some(id)) => {
            let id = MessageId::from(id);
            id.check().map_err(|_| query::invalid("around"))?;
            Ok(Span::Around(id))
        }
        _ => Err(ApiError::new(ProblemCode::InvalidQuery).detail(Text::new(
            "before、after、around 最多给一个。",
            "At most one of before, after and around may be given.",
        ))),
    }
}

pub(crate) async fn send(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<SendMessage>,
) -> Result<(StatusCode, Json<Message>), ApiError> {
    let id = ConversationId(id);
    let reader = Reader::new(&app, &viewer, locale).await?;
    let target = format!("POST messages {id}");
    let (status, mut message) =
        match Write::begin(&app, &viewer, &request.client_id, &target, &request).await? {
            Begun::Earlier(message) => (StatusCode::OK, message),
            Begun::New(write) => (StatusCode::CREATED, add(write, &app, &viewer, locale, id, request).await?),
        };
    reader.message(&mut message).await?;
    Ok((status, Json(message)))
}

async fn add(
    mut write: Write,
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    conversation: ConversationId,
    request: SendMessage,
) -> Result<Message, ApiError> {
    let found = write.change.conversation(&conversation, &viewer.audience()).await?;
    let record = found.ok_or_else(ApiError::not_found)?;
    let visibility = visibility(viewer, request.visibility.as_ref())?;
    let sending = Sending {
        app,
        viewer,
        locale,
        conversation: &record.conversation,
        visibility: &visibility,
        client_id: &request.client_id,
        content: &request.content,
    };
    let content = contents::accept(&mut write.change, &sending).await?;
    let at = app.clock.now();
    let new = NewMessage {
        client_id: Some(request.client_id),
        visibility,
        ..chat::message(&conversation, viewer.person.clone(), content, at)
    };
    let message = chat::add(&mut write.change, new).await?;
    orders::listen(app, &mut write.change, &message.sender, &message.content).await?;
    if message.sender.role.is_staff() && message.visibility == Visibility::Everyone {
        let text = message.content.text.as_deref().unwrap_or_default();
        quick_replies::count_use(&mut write.change, &message.sender.id, text).await?;
    }
    // Within the same change: whoever sends it again is not answered again, and no crash comes in between.
    assistant::hear(app, &mut write.change, viewer, locale, &message).await?;
    write.finish(&message, at).await?;
    Ok(message)
}

fn visibility(viewer: &Viewer, wanted: Option<&Visibility>) -> Result<Visibility, ApiError> {
    match wanted {
        None | Some(Visibility::Everyone) => Ok(Visibility::Everyone),
        Some(Visibility::Staff) if viewer.is_staff() => Ok(Visibility::Staff),
        Some(Visibility::Staff) => Err(ApiError::new(ProblemCode::Forbidden)
            .detail(Text::new("只有客服可以写内部备注。", "Only staff write internal notes."))
            .at("/visibility")),
        Some(Visibility::Other(_)) => Err(ApiError::invalid_value(
            "/visibility",
            Text::new("visibility 只能是 everyone 或 staff。", "visibility is everyone or staff."),
        )),
    }
}

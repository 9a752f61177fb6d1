//! `/v1/conversations/{id}/messages`: pages, and sending.

use super::{
    ApiError,
    body::Body,
    query::{self, Parameters},
    segment::Segment,
    session::PAGE_SIZE,
    text_rules, writes,
};
use crate::{
    app::{App, AppState},
    auth::Viewer,
    catalogue,
    desk::cases,
    locale::{Locale, Text},
    store::{NewMessage, RequestKey, Span},
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{
    Content, ContentType, ConversationId, LengthLimit, LengthUnit, Message, MessageId, NewContent, Page,
    ProblemCode, SendMessage, Visibility,
};
use uuid::Uuid;

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
    cases::refresh(&app, &mut window.items).await?;
    for message in &mut window.items {
        app.catalogue.localise_message(message, locale);
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
    let conversation = ConversationId(id);
    app.store.conversation(&conversation, &viewer.audience()).await?.ok_or_else(ApiError::not_found)?;
    writes::check_client_id(&request.client_id)?;
    let visibility = visibility(&viewer, request.visibility.as_ref())?;
    let content = content(&app, &request.content)?;
    let target = format!("POST messages {conversation}");
    let key = RequestKey::new(&viewer.person.id, &request.client_id, &target, &request)?;

    let mut change = app.store.begin().await?;
    let earlier = writes::earlier_answer::<Message>(&mut change, &key).await?;
    let (status, mut message) = match earlier {
        Some(message) => (StatusCode::OK, message),
        None => {
            let at = app.clock.now();
            let new = NewMessage {
                id: MessageId(format!("m-{}", Uuid::now_v7())),
                client_id: Some(request.client_id),
                conversation: conversation.clone(),
                sender: viewer.person,
                content,
                visibility,
                at,
            };
            let message = change.append(new).await?;
            change.tell(&conversation, Some(&message), at).await?;
            change.remember(&key, &message, at).await?;
            change.commit().await?;
            (StatusCode::CREATED, message)
        }
    };
    app.catalogue.localise_message(&mut message, locale);
    Ok((status, Json(message)))
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

fn content(app: &App, sent: &NewContent) -> Result<Content, ApiError> {
    match sent.kind {
        ContentType::Text => {
            if sent.product_id.is_some() {
                return Err(ApiError::invalid_value(
                    "/content/product_id",
                    Text::new("文字消息不能带商品。", "A text message carries no product."),
                ));
            }
            only(sent, NewContent { text: sent.text.clone(), ..NewContent::empty(ContentType::Text) })?;
            let limit = LengthLimit { max: app.policy.texts.message_chars, unit: LengthUnit::Chars };
            let text = sent.text.as_deref().unwrap_or_default();
            Ok(Content::text(text_rules::accept(text, &limit, "/content/text")?))
        }
        ContentType::Product => product(app, sent),
        // Types the contract knows and this backend does not take yet, and those nobody knows.
        _ => Err(ApiError::invalid_value(
            "/content/type",
            Text::new(
                "可以发送的消息类型有 text 和 product。",
                "Messages of type text and product can be sent.",
            ),
        )),
    }
}

/// Refuses fields that belong to another type of message: dropped in silence they would seem sent.
fn only(sent: &NewContent, expected: NewContent) -> Result<(), ApiError> {
    if *sent == expected {
        return Ok(());
    }
    Err(ApiError::invalid_value(
        "/content",
        Text::new("内容带有不属于此类型的字段。", "The content has fields of another type."),
    ))
}

fn product(app: &App, sent: &NewContent) -> Result<Content, ApiError> {
    let product_id = sent.product_id.clone();
    only(
        sent,
        NewContent { product_id, text: sent.text.clone(), ..NewContent::empty(ContentType::Product) },
    )?;
    let Some(wanted) = &sent.product_id else {
        return Err(ApiError::invalid_value(
            "/content/product_id",
            Text::new("请给出商品编号。", "A product message names its product."),
        ));
    };
    let product = app.catalogue.find(wanted).ok_or_else(|| {
        ApiError::invalid_value(
            "/content/product_id",
            Text::new("本店没有这件商品。", "The shop has no such product."),
        )
    })?;
    Ok(catalogue::product_content(product.card(Locale::ZhCn)))
}

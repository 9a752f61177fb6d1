//! `/v1/conversations`: list, open, show.

use super::{ApiError, body::Body, query::Parameters, segment::Segment, session::PAGE_SIZE, writes};
use crate::{
    app::{App, AppState},
    auth::Viewer,
    desk::talk::{self, Reader},
    locale::{Locale, Text},
    store::{
        Change, ConversationFilter, ConversationKey, ConversationRecord, NewConversation, ReplaceContext,
        RequestKey,
    },
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::{
    ActOnConversation, Conversation, ConversationId, ConversationStatus, OpenContext, OpenConversation, Page,
    ProblemCode, Timestamp, UpdateConversation, paths,
};
use uuid::Uuid;

/// Items of a page when the request does not say.
const DEFAULT_LIMIT: u32 = 50;

pub(crate) async fn list(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    parameters: Parameters,
) -> Result<Json<Page<Conversation>>, ApiError> {
    let limit = parameters.within("limit", 1..=PAGE_SIZE)?.unwrap_or(DEFAULT_LIMIT);
    let status = parameters.text("status")?.map(ConversationStatus::from);
    let list = list_name(&viewer, status.as_ref());
    let after = parameters
        .text("after")?
        .map(|cursor| app.cursors.open::<(i64, i64, String)>(&list, cursor))
        .transpose()?
        .map(|(group, order, id)| ConversationKey { group, order, id: ConversationId(id) });
    let filter = ConversationFilter { audience: viewer.audience(), status };
    let mut found = app.store.conversations(&filter, after.as_ref(), limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let after =
        last.map(|(key, _)| app.cursors.seal(&list, &(key.group, key.order, &key.id.0))).transpose()?;
    let reader = Reader::new(&app, &viewer, locale).await?;
    let mut items = Vec::with_capacity(found.len());
    for (_, record) in found {
        items.push(reader.conversation(record).await?);
    }
    Ok(Json(Page { items, before: None, after }))
}

/// Names a list, so that a cursor of one is refused by another.
fn list_name(viewer: &Viewer, status: Option<&ConversationStatus>) -> String {
    let status = status.map_or("*", ConversationStatus::as_str);
    format!("conversations {} {status}", viewer.audience().name())
}

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Json<Conversation>, ApiError> {
    let found = app.store.conversation(&ConversationId(id), &viewer.audience()).await?;
    let record = found.ok_or_else(ApiError::not_found)?;
    Reader::new(&app, &viewer, locale).await?.conversation(record).await.map(Json)
}

pub(crate) async fn update(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<UpdateConversation>,
) -> Result<Json<Conversation>, ApiError> {
    talk::update(&app, &viewer, locale, &ConversationId(id), &request).await.map(Json)
}

pub(crate) async fn act(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Segment(id): Segment,
    Body(request): Body<ActOnConversation>,
) -> Result<Json<Conversation>, ApiError> {
    talk::act(&app, &viewer, locale, &ConversationId(id), &request).await.map(Json)
}

pub(crate) async fn open(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<OpenConversation>,
) -> Result<(StatusCode, Json<Conversation>), ApiError> {
    if viewer.is_staff() {
        return Err(ApiError::new(ProblemCode::Forbidden)
            .detail(Text::new("只有买家可以发起会话。", "Only buyers open conversations.")));
    }
    writes::check_client_id(&request.client_id)?;
    check_context(&app, &viewer, &request.context).await?;
    let target = format!("POST {}", paths::CONVERSATIONS);
    let key = RequestKey::new(&viewer.person.id, &request.client_id, &target, &request)?;
    let mut change = app.store.begin().await?;
    let earlier = writes::earlier_answer::<ConversationRecord>(&mut change, &key).await?;
    let (status, record) = match earlier {
        Some(record) => (StatusCode::OK, record),
        None => begin_or_take_up(change, app.clock.now(), &viewer, locale, request, &key).await?,
    };
    let conversation = Reader::new(&app, &viewer, locale).await?.conversation(record).await?;
    Ok((status, Json(conversation)))
}

async fn check_context(app: &App, viewer: &Viewer, context: &OpenContext) -> Result<(), ApiError> {
    if context.product_id.as_ref().is_some_and(|id| app.catalogue.find(id).is_none()) {
        return Err(ApiError::invalid_value(
            "/context/product_id",
            Text::new("本店没有这件商品。", "The shop has no such product."),
        ));
    }
    let Some(id) = &context.order_id else { return Ok(()) };
    let order = app.store.order(id).await?;
    if order.is_none_or(|record| record.order.buyer.id != viewer.person.id) {
        return Err(ApiError::invalid_value(
            "/context/order_id",
            Text::new("没有找到这笔订单。", "The shop has no such order."),
        ));
    }
    Ok(())
}

async fn begin_or_take_up(
    mut change: Change,
    at: Timestamp,
    viewer: &Viewer,
    locale: Locale,
    request: OpenConversation,
    key: &RequestKey,
) -> Result<(StatusCode, ConversationRecord), ApiError> {
    let OpenContext { product_id: product, order_id: order } = request.context;
    let (status, id, changed) = match change.latest_conversation_of(&viewer.person.id).await? {
        Some(id) => {
            let changed = change.take_up(&ReplaceContext { id: id.clone(), product, order, at }).await?;
            (StatusCode::OK, id, changed)
        }
        None => {
            let id = ConversationId(format!("c-{}", Uuid::now_v7()));
            let buyer = viewer.person.id.clone();
            let new = NewConversation { id: id.clone(), buyer, product, order, tags: Vec::new(), at };
            change.begin_conversation(&new).await?;
            (StatusCode::CREATED, id, true)
        }
    };
    if changed {
        change.tell(&id, None, at).await?;
    }
    change.meet_customer(&viewer.person.id, locale.tag(), at).await?;
    let record = change.conversation(&id, &viewer.audience()).await?.ok_or_else(ApiError::not_found)?;
    change.remember(key, &record, at).await?;
    change.commit().await?;
    Ok((status, record))
}

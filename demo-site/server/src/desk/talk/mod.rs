//! Conversations: shown, and what is done with them besides writing.

mod facts;
mod reader;

pub(crate) use reader::Reader;

use crate::{
    app::App,
    audience::Audience,
    auth::Viewer,
    http::{ApiError, Begun, Current, Write, composed},
    locale::Locale,
    store::ConversationRecord,
};
use facts::By;
use kefu_contract::{
    ActOnConversation, ClientId, Conversation, ConversationId, ProblemCode, UpdateConversation,
};
use kefu_rules::{
    conversation::{self, Applied, Context},
    order::Refused,
};
use serde::Serialize;

/// Changes status, assignee or labels of a conversation and gives the conversation afterwards.
pub(crate) async fn update(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ConversationId,
    request: &UpdateConversation,
) -> Result<Conversation, ApiError> {
    let deed =
        Deed { id, target: format!("PATCH conversations/{id}"), client_id: &request.client_id, request };
    let reader = Reader::new(app, viewer, locale).await?;
    carry_out(&reader, deed, |conversation, context| conversation::update(conversation, request, context))
        .await
}

/// Carries out an action on a conversation and gives the conversation afterwards.
pub(crate) async fn act(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ConversationId,
    request: &ActOnConversation,
) -> Result<Conversation, ApiError> {
    let target = format!("POST conversations/{id}/actions");
    let deed = Deed { id, target, client_id: &request.client_id, request };
    let request = ActOnConversation {
        text: said(request.text.as_deref(), "/text")?,
        reason: said(request.reason.as_deref(), "/reason")?,
        ..request.clone()
    };
    let reader = Reader::new(app, viewer, locale).await?;
    carry_out(&reader, deed, |conversation, context| conversation::act(conversation, &request, context)).await
}

/// Brings back a conversation whose time has come.
pub(crate) async fn expire(app: &App, id: &ConversationId) -> Result<(), ApiError> {
    let now = app.clock.now();
    let mut change = app.store.begin().await?;
    let before = change.conversation(id, &Audience::Staff).await?.ok_or_else(ApiError::not_found)?;
    match conversation::wake(&before.conversation, before.kept, now) {
        Some(applied) => {
            facts::save(&mut change, &before, &applied.conversation, applied.kept, now).await?;
        }
        // It has come back before, or was put off: the clock forgets what it meant to do.
        None => change.schedule_return(id, &before.kept).await?,
    }
    Ok(change.commit().await?)
}

/// A text ready for the rules: composed, and left out where there is nothing to read.
fn said(text: Option<&str>, pointer: &str) -> Result<Option<String>, ApiError> {
    text.filter(|text| !text.trim().is_empty()).map(|text| composed(text, pointer)).transpose()
}

/// What somebody wants done with a conversation.
struct Deed<'a, B> {
    id: &'a ConversationId,
    target: String,
    client_id: &'a ClientId,
    /// As it was sent.
    request: &'a B,
}

async fn carry_out<B: Serialize>(
    reader: &Reader<'_>,
    deed: Deed<'_, B>,
    decide: impl FnOnce(&Conversation, &Context) -> Result<Applied, Refused>,
) -> Result<Conversation, ApiError> {
    let (app, viewer, id) = (reader.app, reader.viewer, deed.id);
    let begun = Write::begin(app, viewer, deed.client_id, &deed.target, deed.request).await?;
    let mut write = match begun {
        Begun::Earlier(answer) => return reader.conversation(answer).await,
        Begun::New(write) => write,
    };
    let audience = viewer.audience();
    let seen: ConversationRecord =
        write.change.conversation(id, &audience).await?.ok_or_else(ApiError::not_found)?;
    // Decided on what the staff see: buyers are not told of labels, which must not get lost.
    let whole = write.change.conversation(id, &Audience::Staff).await?.ok_or_else(ApiError::not_found)?;
    let context = reader.context(whole.kept);
    let applied = match decide(&whole.conversation, &context) {
        Ok(applied) => applied,
        Err(refused) if refused.code == ProblemCode::VersionConflict => {
            drop(write);
            let now = reader.conversation(seen).await?;
            return Err(ApiError::stale(Current::Conversation(Box::new(now))));
        }
        Err(refused) => return Err(refused.into()),
    };
    facts::save(&mut write.change, &whole, &applied.conversation, applied.kept, context.now).await?;
    let by = By { app, viewer, locale: reader.locale, client_id: deed.client_id, now: context.now };
    for fact in applied.facts {
        facts::happen(&mut write.change, id, fact, &by).await?;
    }
    let answer = write.change.conversation(id, &audience).await?.ok_or_else(ApiError::not_found)?;
    write.finish(&answer, context.now).await?;
    reader.conversation(answer).await
}

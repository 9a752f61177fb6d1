//! What follows from decisions on conversations.

use crate::{
    app::App,
    auth::Viewer,
    desk::{
        assistant,
        chat::{self, add, message},
        contents,
    },
    http::ApiError,
    locale::Locale,
    store::{Change, ConversationRecord, NewMessage, NewRating},
};
use kefu_contract::{ClientId, Content, Conversation, ConversationId, Timestamp, Visibility};
use kefu_rules::conversation::{Fact, Kept};

/// Who did it, and when.
#[derive(Debug)]
pub(super) struct By<'a> {
    pub(super) app: &'a App,
    pub(super) viewer: &'a Viewer,
    pub(super) locale: Locale,
    pub(super) client_id: &'a ClientId,
    pub(super) now: Timestamp,
}

/// Stores a conversation after a decision and tells of it, if it changed.
pub(super) async fn save(
    change: &mut Change,
    before: &ConversationRecord,
    conversation: &Conversation,
    kept: Kept,
    now: Timestamp,
) -> Result<(), ApiError> {
    let record = ConversationRecord { conversation: conversation.clone(), kept };
    if record == *before {
        return Ok(());
    }
    change.save_conversation(&record).await?;
    Ok(change.tell(&conversation.id, None, now).await?)
}

/// Lets happen what a decision asks for.
pub(super) async fn happen(
    change: &mut Change,
    id: &ConversationId,
    fact: Fact,
    by: &By<'_>,
) -> Result<(), ApiError> {
    match fact {
        Fact::Note(text) => {
            let note = NewMessage {
                client_id: Some(by.client_id.clone()),
                visibility: Visibility::Staff,
                ..message(id, by.viewer.person.clone(), Content::text(text), by.now)
            };
            add(change, note).await?;
        }
        Fact::Notice { chinese, english } => {
            chat::notice(change, id, chinese, &english, by.now).await?;
        }
        Fact::Transferred { from, to } => change.log_transfer(id, &from, &to, by.now).await?,
        Fact::AskRating => {
            let request = message(id, change.shop_itself().await?, contents::rating::request(), by.now);
            let request = add(change, request).await?;
            change.ask_rating(&request).await?;
        }
        Fact::Rated { score, reason } => {
            let conversation = id.clone();
            let rating = NewRating { conversation, score, reason: reason.clone(), at: by.now };
            if let Some(request) = change.add_rating(&rating).await? {
                contents::rating::answer(change, &request, score, reason, by.now).await?;
            }
        }
        Fact::AskHuman => assistant::ask_human(by.app, change, by.viewer, by.locale, id).await?,
    }
    Ok(())
}

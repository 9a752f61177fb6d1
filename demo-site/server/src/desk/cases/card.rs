//! Cases in conversations: a card when one opens and when it ends.

use crate::{
    desk::contents::refund,
    http::ApiError,
    store::{Change, NewMessage},
};
use kefu_contract::{Case, MessageId, Timestamp, Visibility};
use kefu_rules::after_sale::machine::State;

/// Tells the case's conversation how it stands. Nothing is said where there is no conversation, or nobody to say it.
pub(super) async fn tell(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    let Some(conversation) = case.conversation_id.clone() else { return Ok(()) };
    let Some(sender) = change.automaton().await? else { return Ok(()) };
    let new = NewMessage {
        id: MessageId(crate::fresh::id("m")),
        client_id: None,
        conversation: conversation.clone(),
        sender,
        content: refund::message(case),
        visibility: Visibility::Everyone,
        at: now,
    };
    let message = change.append(new).await?;
    Ok(change.tell(&conversation, Some(&message), now).await?)
}

/// Tells the conversation of a case that is over.
pub(super) async fn tell_end(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    match State::known(&case.state) {
        Some(state) if state.is_terminal() => tell(change, case, now).await,
        _ => Ok(()),
    }
}

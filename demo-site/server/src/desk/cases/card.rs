//! Cases in conversations: a card when one opens and when it ends.

use crate::{
    desk::{chat, contents::refund},
    http::ApiError,
    store::Change,
};
use kefu_contract::{Case, Timestamp};
use kefu_rules::after_sale::machine::State;

/// Tells the buyer's conversation how a case stands. Nothing is said where there is no conversation, or nobody to say it.
pub(super) async fn tell(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    if case.conversation_id.is_none() {
        return Ok(());
    }
    let Some(sender) = change.automaton().await? else { return Ok(()) };
    chat::say(change, &case.buyer.id, &sender, refund::message(case), now).await
}

/// Tells the conversation of a case that is over.
pub(super) async fn tell_end(change: &mut Change, case: &Case, now: Timestamp) -> Result<(), ApiError> {
    match State::known(&case.state) {
        Some(state) if state.is_terminal() => tell(change, case, now).await,
        _ => Ok(()),
    }
}

//! What is said in a buyer's conversation when something is done elsewhere.

use crate::{
    fresh,
    http::ApiError,
    store::{Change, NewConversation, NewMessage},
};
use kefu_contract::{Content, ConversationId, MessageId, Person, Timestamp, UserId, Visibility};

/// Says something in the buyer's conversation: the open one, else the latest, else a new one.
pub(crate) async fn say(
    change: &mut Change,
    buyer: &UserId,
    sender: &Person,
    content: Content,
    at: Timestamp,
) -> Result<(), ApiError> {
    let conversation = match change.latest_conversation_of(buyer).await? {
        Some(id) => id,
        None => {
            let id = ConversationId(fresh::id("c"));
            let (buyer, tags) = (buyer.clone(), Vec::new());
            change
                .begin_conversation(&NewConversation {
                    id: id.clone(),
                    buyer,
                    product: None,
                    order: None,
                    tags,
                    at,
                })
                .await?;
            id
        }
    };
    let message = NewMessage {
        id: MessageId(fresh::id("m")),
        // Nobody's composer waits for it.
        client_id: None,
        conversation: conversation.clone(),
        sender: sender.clone(),
        content,
        visibility: Visibility::Everyone,
        at,
    };
    let message = change.append(message).await?;
    Ok(change.tell(&conversation, Some(&message), at).await?)
}

//! What is said in a buyer's conversation when something is done elsewhere.

use crate::{
    fresh,
    http::ApiError,
    store::{Change, NewConversation, NewMessage},
};
use kefu_contract::{
    Content, ContentType, ConversationId, Message, MessageId, Person, Timestamp, UserId, Visibility,
};

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
    add(change, message(&conversation, sender.clone(), content, at)).await?;
    Ok(())
}

/// A message for everyone that nobody's composer waits for.
pub(crate) fn message(
    conversation: &ConversationId,
    sender: Person,
    content: Content,
    at: Timestamp,
) -> NewMessage {
    NewMessage {
        id: MessageId(fresh::id("m")),
        client_id: None,
        conversation: conversation.clone(),
        sender,
        content,
        visibility: Visibility::Everyone,
        at,
    }
}

/// Adds a line of the shop itself, for staff only. Colleagues read it in their own language.
pub(crate) async fn notice(
    change: &mut Change,
    conversation: &ConversationId,
    chinese: String,
    english: &str,
    at: Timestamp,
) -> Result<(), ApiError> {
    let content = Content { text: Some(chinese), ..Content::empty(ContentType::Notice) };
    let line = message(conversation, change.shop_itself().await?, content, at);
    let line = add(change, NewMessage { visibility: Visibility::Staff, ..line }).await?;
    Ok(change.add_english(&line.id, english).await?)
}

/// Adds a message and tells those who may see it.
pub(crate) async fn add(change: &mut Change, new: NewMessage) -> Result<Message, ApiError> {
    let (id, at) = (new.conversation.clone(), new.at);
    let message = change.append(new).await?;
    change.tell(&id, Some(&message), at).await?;
    Ok(message)
}

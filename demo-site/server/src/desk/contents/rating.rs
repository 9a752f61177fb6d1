//! A rating asked for, and given.

use crate::{
    http::ApiError,
    locale::{Locale, Text},
    store::Change,
};
use kefu_contract::{Content, ContentType, MessageId, RatingCard, Timestamp};

/// A request nobody has answered yet.
pub(crate) fn request() -> Content {
    let rating = Some(RatingCard::default());
    let mut content = Content { rating, ..Content::empty(ContentType::RatingRequest) };
    refresh(Locale::ZhCn, &mut content);
    content
}

/// Puts the buyer's answer into the request, for everybody who has it on screen.
pub(crate) async fn answer(
    change: &mut Change,
    request: &MessageId,
    score: u8,
    reason: Option<String>,
    at: Timestamp,
) -> Result<(), ApiError> {
    let Some(mut message) = change.message(request).await? else { return Ok(()) };
    message.content.rating = Some(RatingCard { score: Some(score), reason, rated_at: Some(at) });
    refresh(Locale::ZhCn, &mut message.content);
    change.rewrite(request, &message.content).await?;
    Ok(change.tell_rewritten(&message, at).await?)
}

/// Words for readers that cannot show the card.
pub(super) fn refresh(locale: Locale, content: &mut Content) {
    let words = match content.rating.as_ref().and_then(|rating| rating.score) {
        None => Text::new("请为本次服务评分。", "How was our service? Please rate it."),
        Some(score) => Text::new(format!("已评分：{score} 分。"), format!("Rated: {score} of 5.")),
    };
    content.text = Some(words.get(locale).to_owned());
}

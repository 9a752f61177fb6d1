//! How a visit ends: some buyers are asked how it was, most of them answer, and the conversation is closed.

use super::{super::chance::uuid_at, plan::SECOND};
use crate::{
    audience::Audience,
    desk::contents::rating,
    store::{Change, ConversationRecord, NewMessage, NewRating, StoreError},
};
use kefu_contract::{ConversationId, MessageId, Timestamp, Visibility};
use kefu_rules::conversation::{Kept, RatingState};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// After so long a silence a visit is over.
pub(super) const VISIT_ENDS: i64 = 2 * 3_600 * SECOND;

const ASKED_AFTER: i64 = 120 * SECOND;
const ANSWERED_AFTER: i64 = 45 * SECOND;
const CLOSED_AFTER: i64 = 600 * SECOND;

/// Of so many ratings, each score has its place.
const SCORES: [u8; 12] = [5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 3, 2];

/// Ends the visit whose last word was said at `at`.
pub(super) async fn part(
    change: &mut Change,
    id: &ConversationId,
    at: Timestamp,
    rng: &mut ChaCha8Rng,
) -> Result<(), StoreError> {
    // A request that was never answered is not repeated.
    let open = change.conversation(id, &Audience::Staff).await?;
    let free = open.as_ref().is_some_and(|record| record.kept.rating == RatingState::NotAsked);
    if free && rng.random_bool(0.6) {
        let score = rng.random_bool(0.7).then(|| SCORES[rng.random_range(0..SCORES.len())]);
        ask(change, id, at.plus_ms(ASKED_AFTER), score, rng).await?;
    }
    change.close_conversation(id, at.plus_ms(CLOSED_AFTER)).await
}

async fn ask(
    change: &mut Change,
    id: &ConversationId,
    at: Timestamp,
    score: Option<u8>,
    rng: &mut ChaCha8Rng,
) -> Result<(), StoreError> {
    let rated_at = at.plus_ms(ANSWERED_AFTER);
    let content = match score {
        Some(score) => rating::answered(score, None, rated_at),
        None => rating::request(),
    };
    let request = NewMessage {
        id: MessageId(format!("m-{}", uuid_at(at, rng))),
        client_id: None,
        conversation: id.clone(),
        sender: change.shop_itself().await?,
        content,
        visibility: Visibility::Everyone,
        at,
    };
    let request = change.append(request).await?;
    change.ask_rating(&request).await?;
    if let Some(score) = score {
        let conversation = id.clone();
        change.add_rating(&NewRating { conversation, score, reason: None, at: rated_at }).await?;
    } else if let Some(record) = change.conversation(id, &Audience::Staff).await? {
        let kept = Kept { rating: RatingState::Asked, ..record.kept };
        change.save_conversation(&ConversationRecord { kept, ..record }).await?;
    }
    Ok(())
}

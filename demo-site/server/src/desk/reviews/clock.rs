//! What time does to a review.

use super::{context, order_of, save};
use crate::{
    app::App,
    desk::orders::platform,
    http::ApiError,
    locale::{Locale, Text},
    store::ReviewRecord,
};
use kefu_contract::{ModerationState, Order, Review, ReviewId, Timestamp};
use kefu_rules::{
    language::Language,
    policy::{Policy, Severity},
    reply_guard,
    review::{self, Context},
};

/// The explanation has been checked.
pub(crate) const MODERATION: &str = "moderation";
/// A window closes, or the review is to be worked on in another way.
const REFRESH: &str = "refresh";

/// What the clock is to do about a review that is up to date at `now`.
pub(crate) fn dues(policy: &Policy, record: &ReviewRecord, now: Timestamp) -> Vec<(String, Timestamp)> {
    if record.removed {
        return Vec::new();
    }
    let (review, reviews) = (&record.review, &policy.reviews);
    let pending = review.explanation.as_ref().filter(|words| words.moderation == ModerationState::Pending);
    let checked = pending.map(|words| words.at.plus_ms(i64::from(reviews.moderation_s) * 1_000));
    let refresh = review::refresh_at(review, now, policy);
    let dues = [(MODERATION, checked), (REFRESH, refresh)];
    dues.into_iter().filter_map(|(what, at)| Some((what.to_owned(), at?))).collect()
}

/// Does to a review what has fallen due.
pub(crate) async fn expire(app: &App, id: &ReviewId, what: &str) -> Result<(), ApiError> {
    let mut change = app.store.begin().await?;
    let mut record = change.review(id).await?.ok_or_else(ApiError::not_found)?;
    if what == MODERATION {
        let order = order_of(&mut change, &record).await?;
        moderate(app, &mut record, order.as_ref().map(|record| &record.order))?;
    } else {
        let now = app.clock.now();
        review::refresh(&mut record.review, record.changes, now, &app.policy, Language::Chinese);
        record.review.version += 1;
        record.review.updated_at = now;
    }
    save(app, &mut change, &record).await?;
    Ok(change.commit().await?)
}

/// Checks an explanation as the marketplace would: by the guards of today, and of the order as it is today.
fn moderate(app: &App, record: &mut ReviewRecord, order: Option<&Order>) -> Result<(), ApiError> {
    let platform = platform();
    let context = Context { order, ..context(app, &platform, Locale::ZhCn, record) };
    let reason = objection(&record.review, &context);
    let verdict = reason.as_ref().map_or(Ok(()), |reason| Err(reason.zh.as_str()));
    record.review = review::moderate(&record.review, verdict, &context)?.review;
    record.rejected_reason = reason;
    Ok(())
}

/// The first thing that must not stand in a public explanation.
fn objection(review: &Review, context: &Context) -> Option<Text> {
    let text = &review.explanation.as_ref()?.text;
    let private = review::private_data(review, context.order);
    let hits = reply_guard::check(text, &private, &context.policy.reply_guard);
    let hit = hits.iter().find(|hit| hit.severity == Severity::Hard)?;
    let words = |lang| reply_guard::finding(hit, text, "/text", lang).detail.unwrap_or_default();
    Some(Text::new(words(Language::Chinese), words(Language::English)))
}

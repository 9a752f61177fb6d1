//! Windows of reviews: until when one may be changed and explained. Until when one may be written is a deadline of the
//! order.

use crate::policy::ReviewPolicy;
use kefu_contract::{
    Actor, Deadline, DeadlineKind, ExpiryOutcome, LengthLimit, LengthUnit, ModerationState, Rating, Review,
    Timestamp,
};

const DAY_MS: i64 = 24 * 3_600_000;

/// Why something may not be done with a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewDenial {
    /// The action is for the other side.
    WrongRole,
    /// The buyer is not the author.
    NotAuthor,
    /// Only neutral and bad reviews can be changed or removed.
    NotNeutralOrBad,
    /// It has been changed as often as allowed.
    AlreadyChanged,
    /// The time to change it is over.
    ChangeWindowOver,
    /// The buyer has added a follow-up.
    FollowedUp,
    /// The shop has explained itself.
    AlreadyExplained,
    /// The review is too old to be explained.
    ExplainWindowOver,
    /// Good reviews are neither worked on nor reported.
    Good,
    /// No explanation waits to be checked.
    NothingToModerate,
    /// The rating or the action is not known to this version.
    Unknown,
}

fn after(start: Timestamp, days: u32) -> Timestamp {
    start.plus_ms(i64::from(days) * DAY_MS)
}

/// Whether the author may change or remove a review that was changed `changes` times.
///
/// # Errors
/// [`ReviewDenial`]
pub fn may_change(
    review: &Review,
    changes: u32,
    now: Timestamp,
    policy: &ReviewPolicy,
) -> Result<(), ReviewDenial> {
    // A count that lags behind the review itself never grants another change.
    let changes = changes.max(u32::from(review.changed_at.is_some()));
    match review.rating {
        _ if changes >= policy.changes => Err(ReviewDenial::AlreadyChanged),
        Rating::Good => Err(ReviewDenial::NotNeutralOrBad),
        Rating::Other(_) => Err(ReviewDenial::Unknown),
        Rating::Neutral | Rating::Bad if now > after(review.created_at, policy.change_within_d) => {
            Err(ReviewDenial::ChangeWindowOver)
        }
        Rating::Neutral | Rating::Bad => Ok(()),
    }
}

/// Whether the shop may explain itself: not after the follow-up, not below an old review, once. An explanation
/// that moderation rejected may be written again.
///
/// # Errors
/// [`ReviewDenial`]
pub fn may_explain(review: &Review, now: Timestamp, policy: &ReviewPolicy) -> Result<(), ReviewDenial> {
    let explained = review.explanation.as_ref().is_some_and(|e| e.moderation != ModerationState::Rejected);
    if explained {
        Err(ReviewDenial::AlreadyExplained)
    } else if review.follow_up.is_some() {
        Err(ReviewDenial::FollowedUp)
    } else if now > after(review.created_at, policy.explain_within_d) {
        Err(ReviewDenial::ExplainWindowOver)
    } else {
        Ok(())
    }
}

/// The limit of an explanation.
pub fn explanation_limit(policy: &ReviewPolicy) -> LengthLimit {
    LengthLimit { max: policy.explanation_chars, unit: LengthUnit::Chars }
}

/// Running windows of a review, the next one first.
pub fn deadlines(review: &Review, changes: u32, now: Timestamp, policy: &ReviewPolicy) -> Vec<Deadline> {
    let window = |kind, actor, days| Deadline {
        kind,
        at: after(review.created_at, days),
        warn_at: None,
        actor,
        on_expiry: ExpiryOutcome::WindowCloses,
        paused: false,
    };
    let mut running = Vec::new();
    if may_change(review, changes, now, policy).is_ok() {
        running.push(window(DeadlineKind::ChangeReview, Actor::Buyer, policy.change_within_d));
    }
    if may_explain(review, now, policy).is_ok() {
        running.push(window(DeadlineKind::ExplainReview, Actor::Seller, policy.explain_within_d));
    }
    running.sort_by_key(|deadline| deadline.at);
    running
}

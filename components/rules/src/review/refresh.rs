//! What depends on the time and on what happened to a review, rather than on what somebody wrote.

use super::window;
use crate::language::Language;
use crate::policy::Policy;
use crate::triage::{self, Mood};
use kefu_contract::{Rating, Review, ReviewGroup, Timestamp, TriageClass, Warning, WarningCode};

const DAY_MS: i64 = 24 * 3_600_000;

/// Brings windows, triage, the first group and warnings up to date. `changes` is how often the author has changed
/// the review. Call it before a review is shown or stored; doing so twice changes nothing.
pub fn refresh(review: &mut Review, changes: u32, now: Timestamp, policy: &Policy, lang: Language) {
    review.deadlines = window::deadlines(review, changes, now, &policy.reviews);
    if review.group.is_none() {
        review.group = first_group(&review.rating);
    }
    let triage = triage::triage(review, mood(review), now, &policy.triage);
    review.contact_at = triage.as_ref().and_then(|triage| triage.contact_at);
    review.triage = triage.map(|triage| triage.class);
    // Warnings of others, e.g. about the customer, stay.
    review.warnings.retain(|warning| warning.code != WarningCode::ReviewExtortion);
    if review.group == Some(ReviewGroup::Malicious) {
        let text = lang.pick("疑似恶意评价，请保留证据", "Suspected extortion by review; keep the evidence");
        review.warnings.push(Warning { code: WarningCode::ReviewExtortion, text: text.to_owned() });
    }
}

/// When [`refresh`] next finds something else in a review that is up to date at `now`; nothing when it never will.
pub fn refresh_at(review: &Review, now: Timestamp, policy: &Policy) -> Option<Timestamp> {
    use TriageClass::{ApologiseNextOrder, ContactLater, ContactNow};
    // Windows and ages last to the end of their last millisecond.
    let after = |at: Timestamp| at.plus_ms(1);
    let older = |days: u32| after(review.created_at.plus_ms(i64::from(days) * DAY_MS));
    let windows = review.deadlines.iter().map(|deadline| after(deadline.at));
    let ages = matches!(review.triage, Some(ContactNow | ContactLater | ApologiseNextOrder))
        .then(|| [older(policy.triage.old_d), older(policy.triage.ancient_d)]);
    windows.chain(review.contact_at).chain(ages.into_iter().flatten()).filter(|at| *at > now).min()
}

/// The group of a review nobody has worked on.
pub(super) fn first_group(rating: &Rating) -> Option<ReviewGroup> {
    match rating {
        Rating::Neutral => Some(ReviewGroup::Neutral),
        Rating::Bad => Some(ReviewGroup::Bad),
        Rating::Good | Rating::Other(_) => None,
    }
}

/// Nobody judges every review by hand: a bad one is taken for angry, one reported as malicious for a threat.
fn mood(review: &Review) -> Mood {
    match (&review.group, &review.rating) {
        (Some(ReviewGroup::Malicious), _) => Mood::Threatening,
        (_, Rating::Bad) => Mood::Angry,
        _ => Mood::Calm,
    }
}

//! Triage of reviews (评价处理): what to do about one, and when.

use crate::policy::TriagePolicy;
use kefu_contract::{Rating, Review, Timestamp, TriageClass};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The mood of a review, judged by a human or a classifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Matter-of-fact, or disappointed at most.
    Calm,
    /// Angry.
    Angry,
    /// Threatens the shop to get something (恶意评价).
    Threatening,
}

/// What to do about a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// When and how to approach the author.
    pub class: TriageClass,
    /// From when on to contact them; nothing where they are not to be contacted about this review.
    pub contact_at: Option<Timestamp>,
}

/// Decides what to do about a review at `now`; nothing about threats, which are evidence to be reported and no
/// reason to get in touch, about ratings of other versions, and about default reviews, which nobody wrote.
///
/// Age goes before length: an old angry review is not contacted any more.
pub fn triage(review: &Review, mood: Mood, now: Timestamp, policy: &TriagePolicy) -> Option<Triage> {
    let written_at = review.created_at;
    let older = |days: u32| now.since(written_at) > i64::from(days) * DAY_MS;
    let quiet = |class| Some(Triage { class, contact_at: None });
    match review.rating {
        _ if mood == Mood::Threatening || review.by_default => None,
        Rating::Other(_) => None,
        Rating::Good => quiet(TriageClass::Thank),
        Rating::Neutral | Rating::Bad if older(policy.ancient_d) => quiet(TriageClass::FutureOrdersOnly),
        Rating::Neutral | Rating::Bad if older(policy.old_d) => quiet(TriageClass::ApologiseNextOrder),
        Rating::Neutral | Rating::Bad => {
            let chars = review.text.as_deref().map_or(0, |text| text.chars().count());
            let long = mood == Mood::Angry && chars > policy.short_chars as usize;
            let wait_h = if long { policy.cool_down_h } else { 0 };
            let contact_at = written_at.plus_ms(i64::from(wait_h) * HOUR_MS);
            let cooling = long && now < contact_at;
            let class = if cooling { TriageClass::ContactLater } else { TriageClass::ContactNow };
            Some(Triage { class, contact_at: Some(contact_at) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn review(age_ms: i64, chars: usize, rating: Rating) -> Review {
        static FIXTURE: LazyLock<Review> = LazyLock::new(|| {
            serde_json::from_str(include_str!("../../contract/spec/fixtures/review.bad.json")).unwrap()
        });
        let text = Some("差".repeat(chars));
        Review { rating, text, created_at: NOW.plus_ms(-age_ms), ..FIXTURE.clone() }
    }

    #[test]
    fn the_table() {
        use {Mood::*, Rating::*, TriageClass::*};
        let at = |ms| Some(NOW.plus_ms(ms));
        let cases = [
            (review(0, 10, Bad), Calm, Some((ContactNow, at(0)))),
            (review(0, 10, Bad), Angry, Some((ContactNow, at(0)))),
            (review(0, 50, Neutral), Angry, Some((ContactNow, at(0)))),
            (review(0, 51, Bad), Angry, Some((ContactLater, at(DAY_MS)))),
            (review(0, 51, Bad), Calm, Some((ContactNow, at(0)))),
            (review(DAY_MS, 51, Bad), Angry, Some((ContactNow, at(0)))),
            (review(30 * DAY_MS, 10, Bad), Calm, Some((ContactNow, at(-30 * DAY_MS)))),
            (review(30 * DAY_MS + 1, 10, Bad), Calm, Some((ApologiseNextOrder, None))),
            (review(180 * DAY_MS, 99, Neutral), Angry, Some((ApologiseNextOrder, None))),
            (review(180 * DAY_MS + 1, 99, Neutral), Angry, Some((FutureOrdersOnly, None))),
            (review(0, 10, Good), Calm, Some((Thank, None))),
            (review(400 * DAY_MS, 10, Good), Threatening, None),
            (review(0, 10, "mixed".into()), Calm, None),
            (Review { by_default: true, ..review(0, 0, Good) }, Calm, None),
        ];
        for (review, mood, expected) in cases {
            let expected = expected.map(|(class, contact_at)| Triage { class, contact_at });
            assert_eq!(triage(&review, mood, NOW, &TriagePolicy::default()), expected, "{review:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn effort_only_falls_with_age_once_cooled(a in -1_000i64..20_000, b in -1_000i64..20_000, chars in 0usize..500, angry: bool) {
            let rank = |hours: i64| {
                let mood = if angry { Mood::Angry } else { Mood::Calm };
                let review = review(hours * HOUR_MS, chars, Rating::Bad);
                let triage = triage(&review, mood, NOW, &TriagePolicy::default()).unwrap();
                match triage.class {
                    TriageClass::ContactLater => { assert!(triage.contact_at.unwrap() > NOW); 0 }
                    TriageClass::ContactNow => 1,
                    TriageClass::ApologiseNextOrder => 2,
                    TriageClass::FutureOrdersOnly => 3,
                    TriageClass::Thank | TriageClass::Other(_) => 9,
                }
            };
            prop_assert!(rank(a.min(b)) <= rank(a.max(b)) && rank(a.max(b)) < 9);
        }
    }
}

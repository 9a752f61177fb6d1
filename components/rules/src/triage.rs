//! Triage of reviews (评价处理): what to do about one, and when.

use crate::policy::TriagePolicy;
use kefu_contract::Timestamp;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The rating of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// 好评
    Good,
    /// 中评
    Neutral,
    /// 差评
    Bad,
}

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

/// What triage looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewFacts {
    /// The rating.
    pub rating: Rating,
    /// When it was written.
    pub written_at: Timestamp,
    /// Length of its text, in characters.
    pub chars: u32,
    /// Its mood.
    pub mood: Mood,
}

/// What to do about a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Triage {
    /// A good review: thank specifically.
    Thank,
    /// Contact the buyer at once.
    ContactNow,
    /// Let the buyer cool down; contact from this instant on.
    ContactFrom(Timestamp),
    /// Too late to mend: apologise, and offer something on the next order.
    ApologiseAndOffer,
    /// Long past: speak of future orders only, do not reopen old pain.
    FutureOnly,
    /// Threatening: collect evidence and report it.
    CollectEvidence,
}

/// Decides what to do about a review at `now`.
///
/// Threats are reported at any age. Age goes before length: an old angry review is not contacted any more.
pub fn triage(review: &ReviewFacts, now: Timestamp, policy: &TriagePolicy) -> Triage {
    if review.mood == Mood::Threatening {
        return Triage::CollectEvidence;
    }
    if review.rating == Rating::Good {
        return Triage::Thank;
    }
    let age = now.since(review.written_at);
    if age > i64::from(policy.ancient_d) * DAY_MS {
        return Triage::FutureOnly;
    }
    if age > i64::from(policy.old_d) * DAY_MS {
        return Triage::ApologiseAndOffer;
    }
    let cooled = review.written_at.plus_ms(i64::from(policy.cool_down_h) * HOUR_MS);
    if review.mood == Mood::Angry && review.chars > policy.short_chars && now < cooled {
        return Triage::ContactFrom(cooled);
    }
    Triage::ContactNow
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn review(age_ms: i64, chars: u32, rating: Rating, mood: Mood) -> ReviewFacts {
        ReviewFacts { rating, written_at: NOW.plus_ms(-age_ms), chars, mood }
    }

    #[test]
    fn the_table() {
        use {Mood::*, Rating::*};
        let cases = [
            (review(0, 10, Bad, Calm), Triage::ContactNow),
            (review(0, 10, Bad, Angry), Triage::ContactNow),
            (review(0, 50, Neutral, Angry), Triage::ContactNow),
            (review(0, 51, Bad, Angry), Triage::ContactFrom(NOW.plus_ms(DAY_MS))),
            (review(0, 51, Bad, Calm), Triage::ContactNow),
            (review(DAY_MS, 51, Bad, Angry), Triage::ContactNow),
            (review(30 * DAY_MS, 10, Bad, Calm), Triage::ContactNow),
            (review(30 * DAY_MS + 1, 10, Bad, Calm), Triage::ApologiseAndOffer),
            (review(180 * DAY_MS, 99, Neutral, Angry), Triage::ApologiseAndOffer),
            (review(180 * DAY_MS + 1, 99, Neutral, Angry), Triage::FutureOnly),
            (review(0, 10, Good, Calm), Triage::Thank),
            (review(400 * DAY_MS, 10, Good, Threatening), Triage::CollectEvidence),
        ];
        for (facts, expected) in cases {
            assert_eq!(triage(&facts, NOW, &TriagePolicy::default()), expected, "{facts:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn effort_only_falls_with_age_once_cooled(a in -1_000i64..20_000, b in -1_000i64..20_000, chars in 0u32..500, angry: bool) {
            let rank = |hours: i64| {
                let mood = if angry { Mood::Angry } else { Mood::Calm };
                match triage(&review(hours * HOUR_MS, chars, Rating::Bad, mood), NOW, &TriagePolicy::default()) {
                    Triage::ContactFrom(at) => { assert!(at > NOW); 0 }
                    Triage::ContactNow => 1,
                    Triage::ApologiseAndOffer => 2,
                    Triage::FutureOnly => 3,
                    Triage::Thank | Triage::CollectEvidence => 9,
                }
            };
            prop_assert!(rank(a.min(b)) <= rank(a.max(b)) && rank(a.max(b)) < 9);
        }
    }
}

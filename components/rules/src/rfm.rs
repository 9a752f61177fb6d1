//! RFM: recency, frequency and monetary value of a customer, the segment and the tier that follow.
//!
//! Scores by fixed bounds rather than by quantiles of all customers: a score then changes only when the
//! customer does, and can be computed from one customer alone. The eight segments are the usual ones of
//! Chinese shops (重要价值 … 一般挽留).

use crate::money::{self, MoneyError};
use crate::policy::RfmPolicy;
use kefu_contract::{Money, RfmSegment, Timestamp};

const DAY_MS: i64 = 86_400_000;

/// What a customer has bought so far; at least one purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchases {
    /// Time of the last purchase.
    pub last_at: Timestamp,
    /// Number of purchases.
    pub count: u32,
    /// Money spent, refunds taken off.
    pub spent: Money,
}

/// The three scores, each from 1 up to one more than the policy has bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfm {
    /// How lately.
    pub recency: u8,
    /// How often.
    pub frequency: u8,
    /// How much.
    pub monetary: u8,
}

/// The segment of a customer: recency, frequency and money, each high or low.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment {
    /// 重要价值: lately, often, much.
    Champion,
    /// 重要发展: lately, seldom, much.
    Developing,
    /// 重要保持: long ago, often, much.
    Keep,
    /// 重要挽留: long ago, seldom, much.
    WinBack,
    /// 一般价值: lately, often, little.
    Regular,
    /// 一般发展: lately, seldom, little.
    New,
    /// 一般保持: long ago, often, little.
    Fading,
    /// 一般挽留: long ago, seldom, little.
    Lost,
}

/// The tier of a customer (会员等级). Ordered: later is higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// 普通会员
    Regular,
    /// 高级会员
    Senior,
    /// VIP 会员
    Vip,
    /// 至尊 VIP
    Supreme,
}

/// The segment as it goes over the wire.
impl From<Segment> for RfmSegment {
    fn from(segment: Segment) -> Self {
        match segment {
            Segment::Champion => Self::Champion,
            Segment::Developing => Self::Promising,
            Segment::Keep => Self::AtRisk,
            Segment::WinBack => Self::CannotLose,
            Segment::Regular => Self::Regular,
            Segment::New => Self::New,
            Segment::Fading => Self::Fading,
            Segment::Lost => Self::Dormant,
        }
    }
}

/// The tier as it goes over the wire.
impl From<Tier> for kefu_contract::Tier {
    fn from(tier: Tier) -> Self {
        match tier {
            Tier::Regular => Self::Regular,
            Tier::Senior => Self::Senior,
            Tier::Vip => Self::Vip,
            Tier::Supreme => Self::SupremeVip,
        }
    }
}

fn points(reached: usize) -> u8 {
    u8::try_from(reached).unwrap_or(u8::MAX - 1) + 1
}

/// Scores a customer at `now`. A purchase in the future, seen by a slow clock, counts as of today.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`] when the policy's bounds are in another currency.
pub fn score(purchases: &Purchases, now: Timestamp, policy: &RfmPolicy) -> Result<Rfm, MoneyError> {
    for bound in &policy.monetary {
        money::same_currency(bound, &purchases.spent)?;
    }
    let days = now.since(purchases.last_at).div_euclid(DAY_MS);
    Ok(Rfm {
        recency: points(policy.recency_days.iter().filter(|bound| days <= i64::from(**bound)).count()),
        frequency: points(policy.frequency.iter().filter(|bound| purchases.count >= **bound).count()),
        monetary: points(policy.monetary.iter().filter(|b| purchases.spent.amount >= b.amount).count()),
    })
}

/// When the recency of somebody who buys nothing more falls next; nothing when it is at its lowest.
pub fn next_fall(last_at: Timestamp, now: Timestamp, policy: &RfmPolicy) -> Option<Timestamp> {
    let ends = policy.recency_days.iter().map(|bound| last_at.plus_ms((i64::from(*bound) + 1) * DAY_MS));
    ends.filter(|end| *end > now).min()
}

/// The segment of a customer with these scores.
pub fn segment(rfm: Rfm, policy: &RfmPolicy) -> Segment {
    let high = |score: u8| score >= policy.high_from;
    match (high(rfm.monetary), high(rfm.recency), high(rfm.frequency)) {
        (true, true, true) => Segment::Champion,
        (true, true, false) => Segment::Developing,
        (true, false, true) => Segment::Keep,
        (true, false, false) => Segment::WinBack,
        (false, true, true) => Segment::Regular,
        (false, true, false) => Segment::New,
        (false, false, true) => Segment::Fading,
        (false, false, false) => Segment::Lost,
    }
}

/// The tier of a customer with these scores.
pub fn tier(rfm: Rfm, policy: &RfmPolicy) -> Tier {
    let total = u16::from(rfm.recency) + u16::from(rfm.frequency) + u16::from(rfm.monetary);
    match total {
        t if t >= u16::from(policy.supreme_from) => Tier::Supreme,
        t if t >= u16::from(policy.vip_from) => Tier::Vip,
        t if t >= u16::from(policy.senior_from) => Tier::Senior,
        _ => Tier::Regular,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    fn scored(days: i64, count: u32, fen: i64) -> Rfm {
        let purchases = Purchases { last_at: NOW.plus_ms(-days * DAY_MS), count, spent: Money::cny(fen) };
        score(&purchases, NOW, &RfmPolicy::default()).unwrap()
    }

    #[test]
    fn bounds_belong_to_the_better_side() {
        let of = |recency, frequency, monetary| Rfm { recency, frequency, monetary };
        assert_eq!(scored(30, 15, 300_000), of(5, 5, 5));
        assert_eq!(scored(31, 14, 299_999), of(4, 4, 4));
        assert_eq!(scored(366, 1, 0), of(1, 1, 1));
        assert_eq!(scored(-5, 1, -100), of(5, 1, 1));
    }

    #[test]
    fn segments_and_tiers() {
        let policy = RfmPolicy::default();
        let both = |rfm| (segment(rfm, &policy), tier(rfm, &policy));
        assert_eq!(both(scored(1, 20, 500_000)), (Segment::Champion, Tier::Supreme));
        assert_eq!(both(scored(1, 1, 100)), (Segment::New, Tier::Regular));
        assert_eq!(both(scored(200, 9, 150_000)), (Segment::Keep, Tier::Senior));
        assert_eq!(both(scored(500, 1, 100)), (Segment::Lost, Tier::Regular));
        assert_eq!(both(scored(60, 8, 100_000)), (Segment::Champion, Tier::Vip));
    }

    #[test]
    fn other_currencies_are_refused() {
        let spent = Money { amount: 1, currency: "JPY".to_owned(), exponent: 0 };
        let purchases = Purchases { last_at: NOW, count: 1, spent };
        assert!(score(&purchases, NOW, &RfmPolicy::default()).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn recency_falls_exactly_when_foretold(ms in 0i64..500 * DAY_MS) {
            let policy = RfmPolicy::default();
            let last_at = NOW.plus_ms(-ms);
            let at = |now| {
                let purchases = Purchases { last_at, count: 1, spent: Money::cny(1) };
                score(&purchases, now, &policy).unwrap().recency
            };
            match next_fall(last_at, NOW, &policy) {
                Some(fall) => {
                    prop_assert_eq!(at(fall.plus_ms(-1)), at(NOW));
                    prop_assert_eq!(at(fall), at(NOW) - 1);
                }
                None => prop_assert_eq!(at(NOW), 1),
            }
        }

        #[test]
        fn buying_more_or_later_never_lowers_the_tier(
            days in 0i64..800, count in 1u32..30, fen in 0i64..600_000, less in (0i64..100, 0u32..10, 0i64..90_000),
        ) {
            let policy = RfmPolicy::default();
            let better = tier(scored((days - less.0).max(0), count + less.1, fen + less.2), &policy);
            prop_assert!(better >= tier(scored(days, count, fen), &policy));
        }
    }
}

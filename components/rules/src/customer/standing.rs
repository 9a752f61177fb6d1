//! Where a customer stands: scores, tier and stage.

use super::Figures;
use crate::{
    policy::Policy,
    rfm::{self, Purchases},
};
use kefu_contract::{JourneyStage, Rfm, Tier, Timestamp};
use serde::{Deserialize, Serialize};

/// What follows from somebody's figures at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Scores; nothing before the first purchase.
    pub rfm: Option<Rfm>,
    /// Member tier.
    pub tier: Tier,
    /// How far on the way to a loyal customer.
    pub journey: JourneyStage,
}

impl Standing {
    /// Where somebody stands at `now`.
    ///
    /// The stage is the furthest one reached: *loyal* from so many purchases on (policy), *bought* from the first
    /// one, *about to buy* with an order that waits to be paid, *target* once they have asked something, and
    /// *potential* before that. Money paid back whole takes a purchase away again.
    pub fn of(figures: &Figures, now: Timestamp, policy: &Policy) -> Self {
        let journey = match figures {
            Figures { purchases, .. } if *purchases >= policy.customers.loyal_from.max(1) => {
                JourneyStage::Loyal
            }
            Figures { purchases: 1.., .. } => JourneyStage::Bought,
            Figures { about_to_pay: true, .. } => JourneyStage::AboutToBuy,
            Figures { asked: true, .. } => JourneyStage::Target,
            _ => JourneyStage::Potential,
        };
        // Bounds in another currency score nobody; everybody is regular then.
        let scored = figures.last_purchase_at.and_then(|last_at| {
            let purchases = Purchases { last_at, count: figures.purchases, spent: figures.spent.clone() };
            rfm::score(&purchases, now, &policy.rfm).ok().map(|scores| (last_at, scores))
        });
        let tier = scored.map_or(rfm::Tier::Regular, |(_, scores)| rfm::tier(scores, &policy.rfm));
        let rfm = scored.map(|(last_at, scores)| Rfm {
            recency: scores.recency,
            frequency: scores.frequency,
            monetary: scores.monetary,
            segment: rfm::segment(scores, &policy.rfm).into(),
            last_order_at: Some(last_at),
        });
        Self { rfm, tier: tier.into(), journey }
    }

    /// When somebody stands elsewhere merely because time has passed; nothing when that never happens.
    pub fn ends(figures: &Figures, now: Timestamp, policy: &Policy) -> Option<Timestamp> {
        figures.last_purchase_at.and_then(|last_at| rfm::next_fall(last_at, now, &policy.rfm))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::OrderFacts;
    use kefu_contract::{Money, OrderState, RfmSegment};

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);
    const DAY_MS: i64 = 86_400_000;

    fn paid(fen: i64, days_ago: i64) -> OrderFacts {
        let at = NOW.plus_ms(-days_ago * DAY_MS);
        OrderFacts {
            state: OrderState::Completed,
            paid: Some(Money::cny(fen)),
            refunded: Money::cny(0),
            paid_at: Some(at),
            created_at: at,
        }
    }

    fn figures(orders: &[OrderFacts], asked: bool) -> Figures {
        Figures::of(orders, asked, Money::cny(0))
    }

    fn stage(orders: &[OrderFacts], asked: bool) -> JourneyStage {
        Standing::of(&figures(orders, asked), NOW, &Policy::default()).journey
    }

    #[test]
    fn the_furthest_stage_reached_counts() {
        let unpaid = OrderFacts { state: OrderState::AwaitingPayment, paid: None, ..paid(0, 1) };
        let back = OrderFacts { refunded: Money::cny(5_900), ..paid(5_900, 1) };
        assert_eq!(stage(&[], false), JourneyStage::Potential);
        assert_eq!(stage(&[], true), JourneyStage::Target);
        assert_eq!(stage(std::slice::from_ref(&unpaid), true), JourneyStage::AboutToBuy);
        assert_eq!(stage(&[unpaid, paid(5_900, 3)], true), JourneyStage::Bought);
        assert_eq!(stage(&[paid(1, 1), paid(1, 2), paid(1, 3)], false), JourneyStage::Loyal);
        assert_eq!(stage(&[paid(1, 1), paid(1, 2), back.clone()], false), JourneyStage::Bought);
        assert_eq!(stage(&[back], true), JourneyStage::Target);
    }

    #[test]
    fn scores_begin_with_the_first_purchase_and_fall_with_time() {
        let policy = Policy::default();
        let nobody = Standing::of(&figures(&[], true), NOW, &policy);
        assert_eq!((nobody.rfm, nobody.tier), (None, Tier::Regular));
        let orders: Vec<_> = (0..8).map(|n| paid(20_000, 5 + n)).collect();
        let figures = figures(&orders, true);
        let now = Standing::of(&figures, NOW, &policy);
        assert_eq!(now.tier, Tier::Vip);
        let rfm = now.rfm.unwrap();
        assert_eq!((rfm.recency, rfm.frequency, rfm.monetary), (5, 4, 4));
        assert_eq!((rfm.segment, rfm.last_order_at), (RfmSegment::Champion, Some(NOW.plus_ms(-5 * DAY_MS))));

        let ends = Standing::ends(&figures, NOW, &policy).unwrap();
        assert_eq!(ends, NOW.plus_ms(26 * DAY_MS));
        let later = Standing::of(&figures, NOW.plus_ms(400 * DAY_MS), &policy);
        assert_eq!(later.rfm.unwrap().segment, RfmSegment::AtRisk);
        assert_eq!(Standing::ends(&figures, NOW.plus_ms(400 * DAY_MS), &policy), None);
    }
}

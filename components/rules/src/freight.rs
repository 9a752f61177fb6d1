//! Freight (运费) by first and additional weight (首重、续重), and the choice of a courier.

use crate::money::{self, MoneyError};
use crate::policy::FreightPolicy;
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// What a courier asks for parcels to some regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Prefixes of region codes; `33` is all of Zhejiang where codes follow GB/T 2260. An empty prefix is
    /// everywhere; the longest fitting prefix of a courier decides.
    pub regions: Vec<String>,
    /// Grams covered by the first fee.
    pub first_g: u32,
    /// Fee of the first weight.
    pub first_fee: Money,
    /// Grams of one additional unit.
    pub step_g: u32,
    /// Fee of every additional unit begun.
    pub step_fee: Money,
    /// Days promised until delivery.
    pub days: u32,
}

/// A courier and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Courier {
    /// The shop's code of the courier.
    pub code: String,
    /// Where it goes, and for what.
    pub zones: Vec<Zone>,
    /// Prefixes of regions it does not serve although a zone covers them.
    #[serde(default)]
    pub excluded: Vec<String>,
    /// Heaviest parcel, in grams; missing means no bound.
    #[serde(default)]
    pub max_g: Option<u32>,
}

/// Why a courier is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CourierDenial {
    /// It does not serve the place.
    #[error("the courier does not serve the place")]
    NotServed,
    /// The parcel is heavier than it takes.
    #[error("the courier takes at most {max_g} g")]
    TooHeavy {
        /// The heaviest parcel it takes.
        max_g: u32,
    },
    /// It promises more days than wanted.
    #[error("the courier promises {days} days, wanted are {wanted}")]
    TooSlow {
        /// Days it promises.
        days: u32,
        /// Days wanted.
        wanted: u32,
    },
    /// Its tariff cannot be used: an additional unit without weight, or sums that fail.
    #[error("the tariff cannot be used")]
    BadTariff,
    /// It asks in another currency than the first courier.
    #[error("the courier asks in another currency")]
    OtherCurrency,
}

/// What a courier offers for a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it costs.
    pub cost: Money,
    /// Days promised.
    pub days: u32,
}

/// The outcome of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The place of the chosen courier in the list given; nothing when none can be used.
    pub best: Option<usize>,
    /// The offer of every courier, or why it is not used, in the order given.
    pub offers: Vec<Result<Offer, CourierDenial>>,
}

/// What a parcel of `grams` costs in a zone: the first weight, and every additional unit begun.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`] or [`MoneyError::Overflow`]; a unit of no weight also overflows.
pub fn freight(zone: &Zone, grams: u32) -> Result<Money, MoneyError> {
    let over = grams.saturating_sub(zone.first_g);
    if over == 0 {
        return Ok(zone.first_fee.clone());
    }
    if zone.step_g == 0 {
        return Err(MoneyError::Overflow);
    }
    money::add(&zone.first_fee, &money::times(&zone.step_fee, over.div_ceil(zone.step_g))?)
}

/// What a courier offers for a parcel of `grams` to a region.
///
/// # Errors
/// Why it cannot be used.
pub fn offer(
    courier: &Courier,
    region: &str,
    grams: u32,
    max_days: Option<u32>,
) -> Result<Offer, CourierDenial> {
    if courier.excluded.iter().any(|prefix| region.starts_with(prefix.as_str())) {
        return Err(CourierDenial::NotServed);
    }
    let fit = |zone: &Zone| {
        zone.regions.iter().filter(|prefix| region.starts_with(prefix.as_str())).map(String::len).max()
    };
    let fitting = courier.zones.iter().filter_map(|zone| fit(zone).map(|length| (length, zone)));
    // Of equally long prefixes the earlier zone decides, hence the strict comparison.
    let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let Some((_, zone)) = best else { return Err(CourierDenial::NotServed) };
    if let Some(max_g) = courier.max_g.filter(|max_g| grams > *max_g) {
        return Err(CourierDenial::TooHeavy { max_g });
    }
    if let Some(wanted) = max_days.filter(|wanted| zone.days > *wanted) {
        return Err(CourierDenial::TooSlow { days: zone.days, wanted });
    }
    let cost = freight(zone, grams).map_err(|_| CourierDenial::BadTariff)?;
    Ok(Offer { cost, days: zone.days })
}

/// Chooses a courier by cost and promised days among those serving the place; earlier couriers win ties.
pub fn choose_courier(couriers: &[Courier], region: &str, grams: u32, policy: &FreightPolicy) -> Choice {
    let mut offers: Vec<_> = couriers.iter().map(|c| offer(c, region, grams, policy.max_days)).collect();
    let unit = offers.iter().flatten().next().map(|offer| offer.cost.clone());
    for slot in &mut offers {
        let foreign = match (&*slot, &unit) {
            (Ok(offer), Some(unit)) => money::same_currency(&offer.cost, unit).is_err(),
            _ => false,
        };
        if foreign {
            *slot = Err(CourierDenial::OtherCurrency);
        }
    }
    let rank = |offer: &Offer| {
        let (cost, days) = (offer.cost.amount, i64::from(offer.days));
        if policy.prefer_fastest { (days, cost) } else { (cost, days) }
    };
    let usable = offers.iter().enumerate().filter_map(|(i, offer)| Some((i, rank(offer.as_ref().ok()?))));
    let best = usable.min_by_key(|(_, rank)| *rank).map(|(i, _)| i);
    Choice { best, offers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone(region: &str, first: i64, step: i64, days: u32) -> Zone {
        Zone {
            regions: vec![region.to_owned()],
            first_g: 1_000,
            first_fee: Money::cny(first),
            step_g: 500,
            step_fee: Money::cny(step),
            days,
        }
    }

    fn courier(code: &str, zones: Vec<Zone>) -> Courier {
        Courier { code: code.to_owned(), zones, excluded: Vec::new(), max_g: None }
    }

    #[test]
    fn every_additional_unit_begun_is_paid() {
        let zone = zone("", 800, 200, 3);
        for (grams, fen) in [(0, 800), (1_000, 800), (1_001, 1_000), (1_500, 1_000), (1_501, 1_200)] {
            assert_eq!(freight(&zone, grams), Ok(Money::cny(fen)), "{grams} g");
        }
        assert!(freight(&Zone { step_g: 0, ..zone }, 2_000).is_err());
    }

    #[test]
    fn the_cheapest_that_serves_the_place_wins_and_the_others_say_why_not() {
        let slow = courier("slow", vec![zone("33", 500, 100, 6)]);
        let fast = courier("fast", vec![zone("", 2_000, 500, 1)]);
        let near = courier("near", vec![zone("31", 300, 100, 1)]);
        let light = Courier { max_g: Some(500), ..courier("light", vec![zone("33", 100, 100, 2)]) };
        let couriers = [slow, fast, near, light];
        let cheapest = choose_courier(&couriers, "330106", 900, &FreightPolicy::default());
        assert_eq!(cheapest.best, Some(0));
        assert_eq!(cheapest.offers[2], Err(CourierDenial::NotServed));
        assert_eq!(cheapest.offers[3], Err(CourierDenial::TooHeavy { max_g: 500 }));
        let hurry = FreightPolicy { max_days: Some(3), ..FreightPolicy::default() };
        let hurried = choose_courier(&couriers, "330106", 900, &hurry);
        assert_eq!(hurried.best, Some(1));
        assert_eq!(hurried.offers[0], Err(CourierDenial::TooSlow { days: 6, wanted: 3 }));
        let fastest = FreightPolicy { prefer_fastest: true, ..FreightPolicy::default() };
        assert_eq!(choose_courier(&couriers, "330106", 400, &fastest).best, Some(1));
    }

    #[test]
    fn longer_prefixes_and_exclusions_decide() {
        let mut one =
            courier("one", vec![zone("", 1_000, 0, 3), zone("65", 3_000, 0, 9), zone("6501", 2_000, 0, 7)]);
        assert_eq!(offer(&one, "650102", 1, None).unwrap().cost, Money::cny(2_000));
        assert_eq!(offer(&one, "653101", 1, None).unwrap().cost, Money::cny(3_000));
        one.excluded = vec!["6531".to_owned()];
        assert_eq!(offer(&one, "653101", 1, None), Err(CourierDenial::NotServed));
    }

    #[test]
    fn currencies_are_not_compared() {
        let mut foreign = zone("", 1, 0, 1);
        foreign.first_fee = Money { amount: 1, currency: "JPY".to_owned(), exponent: 0 };
        let couriers = [courier("home", vec![zone("", 900, 0, 3)]), courier("abroad", vec![foreign])];
        let choice = choose_courier(&couriers, "33", 1, &FreightPolicy::default());
        assert_eq!((choice.best, &choice.offers[1]), (Some(0), &Err(CourierDenial::OtherCurrency)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn heavier_never_costs_less_and_no_offer_beats_the_best(
            fees in prop::collection::vec((0i64..10_000, 0i64..2_000, 1u32..12), 1..6), a in 0u32..50_000, b in 0u32..50_000,
        ) {
            let couriers: Vec<_> = fees.iter().map(|(first, step, days)| courier("c", vec![zone("", *first, *step, *days)])).collect();
            let cost = |c: &Courier, g| offer(c, "33", g, None).unwrap().cost.amount;
            for c in &couriers {
                prop_assert!(cost(c, a.min(b)) <= cost(c, a.max(b)));
            }
            let best = choose_courier(&couriers, "33", a, &FreightPolicy::default()).best.unwrap();
            prop_assert!(couriers.iter().all(|c| cost(&couriers[best], a) <= cost(c, a)));
        }
    }
}

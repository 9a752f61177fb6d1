//! Freight (运费) by first and additional weight (首重、续重): what couriers ask, which to choose, what buyers pay.

use crate::language::Language;
use crate::money::{self, MoneyError};
use crate::policy::{CheckoutPolicy, FreightPolicy};
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// Fees by weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// Grams covered by the first fee.
    pub first_g: u32,
    /// Fee of the first weight.
    pub first_fee: Money,
    /// Grams of one additional unit.
    pub step_g: u32,
    /// Fee of every additional unit begun.
    pub step_fee: Money,
}

/// What a courier asks for parcels to some regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Prefixes of places as [`crate::address::place`] writes them; `CN/浙江` is all of Zhejiang. An empty prefix is
    /// everywhere; the longest fitting prefix of a courier decides.
    pub regions: Vec<String>,
    /// What it asks.
    pub tariff: Tariff,
    /// Fewest days until delivery.
    pub days_min: u32,
    /// Days promised until delivery.
    pub days: u32,
}

/// What buyers pay for parcels to some regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostageZone {
    /// Prefixes of places, as in [`Zone`].
    pub regions: Vec<String>,
    /// What they pay.
    pub tariff: Tariff,
    /// From what the goods cost this much on, they pay nothing (满包邮).
    #[serde(default)]
    pub free_from: Option<Money>,
}

/// A courier and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Courier {
    /// The shop's code of the courier.
    pub code: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// Where it goes, and for what.
    pub zones: Vec<Zone>,
    /// Prefixes of regions it does not serve although a zone covers them.
    #[serde(default)]
    pub excluded: Vec<String>,
    /// Heaviest parcel, in grams; missing means no bound.
    #[serde(default)]
    pub max_g: Option<u32>,
}

impl Courier {
    /// Its name.
    pub fn name(&self, lang: Language) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// Whether it is meant by a code or a name in either language.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.trim();
        name == self.name_zh || [&self.code, &self.name_en].iter().any(|own| own.eq_ignore_ascii_case(name))
    }
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
    /// Fewest days.
    pub days_min: u32,
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

/// What a parcel of `grams` costs: the first weight, and every additional unit begun.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`] or [`MoneyError::Overflow`]; a unit of no weight also overflows.
pub fn freight(tariff: &Tariff, grams: u32) -> Result<Money, MoneyError> {
    let over = grams.saturating_sub(tariff.first_g);
    if over == 0 {
        return Ok(tariff.first_fee.clone());
    }
    if tariff.step_g == 0 {
        return Err(MoneyError::Overflow);
    }
    money::add(&tariff.first_fee, &money::times(&tariff.step_fee, over.div_ceil(tariff.step_g))?)
}

/// The one with the longest prefix that fits; of equally long ones the earlier.
fn longest<'a, T>(zones: &'a [T], region: &str, prefixes: impl Fn(&T) -> &[String]) -> Option<&'a T> {
    let fit = |zone: &T| {
        prefixes(zone).iter().filter(|prefix| region.starts_with(prefix.as_str())).map(String::len).max()
    };
    let fitting = zones.iter().filter_map(|zone| fit(zone).map(|length| (length, zone)));
    fitting.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, zone)| zone)
}

/// What the buyer pays for a parcel of `grams` with goods for `worth`; nothing where the shop does not send to.
///
/// # Errors
/// As of [`freight`].
pub fn postage(
    policy: &CheckoutPolicy,
    region: &str,
    grams: u32,
    worth: &Money,
) -> Result<Option<Money>, MoneyError> {
    let Some(zone) = longest(&policy.postage, region, |zone| &zone.regions) else { return Ok(None) };
    let mut fee = freight(&zone.tariff, grams)?;
    money::same_currency(&fee, worth)?;
    let free = |from: &Money| money::same_currency(from, worth).is_ok() && worth.amount >= from.amount;
    if zone.free_from.as_ref().is_some_and(free) {
        fee.amount = 0;
    }
    Ok(Some(fee))
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
    let best = longest(&courier.zones, region, |zone| &zone.regions);
    let Some(zone) = best else { return Err(CourierDenial::NotServed) };
    if let Some(max_g) = courier.max_g.filter(|max_g| grams > *max_g) {
        return Err(CourierDenial::TooHeavy { max_g });
    }
    if let Some(wanted) = max_days.filter(|wanted| zone.days > *wanted) {
        return Err(CourierDenial::TooSlow { days: zone.days, wanted });
    }
    let cost = freight(&zone.tariff, grams).map_err(|_| CourierDenial::BadTariff)?;
    Ok(Offer { cost, days_min: zone.days_min, days: zone.days })
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
        let tariff =
            Tariff { first_g: 1_000, first_fee: Money::cny(first), step_g: 500, step_fee: Money::cny(step) };
        Zone { regions: vec![region.to_owned()], tariff, days_min: 1, days }
    }

    fn courier(code: &str, zones: Vec<Zone>) -> Courier {
        let (name_zh, name_en) = (format!("{code}快递"), format!("{code} Express"));
        Courier { code: code.to_owned(), name_zh, name_en, zones, excluded: Vec::new(), max_g: None }
    }

    #[test]
    fn every_additional_unit_begun_is_paid() {
        let Zone { tariff, .. } = zone("", 800, 200, 3);
        for (grams, fen) in [(0, 800), (1_000, 800), (1_001, 1_000), (1_500, 1_000), (1_501, 1_200)] {
            assert_eq!(freight(&tariff, grams), Ok(Money::cny(fen)), "{grams} g");
        }
        assert!(freight(&Tariff { step_g: 0, ..tariff }, 2_000).is_err());
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
        foreign.tariff.first_fee = Money { amount: 1, currency: "JPY".to_owned(), exponent: 0 };
        let couriers = [courier("home", vec![zone("", 900, 0, 3)]), courier("abroad", vec![foreign])];
        let choice = choose_courier(&couriers, "33", 1, &FreightPolicy::default());
        assert_eq!((choice.best, &choice.offers[1]), (Some(0), &Err(CourierDenial::OtherCurrency)));
    }

    #[test]
    fn buyers_pay_by_place_and_nothing_for_much() {
        let policy = CheckoutPolicy::default();
        let pays = |place: &str, grams, worth| {
            postage(&policy, place, grams, &Money::cny(worth)).unwrap().unwrap().amount
        };
        let near = pays("CN/浙江省", 600, 5_900);
        assert!(near > 0 && pays("CN/浙江省", 3_000, 5_900) > near);
        assert_eq!(pays("CN/浙江省", 3_000, 9_900), 0);
        assert!(pays("CN/浙江省", 600, 9_899) > 0);
        assert!(pays("CN/新疆维吾尔自治区", 600, 9_900) > near, "far places are never free");
        assert!(pays("GB/Bristol", 600, 99_900) > pays("CN/西藏自治区", 600, 99_900));
        let nowhere = CheckoutPolicy { postage: Vec::new(), ..policy.clone() };
        assert_eq!(postage(&nowhere, "CN/浙江省", 1, &Money::cny(1)), Ok(None));
        let yen = Money { amount: 1, currency: "JPY".to_owned(), exponent: 0 };
        assert!(postage(&policy, "CN/浙江省", 1, &yen).is_err());
    }

    #[test]
    fn couriers_are_known_by_code_and_by_either_name() {
        let one = courier("zto", Vec::new());
        assert!(["zto", "ZTO", "zto快递", " zto express "].iter().all(|name| one.is_called(name)));
        assert!(!one.is_called("zt") && one.name(Language::English) == "zto Express");
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

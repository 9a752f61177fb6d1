//! Filling in what the lines leave open.

use super::super::products::Item;
use crate::locale::Locale;
use kefu_contract::Money;
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const CITIES: [&str; 10] = ["杭州", "成都", "西安", "厦门", "苏州", "长沙", "青岛", "昆明", "南京", "武汉"];
const PLACES: [&str; 6] = ["Berlin", "Toronto", "Melbourne", "Singapore", "Bristol", "Stockholm"];
const COURIERS: [(&str, &str, &str); 4] = [
    ("顺丰", "SF Express", "SF"),
    ("京东快递", "JD Logistics", "JD"),
    ("圆通", "YTO", "YT"),
    ("中通", "ZTO", "ZT"),
];

/// What stays the same throughout one conversation.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Words {
    locale: Locale,
    agent: String,
    courier: &'static str,
    tracking: String,
    pickup: String,
    city: &'static str,
    place: &'static str,
}

impl Words {
    pub(in crate::demo) fn new(locale: Locale, agent: &str, rng: &mut ChaCha8Rng) -> Self {
        let (zh, en, prefix) = COURIERS[rng.random_range(0..COURIERS.len())];
        Self {
            locale,
            agent: match locale {
                Locale::ZhCn => agent.to_owned(),
                Locale::En => agent.split(' ').next().unwrap_or(agent).to_owned(),
            },
            courier: match locale {
                Locale::ZhCn => zh,
                Locale::En => en,
            },
            tracking: format!("{prefix}{:013}", rng.random_range(0..10_000_000_000_000_u64)),
            pickup: format!(
                "{}-{}-{:04}",
                rng.random_range(1..20),
                rng.random_range(1..9),
                rng.random_range(0..10_000)
            ),
            city: CITIES.choose(rng).copied().unwrap_or_default(),
            place: PLACES.choose(rng).copied().unwrap_or_default(),
        }
    }

    /// A line about `item`, with nothing left open.
    pub(in crate::demo) fn fill(&self, line: &str, item: &Item, option: usize) -> String {
        let pick = |pair: crate::demo::products::Pair| pair.text().get(self.locale).to_owned();
        let yuan = |fen: i64| format!("¥{}", Money::cny(fen).decimal());
        let fact = item.facts.first().map(|(name, value)| match self.locale {
            Locale::ZhCn => format!("{}：{}", name.0, value.0),
            Locale::En => format!("{}: {}", name.1, value.1),
        });
        let colour = item.colours().map(|values| pick(values[option % values.len()]));
        let option = item.options.first().map(|(_, values)| pick(values[option % values.len()]));
        // A tenth of the price in whole yuan, for small concessions.
        let cut = yuan((item.price / 1_000).max(1) * 100);
        [
            ("{short}", pick(item.short)),
            ("{title}", pick(item.title)),
            ("{size}", pick(item.size)),
            ("{material}", pick(item.material)),
            ("{care}", pick(item.care)),
            ("{price}", yuan(item.price)),
            ("{cut}", cut),
            ("{fact}", fact.unwrap_or_default()),
            ("{option}", option.unwrap_or_default()),
            ("{colour}", colour.unwrap_or_default()),
            ("{agent}", self.agent.clone()),
            ("{courier}", self.courier.to_owned()),
            ("{tracking}", self.tracking.clone()),
            ("{pickup}", self.pickup.clone()),
            ("{city}", self.city.to_owned()),
            ("{place}", self.place.to_owned()),
        ]
        .iter()
        .fold(line.to_owned(), |line, (name, value)| line.replace(name, value))
    }
}

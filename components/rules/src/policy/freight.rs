//! Couriers, and how one is chosen.

use crate::freight::{Courier, Tariff, Zone};
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// Couriers, and how one is chosen (选择快递).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FreightPolicy {
    /// The couriers the shop has contracts with.
    pub couriers: Vec<Courier>,
    /// Prefer the fastest courier and take the cheaper of equals; otherwise the cheapest, the faster of equals.
    pub prefer_fastest: bool,
    /// Couriers promising more days than this are not used; missing means no bound.
    pub max_days: Option<u32>,
    /// Days a parcel is taken to need with a courier that is none of these.
    pub usual_days: u32,
    /// What one piece is taken to weigh, in grams, packing included.
    pub piece_g: u32,
}

impl Default for FreightPolicy {
    fn default() -> Self {
        let couriers = vec![
            inland("sf", "顺丰", "SF Express", [(1_800, 600, 1, 2), (2_400, 1_300, 2, 4)]),
            inland("jd", "京东快递", "JD Logistics", [(1_500, 500, 1, 3), (2_000, 1_000, 3, 5)]),
            inland("yto", "圆通", "YTO", [(600, 200, 2, 4), (1_500, 1_000, 4, 8)]),
            inland("zto", "中通", "ZTO", [(700, 200, 2, 3), (1_600, 900, 4, 7)]),
            Courier {
                zones: vec![zone(&[""], (9_000, 4_000, 7, 15))],
                excluded: vec!["CN/".to_owned()],
                max_g: Some(30_000),
                ..courier("ems", "EMS 国际", "EMS International")
            },
        ];
        Self { couriers, prefer_fastest: false, max_days: None, usual_days: 4, piece_g: 600 }
    }
}

/// Places within China that couriers reach later and for more, in both languages.
pub(super) const REMOTE: &[&str] =
    &["CN/新疆", "CN/西藏", "CN/内蒙古", "CN/Xinjiang", "CN/Tibet", "CN/Xizang", "CN/Inner Mongolia"];

/// Fee of the first kilogram, fee of each further one, fewest and most days.
type Row = (i64, i64, u32, u32);

fn courier(code: &str, name_zh: &str, name_en: &str) -> Courier {
    let [code, name_zh, name_en] = [code, name_zh, name_en].map(str::to_owned);
    Courier { code, name_zh, name_en, zones: Vec::new(), excluded: Vec::new(), max_g: None }
}

fn inland(code: &str, name_zh: &str, name_en: &str, [near, far]: [Row; 2]) -> Courier {
    Courier { zones: vec![zone(&["CN/"], near), zone(REMOTE, far)], ..courier(code, name_zh, name_en) }
}

fn zone(regions: &[&str], (first, step, days_min, days): Row) -> Zone {
    let regions = regions.iter().map(|region| (*region).to_owned()).collect();
    Zone { regions, tariff: by_kilogram(first, step), days_min, days }
}

pub(super) fn by_kilogram(first: i64, step: i64) -> Tariff {
    Tariff { first_g: 1_000, first_fee: Money::cny(first), step_g: 1_000, step_fee: Money::cny(step) }
}

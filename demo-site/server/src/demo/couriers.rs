//! Couriers of the demo shop.

use crate::locale::{Locale, Text};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A courier: what it is called in both languages, and how its tracking numbers begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Courier {
    names: (&'static str, &'static str),
    prefix: &'static str,
}

/// The couriers within the country.
pub(super) const HOME: [Courier; 4] = [
    Courier { names: ("顺丰", "SF Express"), prefix: "SF" },
    Courier { names: ("京东快递", "JD Logistics"), prefix: "JD" },
    Courier { names: ("圆通", "YTO"), prefix: "YT" },
    Courier { names: ("中通", "ZTO"), prefix: "ZT" },
];

/// The one that goes abroad.
pub(super) const ABROAD: Courier = Courier { names: ("EMS 国际", "EMS International"), prefix: "EM" };

/// Surface mail, which gives out no numbers.
pub(super) const POST: Courier =
    Courier { names: ("中国邮政平邮", "China Post, surface mail"), prefix: "" };

impl Courier {
    pub(super) fn name(self, locale: Locale) -> String {
        Text::new(self.names.0, self.names.1).get(locale).to_owned()
    }

    pub(super) fn tracking_no(self, rng: &mut ChaCha8Rng) -> String {
        format!("{}{:013}", self.prefix, rng.random_range(0..10_000_000_000_000_u64))
    }
}

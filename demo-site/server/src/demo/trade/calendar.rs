//! When people shop and when the shop works.

use kefu_contract::Timestamp;
use kefu_rules::{
    business_hours::{is_open, local_day_and_minute, local_instant, next_opening},
    policy::BusinessHours,
};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use std::ops::RangeInclusive;

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// Orders by weekday, Monday first.
const WEEKDAYS: [u32; 7] = [8, 8, 9, 9, 11, 14, 13];

/// Orders by hour of the day: a little at noon, most in the evening.
const HOURS: [u32; 24] = [3, 1, 1, 0, 0, 0, 1, 2, 3, 5, 6, 6, 8, 6, 5, 5, 5, 5, 6, 9, 12, 13, 10, 6];

/// How far back somebody who works at this looks for an hour of business: more than the longest holiday.
const LONGEST_PAUSE: i64 = 14 * DAY;

/// The shop's days and hours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar<'a> {
    pub(super) now: Timestamp,
    pub(super) hours: &'a BusinessHours,
}

impl Calendar<'_> {
    /// A moment some days back at which somebody might order.
    pub(super) fn moment(&self, days_back: RangeInclusive<u32>, rng: &mut ChaCha8Rng) -> Timestamp {
        let (today, _) = self.local(self.now);
        let day_before = |rng: &mut ChaCha8Rng| today - i64::from(rng.random_range(days_back.clone()));
        let mut day = day_before(rng);
        // Busy weekdays come more often; after some refusals any day will do.
        for _ in 0..6 {
            if rng.random_range(0..WEEKDAYS.iter().copied().max().unwrap_or(1)) < WEEKDAYS[weekday(day)] {
                break;
            }
            day = day_before(rng);
        }
        let minute = i64::from(hour(rng)) * 60 + rng.random_range(0..60);
        self.at(day, minute).plus_ms(rng.random_range(0..MINUTE))
    }

    /// How long before a moment somebody may have ordered on the same day or the day before.
    pub(super) fn since_shopping(&self, at: Timestamp, rng: &mut ChaCha8Rng) -> i64 {
        const DAY_MIN: i64 = 24 * 60;
        let wanted = i64::from(hour(rng)) * 60 + rng.random_range(0..60);
        (self.local(at).1 - wanted).rem_euclid(DAY_MIN) * MINUTE
    }

    /// A minute of a local day.
    pub(super) fn at(&self, day: i64, minute: i64) -> Timestamp {
        local_instant(day, minute, self.hours.utc_offset_min)
    }

    /// The local day, and its minute.
    pub(super) fn local(&self, at: Timestamp) -> (i64, i64) {
        local_day_and_minute(at, self.hours.utc_offset_min)
    }

    /// The same moment, or one shortly before the shop closed when it was closed.
    pub(super) fn open_before(&self, at: Timestamp, rng: &mut ChaCha8Rng) -> Timestamp {
        if is_open(self.hours, at) {
            return at;
        }
        let steps = (1..LONGEST_PAUSE / (10 * MINUTE)).map(|step| at.plus_ms(-step * 10 * MINUTE));
        let found = steps.into_iter().find(|at| is_open(self.hours, *at));
        found.map_or(at, |at| at.plus_ms(-rng.random_range(0..9 * MINUTE)))
    }

    /// The same moment, or one shortly after the shop opens when it is closed.
    pub(super) fn open_after(&self, at: Timestamp, rng: &mut ChaCha8Rng) -> Timestamp {
        match next_opening(self.hours, at) {
            Some(opening) if opening > at => opening.plus_ms(rng.random_range(5 * MINUTE..100 * MINUTE)),
            _ => at,
        }
    }
}

/// 1970-01-01 was a Thursday.
fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

fn hour(rng: &mut ChaCha8Rng) -> u32 {
    let mut left = rng.random_range(0..HOURS.iter().sum());
    for (hour, share) in (0..).zip(HOURS) {
        if left < share {
            return hour;
        }
        left -= share;
    }
    0
}

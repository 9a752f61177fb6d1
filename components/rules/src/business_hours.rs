//! Business hours (营业时间): whether the shop answers at an instant, and when it next will.

use crate::policy::{BusinessHours, Window};
use kefu_contract::Timestamp;

const MINUTE_MS: i64 = 60_000;
const DAY_MIN: i64 = 1_440;

/// The local calendar day, counted from 1970-01-01, and the minute of that day.
pub fn local_day_and_minute(at: Timestamp, utc_offset_min: i32) -> (i64, i64) {
    let minutes = at.unix_ms.div_euclid(MINUTE_MS) + i64::from(utc_offset_min);
    (minutes.div_euclid(DAY_MIN), minutes.rem_euclid(DAY_MIN))
}

/// The instant at which a minute of a local calendar day begins.
pub fn local_instant(day: i64, minute: i64, utc_offset_min: i32) -> Timestamp {
    Timestamp::from_unix_ms((day * DAY_MIN + minute - i64::from(utc_offset_min)) * MINUTE_MS)
}

/// The windows beginning on a local day; 1970-01-01 was a Thursday.
fn windows(hours: &BusinessHours, day: i64) -> &[Window] {
    let weekday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0);
    &hours.week[weekday]
}

fn over_midnight(window: &Window) -> bool {
    window.to_min <= window.from_min
}

/// Whether the shop is open at an instant.
///
/// ```
/// # use kefu_contract::Timestamp;
/// # use kefu_rules::{business_hours::is_open, policy::BusinessHours};
/// let morning = Timestamp::parse("2026-11-20T09:00:00+08:00")?;
/// assert!(is_open(&BusinessHours::default(), morning));
/// assert!(!is_open(&BusinessHours::default(), morning.plus_ms(-1)));
/// # Ok::<(), kefu_contract::TimestampError>(())
/// ```
pub fn is_open(hours: &BusinessHours, at: Timestamp) -> bool {
    let (day, minute) = local_day_and_minute(at, hours.utc_offset_min);
    let today = windows(hours, day)
        .iter()
        .any(|w| minute >= i64::from(w.from_min) && (over_midnight(w) || minute < i64::from(w.to_min)));
    today || windows(hours, day - 1).iter().any(|w| over_midnight(w) && minute < i64::from(w.to_min))
}

/// The first instant from `at` on at which the shop is open; `at` itself when it is open already, nothing
/// when it never opens.
pub fn next_opening(hours: &BusinessHours, at: Timestamp) -> Option<Timestamp> {
    if is_open(hours, at) {
        return Some(at);
    }
    let (today, _) = local_day_and_minute(at, hours.utc_offset_min);
    (today..=today + 7)
        .flat_map(|day| windows(hours, day).iter().map(move |w| (day, i64::from(w.from_min))))
        .map(|(day, minute)| local_instant(day, minute, hours.utc_offset_min))
        .filter(|start| *start > at)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn week() -> impl Strategy<Value = BusinessHours> {
        let window = (0u16..1_440, 0u16..=1_440).prop_map(|(from_min, to_min)| Window { from_min, to_min });
        let day = || prop::collection::vec(window.clone(), 0..3);
        ([day(), day(), day(), day(), day(), day(), day()], -720i32..=840)
            .prop_map(|(week, utc_offset_min)| BusinessHours { utc_offset_min, week })
    }

    #[test]
    fn weekdays_and_midnight() {
        let mut hours = BusinessHours { utc_offset_min: 480, week: Default::default() };
        // Friday 20:00 to 02:00 on Saturday.
        hours.week[4] = vec![Window { from_min: 20 * 60, to_min: 2 * 60 }];
        for (time, open) in [
            ("2026-11-20T19:59:59+08:00", false),
            ("2026-11-20T20:00:00+08:00", true),
            ("2026-11-21T01:59:59+08:00", true),
            ("2026-11-21T02:00:00+08:00", false),
            ("2026-11-20T01:00:00+08:00", false),
        ] {
            assert_eq!(is_open(&hours, at(time)), open, "{time}");
        }
        assert_eq!(
            next_opening(&hours, at("2026-11-21T02:00:00+08:00")),
            Some(at("2026-11-27T20:00:00+08:00"))
        );
    }

    #[test]
    fn a_shop_without_windows_never_opens() {
        let hours = BusinessHours { utc_offset_min: 0, week: Default::default() };
        assert_eq!(next_opening(&hours, at("2026-11-21T02:00:00Z")), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_next_opening_is_open_and_the_first(hours in week(), ms in -1_000_000_000_000i64..2_000_000_000_000, probe in 0.0f64..1.0) {
            let now = Timestamp::from_unix_ms(ms);
            match next_opening(&hours, now) {
                None => prop_assert!(hours.week.iter().all(Vec::is_empty)),
                Some(opens) => {
                    prop_assert!(opens >= now && is_open(&hours, opens));
                    let gap = opens.since(now);
                    if gap > 0 {
                        let between = now.plus_ms(((gap - 1) as f64 * probe) as i64);
                        prop_assert!(!is_open(&hours, between));
                    }
                }
            }
        }
    }
}

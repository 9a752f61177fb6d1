//! Spans of time cut into steps of the local calendar.

use crate::business_hours::{local_day_and_minute, local_instant};
use kefu_contract::{Grain, Timestamp};

const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;
const LONGEST_MONTH_D: i64 = 31;

/// Where the steps of a span begin, in the local time of `utc_offset_min`, followed by where the last one ends. The
/// first and the last step end where the span does. Nothing for a grain this version does not know, and for more than
/// `most` steps.
///
/// ```
/// # use kefu_contract::{Grain, Timestamp};
/// # use kefu_rules::figures::steps;
/// let at = |text| Timestamp::parse(text).unwrap();
/// let (from, to) = (at("2026-11-20T22:30:00+08:00"), at("2026-11-21T12:00:00+08:00"));
/// assert_eq!(steps(from, to, &Grain::Day, 480, 10), Some(vec![from, at("2026-11-21T00:00:00+08:00"), to]));
/// ```
pub fn steps(
    from: Timestamp,
    to: Timestamp,
    grain: &Grain,
    utc_offset_min: i32,
    most: usize,
) -> Option<Vec<Timestamp>> {
    let mut found = vec![from];
    let mut end = next(from, grain, utc_offset_min)?;
    while end < to {
        found.push(end);
        if found.len() > most {
            return None;
        }
        end = next(end, grain, utc_offset_min)?;
    }
    found.push(to);
    Some(found)
}

/// The beginning of the first step after the one an instant lies in.
fn next(at: Timestamp, grain: &Grain, utc_offset_min: i32) -> Option<Timestamp> {
    let (day, _) = local_day_and_minute(at, utc_offset_min);
    let begins = |day| local_instant(day, 0, utc_offset_min);
    Some(match grain {
        Grain::Hour => {
            let offset = i64::from(utc_offset_min) * MINUTE_MS;
            let hour = (at.unix_ms + offset).div_euclid(HOUR_MS) + 1;
            Timestamp::from_unix_ms(hour * HOUR_MS - offset)
        }
        Grain::Day => begins(day + 1),
        // 1970-01-01 was a Thursday.
        Grain::Week => begins(day + 7 - (day + 3).rem_euclid(7)),
        Grain::Month => begins(first_of_month(first_of_month(day) + LONGEST_MONTH_D)),
        Grain::Other(_) => return None,
    })
}

/// The first day of a day's month. Dates as written end in the day of the month.
fn first_of_month(day: i64) -> i64 {
    let date = local_instant(day, 0, 0).to_string();
    let since_first = date[8..10].parse::<i64>().map_or(0, |of_month| of_month - 1);
    day - since_first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn cut(from: &str, to: &str, grain: Grain) -> Vec<String> {
        let found = steps(at(from), at(to), &grain, 480, 100).unwrap();
        found.into_iter().map(|at| at.plus_ms(8 * HOUR_MS).to_string()[..16].to_owned()).collect()
    }

    #[test]
    fn steps_begin_by_the_local_calendar() {
        let (from, to) = ("2027-12-30T23:20:00+08:00", "2028-03-02T00:00:00+08:00");
        assert_eq!(
            cut(from, to, Grain::Month),
            [
                "2027-12-30T23:20",
                "2028-01-01T00:00",
                "2028-02-01T00:00",
                "2028-03-01T00:00",
                "2028-03-02T00:00"
            ]
        );
        // 2028-01-03 is a Monday.
        assert_eq!(
            cut(from, to, Grain::Week)[..3],
            ["2027-12-30T23:20", "2028-01-03T00:00", "2028-01-10T00:00"]
        );
        assert_eq!(cut(from, to, Grain::Day).len(), 64);
        assert_eq!(
            cut(from, "2027-12-31T01:00:00+08:00", Grain::Hour),
            ["2027-12-30T23:20", "2027-12-31T00:00", "2027-12-31T01:00"]
        );
    }

    #[test]
    fn hours_begin_where_the_zone_says() {
        let found =
            steps(at("2026-11-20T10:00:00Z"), at("2026-11-20T11:00:00Z"), &Grain::Hour, 330, 9).unwrap();
        assert_eq!(found[1], at("2026-11-20T10:30:00Z"));
    }

    #[test]
    fn too_many_and_unknown_steps_are_none() {
        let (from, to) = (at("2026-11-01T00:00:00+08:00"), at("2026-11-04T00:00:00+08:00"));
        assert_eq!(steps(from, to, &Grain::Day, 480, 3).map(|found| found.len()), Some(4));
        assert_eq!(steps(from, to, &Grain::Day, 480, 2), None);
        assert_eq!(steps(from, to, &Grain::from("decade"), 480, 99), None);
    }
}

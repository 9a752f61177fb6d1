//! Numbers and times as people read them. Pure: the clock and the time zone are parameters.

use crate::i18n::{Locale, Texts};
use kefu_contract::Timestamp;

const DAY_MS: i64 = 86_400_000;

/// Tenths as a decimal: `48` is `4.8`.
pub(crate) fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// A waiting time: `mm:ss`, from an hour on `h:mm:ss`, from a day on whole days.
pub(crate) fn duration(seconds: u64, texts: &Texts) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours >= 24 {
        (texts.days)(u32::try_from(hours / 24).unwrap_or(u32::MAX))
    } else if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes:02}:{rest:02}")
    }
}

/// The wall clock of a place: an instant and its offset from UTC.
fn wall_clock(at: Timestamp, offset_minutes: i32) -> (i64, String) {
    let local = at.plus_ms(i64::from(offset_minutes) * 60_000);
    // `YYYY-MM-DDTHH:MM:SS.mmmZ`: the digits are what a clock on that wall shows.
    (local.unix_ms.div_euclid(DAY_MS), local.to_string())
}

/// A time for a narrow column: the hour today, "yesterday", the day this year, else the date.
pub(crate) fn short_time(at: Timestamp, now: Timestamp, offset_minutes: i32, texts: &Texts) -> String {
    let (day, text) = wall_clock(at, offset_minutes);
    let (today, text_now) = wall_clock(now, offset_minutes);
    match today - day {
        0 => text[11..16].to_owned(),
        1 => texts.yesterday.to_owned(),
        _ if text[..4] == text_now[..4] => text[5..10].to_owned(),
        _ => text[..10].to_owned(),
    }
}

/// Date and hour in full: `2026-11-20 16:30`.
pub(crate) fn full_time(at: Timestamp, offset_minutes: i32) -> String {
    let (_, text) = wall_clock(at, offset_minutes);
    format!("{} {}", &text[..10], &text[11..16])
}

/// A count as a shop states it: `1.2万` or `12k` once it is large.
pub(crate) fn rounded_count(count: u32, locale: Locale) -> String {
    let (unit, name) = match locale {
        Locale::ZhCn => (10_000, "万"),
        Locale::En | Locale::Added(_) => (1_000, "k"),
    };
    if count < 10_000 {
        return count.to_string();
    }
    match count / (unit / 10) % 10 {
        0 => format!("{}{name}+", count / unit),
        tenth => format!("{}.{tenth}{name}+", count / unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::texts;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn waits_grow_from_minutes_to_days() {
        let en = texts(Locale::En);
        for (seconds, expected) in [
            (0, "00:00"),
            (59, "00:59"),
            (60, "01:00"),
            (3_599, "59:59"),
            (3_600, "1:00:00"),
            (86_399, "23:59:59"),
            (86_400, "1 day"),
            (180_000, "2 days"),
        ] {
            assert_eq!(duration(seconds, en), expected);
        }
    }

    #[test]
    fn short_times_follow_the_readers_midnight() {
        let zh = texts(Locale::ZhCn);
        let now = at("2026-11-20T17:00:00Z");
        // 01:00 on the 21st in Shanghai: what happened at 15:59 UTC was yesterday there, but today in London.
        let asked = at("2026-11-20T15:59:00Z");
        assert_eq!(short_time(asked, now, 480, zh), "昨天");
        assert_eq!(short_time(asked, now, 0, zh), "15:59");
        assert_eq!(short_time(at("2026-11-01T00:00:00Z"), now, 480, zh), "11-01");
        assert_eq!(short_time(at("2025-11-01T00:00:00Z"), now, 480, zh), "2025-11-01");
    }

    #[test]
    fn full_times_are_local() {
        assert_eq!(full_time(at("2026-11-20T23:30:00Z"), 480), "2026-11-21 07:30");
        assert_eq!(full_time(at("2026-11-20T01:30:00Z"), -300), "2026-11-19 20:30");
    }

    #[test]
    fn large_counts_are_rounded_down() {
        assert_eq!(rounded_count(9_999, Locale::ZhCn), "9999");
        assert_eq!(rounded_count(12_999, Locale::ZhCn), "1.2万+");
        assert_eq!(rounded_count(10_400, Locale::ZhCn), "1万+");
        assert_eq!(rounded_count(12_999, Locale::En), "12.9k+");
    }

    #[test]
    fn ratings_are_tenths() {
        assert_eq!(tenths(48), "4.8");
        assert_eq!(tenths(50), "5.0");
    }
}

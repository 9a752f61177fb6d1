//! Times as people read them.

use crate::Locale;
use kefu_contract::Timestamp;

/// A time on the reader's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub day: Day,
    /// 0–23.
    pub hour: u32,
    /// 0–59.
    pub minute: u32,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: u32,
    /// 1–12.
    pub month: u32,
    /// 1–31.
    pub day: u32,
}

impl LocalTime {
    /// Converts with the browser's time zone.
    pub fn of(at: Timestamp) -> Self {
        let date = js_sys::Date::new(&(at.unix_ms as f64).into());
        Self {
            day: Day { year: date.get_full_year(), month: date.get_month() + 1, day: date.get_date() },
            hour: date.get_hours(),
            minute: date.get_minutes(),
        }
    }
}

fn two_digits(n: u32) -> String {
    if n < 10 { format!("0{n}") } else { n.to_string() }
}

/// `09:05`.
pub fn time_label(time: &LocalTime) -> String {
    format!("{}:{}", two_digits(time.hour), two_digits(time.minute))
}

/// The heading of a day in a list of messages: today, yesterday, or the date (with the year if it is another).
pub fn day_label(day: Day, today: Day, yesterday: Day, locale: Locale) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let Day { year, month, day: date } = day;
    match locale {
        Locale::Added(added) => {
            let word = |key| added.word(key).map(str::to_owned);
            let own = match day {
                _ if day == today => word("today"),
                _ if day == yesterday => word("yesterday"),
                _ => None,
            };
            own.unwrap_or_else(|| day_label(day, today, yesterday, added.base()))
        }
        Locale::ZhCn if day == today => "今天".to_owned(),
        Locale::En if day == today => "Today".to_owned(),
        Locale::ZhCn if day == yesterday => "昨天".to_owned(),
        Locale::En if day == yesterday => "Yesterday".to_owned(),
        Locale::ZhCn if year == today.year => format!("{month}月{date}日"),
        Locale::ZhCn => format!("{year}年{month}月{date}日"),
        Locale::En => {
            let name = MONTHS.get(month.wrapping_sub(1) as usize).copied().unwrap_or_default();
            if year == today.year { format!("{date} {name}") } else { format!("{date} {name} {year}") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_in_both_languages() {
        let day = |year, month, day| Day { year, month, day };
        let (today, yesterday) = (day(2026, 3, 1), day(2026, 2, 28));
        let label = |d, locale| day_label(d, today, yesterday, locale);
        assert_eq!(label(today, Locale::ZhCn), "今天");
        assert_eq!(label(yesterday, Locale::En), "Yesterday");
        assert_eq!(label(day(2026, 1, 5), Locale::ZhCn), "1月5日");
        assert_eq!(label(day(2025, 12, 31), Locale::ZhCn), "2025年12月31日");
        assert_eq!(label(day(2025, 12, 31), Locale::En), "31 Dec 2025");
    }

    #[test]
    fn times_have_two_digits() {
        let day = Day { year: 2026, month: 3, day: 1 };
        assert_eq!(time_label(&LocalTime { day, hour: 9, minute: 5 }), "09:05");
        assert_eq!(time_label(&LocalTime { day, hour: 23, minute: 40 }), "23:40");
    }
}

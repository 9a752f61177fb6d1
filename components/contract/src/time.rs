//! Instants: RFC 3339 on the wire, milliseconds since the Unix epoch in memory.
//!
//! Hand-written because it ships in the browser bundle, where a date crate costs several kilobytes; the
//! tests compare it with the `time` crate.

use crate::json::ToJson;
use crate::read::{Read, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant, in milliseconds since 1970-01-01T00:00:00Z.
///
/// Written as `2026-11-20T08:30:00.000Z`; any RFC 3339 offset is accepted when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Milliseconds since the Unix epoch; negative before 1970.
    pub unix_ms: i64,
}

/// The text is not an RFC 3339 date and time between the years 0 and 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an RFC 3339 time such as 2026-11-20T08:30:00Z")]
pub struct TimestampError;

const DAY_MS: i64 = 86_400_000;
/// 0000-01-01 and 9999-12-31T23:59:59.999, the range RFC 3339 can write.
const MIN_MS: i64 = -62_167_219_200_000;
const MAX_MS: i64 = 253_402_300_799_999;

impl Timestamp {
    /// The instant `unix_ms` milliseconds after the epoch.
    pub const fn from_unix_ms(unix_ms: i64) -> Self {
        Self { unix_ms }
    }

    /// Reads an RFC 3339 date and time. Fractions beyond milliseconds are cut off.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        parse(text.as_bytes()).map(Self::from_unix_ms).ok_or(TimestampError)
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.unix_ms - earlier.unix_ms
    }

    /// The instant `ms` milliseconds later.
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self { unix_ms: self.unix_ms + ms }
    }
}

/// Days since the epoch of a proleptic Gregorian date; era arithmetic after Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms".
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn number(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))
}

fn parse(b: &[u8]) -> Option<i64> {
    if b.len() < 20 || b[4] != b'-' || b[7] != b'-' || b[13] != b':' || b[16] != b':' {
        return None;
    }
    if !matches!(b[10], b'T' | b't' | b' ') {
        return None;
    }
    let (year, month, day) = (number(&b[0..4])?, number(&b[5..7])?, number(&b[8..10])?);
    let (hour, minute, second) = (number(&b[11..13])?, number(&b[14..16])?, number(&b[17..19])?);
    let days = days_from_civil(year, month, day);
    // A date that does not come back unchanged does not exist (31 April, 29 February in common years).
    if !(1..=12).contains(&month) || civil_from_days(days) != (year, month, day) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let fraction_len = match b[19] {
        b'.' => b[20..].iter().take_while(|c| c.is_ascii_digit()).count(),
        _ => 0,
    };
    let (millis, zone) = match b[19] {
        b'.' if fraction_len == 0 => return None,
        b'.' => {
            let digits = &b[20..20 + fraction_len.min(3)];
            (number(digits)? * 10_i64.pow(3 - digits.len() as u32), &b[20 + fraction_len..])
        }
        _ => (0, &b[19..]),
    };
    let offset_minutes = match zone {
        b"Z" | b"z" => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (h, m) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
            if h > 23 || m > 59 {
                return None;
            }
            if *sign == b'+' { h * 60 + m } else { -(h * 60 + m) }
        }
        _ => return None,
    };
    let ms = days * DAY_MS + ((hour * 60 + minute - offset_minutes) * 60 + second) * 1_000 + millis;
    (MIN_MS..=MAX_MS).contains(&ms).then_some(ms)
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = self.unix_ms.clamp(MIN_MS, MAX_MS);
        let (year, month, day) = civil_from_days(ms.div_euclid(DAY_MS));
        let rest = ms.rem_euclid(DAY_MS);
        let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", rest % 1_000)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl ToJson for Timestamp {
    fn write_json(&self, out: &mut String) {
        self.to_string().write_json(out);
    }
}

impl Read for Timestamp {
    fn read(value: &mut Value, sound: &mut bool) -> Self {
        let time = Self::parse(&String::read(value, sound));
        *sound &= time.is_ok();
        time.unwrap_or(Self { unix_ms: 0 })
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Timestamp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Timestamp".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "format": "date-time",
            "description": "An instant, RFC 3339 with offset; Kefu writes UTC with milliseconds.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

    proptest! {
        #[test]
        fn agrees_with_the_time_crate(ms in MIN_MS..=MAX_MS, offset in -1439i32..=1439) {
            let oracle = OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).unwrap();
            let here = Timestamp::from_unix_ms(ms);
            prop_assert_eq!(Timestamp::parse(&oracle.format(&Rfc3339).unwrap()), Ok(here));
            prop_assert_eq!(OffsetDateTime::parse(&here.to_string(), &Rfc3339).unwrap(), oracle);
            let zone = UtcOffset::from_whole_seconds(offset * 60).unwrap();
            if let Some(Ok(text)) = oracle.checked_to_offset(zone).map(|local| local.format(&Rfc3339)) {
                prop_assert_eq!(Timestamp::parse(&text), Ok(here));
            }
        }

        #[test]
        fn never_panics_and_accepts_only_what_the_oracle_accepts(text in "[0-9TZ:.+-]{18,30}") {
            if Timestamp::parse(&text).is_ok() {
                prop_assert!(OffsetDateTime::parse(&text, &Rfc3339).is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn refuses_what_does_not_exist() {
        for bad in [
            "",
            "2026-11-20",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+0800",
        ] {
            assert_eq!(Timestamp::parse(bad), Err(TimestampError), "{bad}");
        }
        assert!(Timestamp::parse("2028-02-29T00:00:00Z").is_ok());
    }
}

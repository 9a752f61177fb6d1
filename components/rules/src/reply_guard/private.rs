//! Private data in a text: numbers by their form, names and addresses as given.

use super::{GuardRule, PrivateData};
use crate::policy::ReplyGuardPolicy;
use crate::text::Folded;
use std::ops::Range;

/// Chinese digits, by which numbers are written to slip through; 幺 is one when spoken.
const CHINESE_DIGITS: &[(char, u32)] = &[
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('幺', 1),
    ('二', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Given numbers with fewer digits than this are too common to be searched for as digits.
const TELLING_DIGITS: usize = 5;

pub(super) fn find(
    text: &Folded,
    private: &PrivateData,
    policy: &ReplyGuardPolicy,
) -> Vec<(GuardRule, Range<usize>)> {
    let mut found = Vec::new();
    let own: Vec<String> = policy.own_phones.iter().map(|phone| digits_of(phone)).collect();
    for (glyphs, digits) in runs(text) {
        // A number may be written without its country code, or with one not stored.
        let known = |numbers: &[String]| {
            numbers.iter().map(|n| digits_of(n)).any(|n| {
                let national = digits.trim_start_matches('0');
                let part = national.len() > TELLING_DIGITS && n.ends_with(national);
                n.len() >= TELLING_DIGITS && (digits.contains(&n) || part)
            })
        };
        if own.contains(&digits) {
            continue;
        }
        if known(&private.phones) || is_phone(&digits) {
            found.push((GuardRule::Phone, glyphs));
        } else if known(&private.order_numbers) || digits.len() >= policy.order_digits as usize {
            found.push((GuardRule::OrderNumber, glyphs));
        }
    }
    let least = policy.min_name_chars.max(1) as usize;
    let mut given = |rule, values: &[String]| {
        let long = values.iter().map(|value| value.trim()).filter(|value| value.chars().count() >= least);
        found.extend(long.flat_map(|value| text.find(value)).map(|glyphs| (rule, glyphs)));
    };
    given(GuardRule::Name, &private.names);
    given(GuardRule::Address, &private.addresses);
    // Order numbers may hold letters.
    given(GuardRule::OrderNumber, &private.order_numbers);
    found
}

fn digits_of(number: &str) -> String {
    Folded::new(number).0.iter().map(|glyph| glyph.folded).filter(char::is_ascii_digit).collect()
}

/// Mobile numbers of mainland China with or without its country code, and landlines with area code.
fn is_phone(digits: &str) -> bool {
    let national = match digits.strip_prefix("86") {
        Some(rest) if digits.len() == 13 => rest,
        _ => digits,
    };
    let mobile =
        national.len() == 11 && national.starts_with('1') && !matches!(national.as_bytes()[1], b'0'..=b'2');
    let landline = (11..=12).contains(&digits.len()) && digits.starts_with('0');
    mobile || landline
}

/// Runs of digits, with up to two separators between them.
fn runs(text: &Folded) -> Vec<(Range<usize>, String)> {
    let digit = |at: usize| {
        let c = text.at(at)?;
        c.to_digit(10).or_else(|| CHINESE_DIGITS.iter().find(|(han, _)| *han == c).map(|(_, d)| *d))
    };
    let gap = |at: usize| matches!(text.at(at), Some(' ' | '-' | '.' | '_' | '*' | '(' | ')' | '+'));
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let mut end = at;
        let mut digits = String::new();
        while let Some(d) = digit(at) {
            digits.extend(char::from_digit(d, 10));
            at += 1;
            end = at;
            let skip = (0..=2).find(|skip| !gap(at + skip)).unwrap_or(0);
            at += if digit(at + skip).is_some() { skip } else { 0 };
        }
        if end > start {
            found.push((start..end, digits));
        }
        at = at.max(start + 1);
    }
    found
}

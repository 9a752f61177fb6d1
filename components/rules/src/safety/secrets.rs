//! Secrets typed into a chat (敏感信息): passwords, SMS codes and card numbers, found in order to be masked.

use crate::policy::SecretPolicy;
use crate::text::Folded;
use std::ops::Range;

/// What kind of secret it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// A password (密码).
    Password,
    /// A one-time code (验证码).
    Code,
    /// A bank card number (银行卡号).
    Card,
}

/// A secret found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: SecretKind,
}

const CODE_WORDS: &[&str] = &[
    "验证码",
    "校验码",
    "动态码",
    "短信码",
    "动态密码",
    "动态口令",
    "一次性密码",
    "verification code",
    "sms code",
    "security code",
    "one-time code",
    "one-time password",
    "confirmation code",
    "passcode",
    "otp",
];
const PASSWORD_WORDS: &[&str] = &["密码", "口令", "password", "passwd", "pwd", "passphrase", "pin"];
const CARD_WORDS: &[&str] = &["卡号", "银行卡", "储蓄卡", "信用卡", "card number", "card no", "credit card"];

/// Lengths of card numbers (ISO/IEC 7812-1, and what is in use).
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// First digits and lengths of the common card schemes.
const SCHEMES: &[(u32, u32, &[usize])] = &[
    (62, 62, &[16, 17, 18, 19]),
    (81, 81, &[16, 17, 18, 19]),
    (40, 49, &[13, 16]),
    (51, 55, &[16]),
    (22, 27, &[16]),
    (34, 34, &[15]),
    (37, 37, &[15]),
    (35, 36, &[14, 16]),
    (30, 30, &[14]),
    (38, 39, &[14]),
    (60, 60, &[16, 19]),
    (64, 65, &[16]),
];

/// Whether the check digit fits (Luhn's formula, ISO/IEC 7812-1 annex B).
pub fn luhn(digits: &[u32]) -> bool {
    let doubled = |d: u32| if d > 4 { d * 2 - 9 } else { d * 2 };
    let term = |(i, d): (usize, &u32)| if i % 2 == 1 { doubled(*d) } else { *d };
    !digits.is_empty() && digits.iter().rev().enumerate().map(term).sum::<u32>().is_multiple_of(10)
}

/// Finds secrets, in order and without overlap.
///
/// ```
/// # use kefu_rules::{policy::SecretPolicy, safety::secrets::{find, mask}};
/// let text = "验证码是 482913，别告诉别人";
/// assert_eq!(mask(text, &find(text, &SecretPolicy::default())), "验证码是 ••••••，别告诉别人");
/// ```
pub fn find(text: &str, policy: &SecretPolicy) -> Vec<Secret> {
    let folded = Folded::new(text);
    let mut found = cards(&folded);
    let mut keep = |kind, glyphs: Option<Range<usize>>| {
        if let Some(glyphs) =
            glyphs.filter(|g| found.iter().all(|(_, f)| f.end <= g.start || g.end <= f.start))
        {
            found.push((kind, glyphs));
        }
    };
    for word in CODE_WORDS.iter().flat_map(|word| folded.find(word)) {
        let (before, after) = codes(&folded, &word, policy);
        keep(SecretKind::Code, after.or(before));
    }
    for word in PASSWORD_WORDS.iter().flat_map(|word| folded.find(word)) {
        keep(SecretKind::Password, password(&folded, word.end, policy));
    }
    found.sort_by_key(|(_, glyphs)| glyphs.start);
    found.into_iter().map(|(kind, glyphs)| Secret { span: folded.span(glyphs), kind }).collect()
}

/// The text with every secret replaced by dots, as many as it had characters.
pub fn mask(text: &str, secrets: &[Secret]) -> String {
    let hidden = |at: usize| secrets.iter().any(|secret| secret.span.contains(&at));
    text.char_indices().map(|(at, c)| if hidden(at) { '•' } else { c }).collect()
}

fn digit(text: &Folded, at: usize) -> Option<u32> {
    text.at(at).and_then(|c| c.to_digit(10))
}

fn cards(text: &Folded) -> Vec<(SecretKind, Range<usize>)> {
    let named = CARD_WORDS.iter().any(|word| !text.find(word).is_empty());
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let mut digits = Vec::new();
        let mut end = at;
        // Single spaces and hyphens group the digits of a card.
        while let Some(d) = digit(text, at) {
            digits.push(d);
            at += 1;
            end = at;
            if matches!(text.at(at), Some(' ' | '-')) && digit(text, at + 1).is_some() {
                at += 1;
            }
        }
        let known = digits.len() > 1 && {
            let first = digits[0] * 10 + digits[1];
            SCHEMES
                .iter()
                .any(|(from, to, lengths)| (*from..=*to).contains(&first) && lengths.contains(&digits.len()))
        };
        if CARD_DIGITS.contains(&digits.len()) && (known || named) && luhn(&digits) {
            found.push((SecretKind::Card, start..end));
        }
        at = at.max(start + 1);
    }
    found
}

/// Runs of digits of a code's length standing alone near a word, before it and after it.
fn codes(
    text: &Folded,
    word: &Range<usize>,
    policy: &SecretPolicy,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let distance = policy.distance as usize;
    let latin = |at: usize| text.at(at).is_some_and(|c| c.is_ascii_alphanumeric());
    let run = |start: usize| {
        let end = start + (start..text.len()).take_while(|i| digit(text, *i).is_some()).count();
        let joined = latin(end) || (start > 0 && latin(start - 1));
        let length = end - start;
        (!joined && (policy.code_min_digits as usize..=policy.code_max_digits as usize).contains(&length))
            .then_some(start..end)
    };
    let after = (word.end..text.len().min(word.end + distance + 1)).find_map(run);
    let reach = distance + policy.code_max_digits as usize;
    let before = (word.start.saturating_sub(reach)..word.start).rev().find_map(run);
    (before.filter(|code| code.end + distance >= word.start), after)
}

/// The password after its word: after a colon or "is" anything without space, otherwise only with a digit.
fn password(text: &Folded, from: usize, policy: &SecretPolicy) -> Option<Range<usize>> {
    let filler =
        |c: char| c.is_whitespace() || matches!(c, ':' | '=' | '是' | '为' | '"' | '“' | '\'' | '，' | ',');
    let is =
        |at: usize| text.at(at) == Some('i') && text.at(at + 1) == Some('s') && text.at(at + 2) == Some(' ');
    let mut at = from;
    let mut marked = false;
    while let Some(c) = text.at(at) {
        if is(at) {
            at += 3;
        } else if filler(c) {
            marked |= matches!(c, ':' | '=' | '是' | '为');
            at += 1;
        } else {
            break;
        }
        if at - from > policy.distance as usize {
            return None;
        }
    }
    let printable = |i: &usize| text.0[*i].raw.is_ascii_graphic() || digit(text, *i).is_some();
    let end = at + (at..text.len()).take_while(printable).count();
    let end = (at..end)
        .rev()
        .find(|i| !matches!(text.at(*i), Some('.' | ',' | '!' | '?' | '"' | '\'')))
        .map(|i| i + 1)?;
    let digits = (at..end).any(|i| digit(text, i).is_some());
    let long = end - at >= policy.password_min_chars as usize;
    (at > from && long && (marked || digits) || (at == from && long && digits && digit(text, at).is_some()))
        .then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(SecretKind, &str)> {
        find(text, &SecretPolicy::default()).into_iter().map(|s| (s.kind, &text[s.span])).collect()
    }

    #[test]
    fn secrets_in_both_languages() {
        use SecretKind::*;
        for (text, kind, secret) in [
            ("我的密码是abc123！", Password, "abc123"),
            ("密码：hunter!x", Password, "hunter!x"),
            ("密码123456", Password, "123456"),
            ("my password is hunter2.", Password, "hunter2"),
            ("pwd=letmein", Password, "letmein"),
            ("短信验证码 ４８２９１３", Code, "４８２９１３"),
            ("482913 is your verification code", Code, "482913"),
            ("OTP: 4829", Code, "4829"),
            ("动态密码 482913", Code, "482913"),
            ("卡 4111 1111 1111 1111 谢谢", Card, "4111 1111 1111 1111"),
            ("6222-0212-3456-7894", Card, "6222-0212-3456-7894"),
            ("卡号9400000000000000003", Card, "9400000000000000003"),
        ] {
            if kind == Card && !luhn(&secret.chars().filter_map(|c| c.to_digit(10)).collect::<Vec<_>>()) {
                panic!("fixture without check digit: {secret}");
            }
            assert_eq!(found(text), [(kind, secret)], "{text}");
        }
    }

    #[test]
    fn ordinary_texts_stay_as_they_are() {
        for text in [
            "忘记密码怎么办",
            "my password is wrong",
            "验证码收不到",
            "订单号 3812345678901234567",
            "4111 1111 1111 1112",
            "电话13800138000",
            "the pin fell off",
            "一共 128 元",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn masked_texts_hold_no_secret_and_keep_their_length(text in "([a-z0-9 :=是为，-]|密码|验证码|password|code is|4111111111111111){0,20}") {
            let secrets = find(&text, &SecretPolicy::default());
            let masked = mask(&text, &secrets);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
            for secret in &secrets {
                prop_assert!(text.is_char_boundary(secret.span.start) && text.is_char_boundary(secret.span.end));
            }
        }

        #[test]
        fn one_wrong_digit_or_swap_of_neighbours_breaks_the_check(digits in prop::collection::vec(0u32..10, 12..19), at in 0usize..12, other in 1u32..10) {
            let mut card = digits;
            card.push(0);
            let last = card.len() - 1;
            card[last] = (0..10).find(|d| { card[last] = *d; luhn(&card) }).unwrap();
            let mut wrong = card.clone();
            wrong[at] = (wrong[at] + other) % 10;
            prop_assert!(luhn(&card) && !luhn(&wrong));
        }
    }
}

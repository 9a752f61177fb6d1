//! Delivery addresses (收货地址): what is refused, what is doubtful, and what is hidden.

use crate::language::Language;
use crate::order::Refused;
use crate::policy::AddressPolicy;
use crate::text::is_invisible;
use kefu_contract::{Address, ProblemCode};

/// Whether a text shows nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Refuses an address nobody can write on a parcel; `pointer` is where it stands in the request.
///
/// # Errors
/// [`ProblemCode::MaskedValue`] for one with hidden parts; [`ProblemCode::InvalidValue`] for parts that are blank, hold
/// control characters, or are no telephone number or country code.
pub fn check(address: &Address, pointer: &str) -> Result<(), Refused> {
    if address.masked {
        return Err(Refused::at(pointer, ProblemCode::MaskedValue));
    }
    let phone = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | ',' | '#');
    let unwritable = |text: &str| is_blank(text) || text.chars().any(char::is_control);
    let optional = |text: &Option<String>| text.as_deref().is_some_and(unwritable);
    let faults = [
        ("recipient", unwritable(&address.recipient)),
        ("phone", !address.phone.chars().all(phone) || !address.phone.contains(|c: char| c.is_ascii_digit())),
        ("country", address.country.len() != 2 || !address.country.chars().all(|c| c.is_ascii_uppercase())),
        ("region", optional(&address.region)),
        ("city", unwritable(&address.city)),
        ("district", optional(&address.district)),
        ("street", unwritable(&address.street)),
        ("postal_code", optional(&address.postal_code)),
    ];
    match faults.into_iter().find(|fault| fault.1) {
        Some((name, _)) => Err(Refused::at(format!("{pointer}/{name}"), ProblemCode::InvalidValue)),
        None => Ok(()),
    }
}

/// What makes an address doubtful. It can be shipped to all the same, once somebody has asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The recipient is hardly a name.
    Recipient,
    /// The telephone number has too few or too many digits, or is none of the country's.
    Phone,
    /// The street says too little.
    Street,
    /// The postal code is none of the country's.
    PostalCode,
}

impl Doubt {
    /// The doubt in words.
    pub fn text(self, lang: Language) -> &'static str {
        match self {
            Self::Recipient => {
                lang.pick("收件人不像姓名，请核实", "The recipient is hardly a name; ask the buyer")
            }
            Self::Phone => {
                lang.pick("联系电话可能有误，请核实", "The telephone number looks wrong; ask the buyer")
            }
            Self::Street => {
                lang.pick("详细地址过于简单，请核实", "The street says too little to be found; ask the buyer")
            }
            Self::PostalCode => {
                lang.pick("邮政编码可能有误，请核实", "The postal code looks wrong; ask the buyer")
            }
        }
    }
}

/// What is doubtful about an address, most important first.
pub fn doubts(address: &Address, policy: &AddressPolicy) -> Vec<Doubt> {
    let letters = address.recipient.chars().filter(|c| c.is_alphabetic()).count();
    let recipient = letters < policy.recipient_min_letters as usize || address.recipient.contains(is_digit);
    let postal_code = address.postal_code.as_deref().is_some_and(|code| {
        address.country == "CN" && !(code.chars().count() == 6 && code.chars().all(|c| c.is_ascii_digit()))
    });
    [
        (Doubt::Phone, !is_phone(&address.phone, &address.country)),
        (Doubt::Recipient, recipient),
        (Doubt::Street, !is_street(&address.street, policy)),
        (Doubt::PostalCode, postal_code),
    ]
    .into_iter()
    .filter_map(|(doubt, holds)| holds.then_some(doubt))
    .collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_street(street: &str, policy: &AddressPolicy) -> bool {
    let shown: Vec<char> = street.chars().filter(|c| c.is_alphanumeric()).collect();
    let varied = shown.iter().any(|c| *c != shown[0]);
    shown.len() >= policy.street_min_chars as usize && varied && shown.iter().any(|c| c.is_alphabetic())
}

/// The digits of a telephone number, without an extension (`转 12` is written `,12` or `#12`).
fn digits(phone: &str) -> String {
    phone.split([',', '#']).next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number can be dialled: by the numbering plan in China, by the lengths of E.164 elsewhere.
fn is_phone(phone: &str, country: &str) -> bool {
    let digits = digits(phone);
    let foreign = phone.trim_start().starts_with('+') && !digits.starts_with("86");
    if country != "CN" || foreign {
        let varied = digits.chars().any(|c| !digits.starts_with(c));
        return (6..=15).contains(&digits.len()) && varied;
    }
    let home = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(&digits);
    match home.as_bytes() {
        [b'1', b'3'..=b'9', ..] => home.len() == 11,
        // An area code with its zero, or without it after the country's.
        [b'0', ..] => (10..=12).contains(&home.len()),
        [b'4' | b'8', b'0', b'0', ..] => home.len() == 10,
        _ => home.len() < digits.len() && (9..=11).contains(&home.len()),
    }
}

/// The address for those who need not know it any more: `林**`, `138****5678`, no street.
pub fn masked(address: &Address) -> Address {
    const HIDDEN: &str = "***";
    let first = address.recipient.chars().next().map(String::from).unwrap_or_default();
    let digits = digits(&address.phone);
    let phone = match digits.len() {
        // Digits are ASCII, so bytes are characters.
        8.. => format!("{}****{}", &digits[..3], &digits[digits.len() - 4..]),
        length => format!("****{}", &digits[length - length.min(2)..]),
    };
    Address {
        recipient: format!("{first}**"),
        phone,
        street: HIDDEN.to_owned(),
        masked: true,
        ..address.clone()
    }
}

/// The place of an address as couriers' tariffs know it: country and province, e.g. `CN/浙江省`.
pub fn place(address: &Address) -> String {
    format!("{}/{}", address.country, address.region.as_deref().unwrap_or(&address.city))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn address() -> Address {
        Address {
            recipient: "林小满".to_owned(),
            phone: "13800005678".to_owned(),
            country: "CN".to_owned(),
            region: Some("浙江省".to_owned()),
            city: "杭州市".to_owned(),
            district: Some("西湖区".to_owned()),
            street: "文三路 100 号 2 幢 301".to_owned(),
            postal_code: Some("310012".to_owned()),
            masked: false,
        }
    }

    fn refused(change: impl FnOnce(&mut Address)) -> Option<(String, ProblemCode)> {
        let mut changed = address();
        change(&mut changed);
        let field = check(&changed, "/address").err()?.errors.remove(0);
        Some((field.pointer, field.code))
    }

    #[test]
    fn what_cannot_be_written_on_a_parcel_is_refused() {
        let at = |name: &str| Some((format!("/address/{name}"), ProblemCode::InvalidValue));
        assert_eq!(refused(|_| {}), None);
        assert_eq!(refused(|a| a.masked = true), Some(("/address".to_owned(), ProblemCode::MaskedValue)));
        assert_eq!(refused(|a| a.recipient = "\u{200b} ".to_owned()), at("recipient"));
        assert_eq!(refused(|a| a.phone = "打我电话".to_owned()), at("phone"));
        assert_eq!(refused(|a| a.phone = "+-".to_owned()), at("phone"));
        assert_eq!(refused(|a| a.country = "China".to_owned()), at("country"));
        assert_eq!(refused(|a| a.region = Some(" ".to_owned())), at("region"));
        assert_eq!(refused(|a| a.city = "\u{3000}".to_owned()), at("city"));
        assert_eq!(refused(|a| a.street = "文三路\u{7} 1 号".to_owned()), at("street"));
    }

    #[test]
    fn phones_follow_the_numbering_plan() {
        let plausible =
            ["13800005678", "+86 138 0000 4112", "0571-88001234", "010-65001234,12", "4008001234"];
        for phone in plausible.into_iter().chain(["+86 571 8800 1234", "0086 13800005678", "+44 7700 900111"])
        {
            assert!(is_phone(phone, "CN"), "{phone}");
        }
        for phone in ["1380000567", "138000056789", "12345678901", "11111111111", "5678", "57188001234"] {
            assert!(!is_phone(phone, "CN"), "{phone}");
        }
        assert!(is_phone("+49 30 23125 014", "DE") && is_phone("+65 6000 0112", "SG"));
        assert!(!is_phone("12345", "US") && !is_phone("0000000000", "US"));
        assert!(!is_phone("1234567890123456", "US"));
    }

    #[test]
    fn doubts_are_named() {
        let of = |change: fn(&mut Address)| {
            let mut changed = address();
            change(&mut changed);
            doubts(&changed, &AddressPolicy::default())
        };
        assert_eq!(of(|_| {}), []);
        assert_eq!(of(|a| a.recipient = "1".to_owned()), [Doubt::Recipient]);
        assert_eq!(of(|a| a.recipient = "林13800005678".to_owned()), [Doubt::Recipient]);
        assert_eq!(of(|a| a.street = "啊啊啊啊啊啊".to_owned()), [Doubt::Street]);
        assert_eq!(of(|a| a.street = "12345 678".to_owned()), [Doubt::Street]);
        assert_eq!(of(|a| a.street = "家".to_owned()), [Doubt::Street]);
        assert_eq!(of(|a| a.postal_code = Some("3100".to_owned())), [Doubt::PostalCode]);
        assert_eq!(of(|a| a.phone = "1".to_owned()), [Doubt::Phone]);
        for doubt in [Doubt::Recipient, Doubt::Phone, Doubt::Street, Doubt::PostalCode] {
            assert!(doubt.text(Language::English).is_ascii() && !doubt.text(Language::Chinese).is_ascii());
        }
    }

    #[test]
    fn masks_show_whose_it_is_and_not_where() {
        let hidden = masked(&address());
        assert_eq!((hidden.recipient.as_str(), hidden.phone.as_str()), ("林**", "138****5678"));
        assert_eq!((hidden.street.as_str(), hidden.masked), ("***", true));
        assert_eq!(refused(|a| *a = masked(a)), Some(("/address".to_owned(), ProblemCode::MaskedValue)));
        assert_eq!(masked(&Address { phone: "5678".to_owned(), ..address() }).phone, "****78");
        assert_eq!(place(&address()), "CN/浙江省");
        assert_eq!(place(&Address { region: None, ..address() }), "CN/杭州市");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn nothing_panics_and_masks_hide(recipient in ".{0,8}", phone in "[0-9+ ,#-]{0,20}", street in "\\PC{4,20}") {
            let odd = Address { recipient, phone, street, ..address() };
            let _ = doubts(&odd, &AddressPolicy::default());
            let hidden = masked(&odd);
            prop_assert!(!hidden.street.contains(&odd.street));
            prop_assert!(digits(&hidden.phone).len() <= 7);
        }
    }
}

//! Lookalike names (仿冒昵称): a stranger whose nickname resembles that of the buyer who placed the order.
//!
//! A request to change an address or to refund must come from the account that ordered. Accounts are compared
//! by id; the name only decides how loudly to warn.

use super::confusables::{letters, one_edit, skeleton};
use crate::policy::LookalikePolicy;
use kefu_contract::Person;

/// How one name resembles another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resemblance {
    /// Spelt the same.
    SameName,
    /// Looks the same, is coded otherwise: homoglyphs, invisible characters, capitals.
    Homoglyphs,
    /// One character more or less, or two swapped.
    OneCharacter,
}

/// Whether the account that asks is the one that ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookalikeVerdict {
    /// It is.
    SameAccount,
    /// It is not, and its name could be mistaken: warn loudly.
    Lookalike(Resemblance),
    /// It is not, and its name is another.
    OtherAccount,
}

/// How two names resemble each other, if they do.
///
/// ```
/// # use kefu_rules::{policy::LookalikePolicy, safety::lookalike::{Resemblance, resemblance}};
/// let policy = LookalikePolicy::default();
/// assert_eq!(resemblance("lily2020", "Iily2O2O", &policy), Some(Resemblance::Homoglyphs));
/// assert_eq!(resemblance("小雨的店", "小雨店", &policy), Some(Resemblance::OneCharacter));
/// assert_eq!(resemblance("小雨的店", "大海", &policy), None);
/// ```
pub fn resemblance(a: &str, b: &str, policy: &LookalikePolicy) -> Option<Resemblance> {
    if a == b {
        return Some(Resemblance::SameName);
    }
    if skeleton(a) == skeleton(b) {
        return Some(Resemblance::Homoglyphs);
    }
    let (a, b) = (letters(a), letters(b));
    let longer = a.chars().count().max(b.chars().count());
    (longer >= policy.min_chars as usize && one_edit(&a, &b, false)).then_some(Resemblance::OneCharacter)
}

/// Compares the account that asks with the one that ordered.
pub fn check(asking: &Person, ordering: &Person, policy: &LookalikePolicy) -> LookalikeVerdict {
    if asking.id == ordering.id {
        return LookalikeVerdict::SameAccount;
    }
    match resemblance(&asking.name, &ordering.name, policy) {
        Some(resemblance) => LookalikeVerdict::Lookalike(resemblance),
        None => LookalikeVerdict::OtherAccount,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::Role;
    use proptest::prelude::*;

    fn person(id: &str, name: &str) -> Person {
        Person { id: id.into(), name: name.to_owned(), role: Role::Buyer, avatar_url: None }
    }

    fn verdict(asking: &str, ordering: &str) -> LookalikeVerdict {
        check(&person("a", asking), &person("b", ordering), &LookalikePolicy::default())
    }

    #[test]
    fn the_account_decides_and_the_name_warns() {
        use LookalikeVerdict::*;
        let anna = person("a", "anna");
        assert_eq!(check(&anna, &person("a", "renamed"), &LookalikePolicy::default()), SameAccount);
        assert_eq!(verdict("anna", "anna"), Lookalike(Resemblance::SameName));
        for (asking, ordering) in [
            ("аnna", "anna"),
            ("ａｎｎａ", "Anna"),
            ("an\u{200b}na", "anna"),
            ("tb_10086", "tb-l0O86"),
            ("modern", "rnodern"),
            ("未来", "末来"),
            ("ΑΝΝΑ", "anna"),
        ] {
            assert_eq!(verdict(asking, ordering), Lookalike(Resemblance::Homoglyphs), "{asking} {ordering}");
        }
        for (asking, ordering) in [("sunny77", "sunny777"), ("sunny77", "snuny77"), ("山水之间", "山水间")]
        {
            assert_eq!(
                verdict(asking, ordering),
                Lookalike(Resemblance::OneCharacter),
                "{asking} {ordering}"
            );
        }
        for (asking, ordering) in [("ann", "an"), ("tb12346", "tb12347"), ("小明", "小红"), ("", "anna")]
        {
            assert_eq!(verdict(asking, ordering), OtherAccount, "{asking} {ordering}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn is_symmetric_and_never_panics(a in ".{0,12}", b in ".{0,12}") {
            prop_assert_eq!(verdict(&a, &b), verdict(&b, &a));
        }

        #[test]
        fn an_inserted_character_is_noticed(name in "[a-km-qs-z2-46-79]{4,12}", at in 0usize..4, c in "[x-z]") {
            let mut other = name.clone();
            other.insert_str(at, &c);
            prop_assert!(matches!(verdict(&name, &other), LookalikeVerdict::Lookalike(_)), "{} {}", name, other);
        }
    }
}

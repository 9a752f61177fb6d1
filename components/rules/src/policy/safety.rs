//! Links, secrets, lookalike names, doubtful addresses and refunds.

use serde::{Deserialize, Serialize};

/// What is checked in chats (安全).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SafetyPolicy {
    /// Links.
    pub links: LinkPolicy,
    /// Passwords, codes and card numbers.
    pub secrets: SecretPolicy,
    /// Names that resemble another.
    pub lookalike: LookalikePolicy,
    /// Addresses that are hardly one.
    pub address: AddressPolicy,
    /// Buyers who are paid back often.
    pub refunds: RefundWatchPolicy,
}

/// Which links are clickable without a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkPolicy {
    /// Hosts allowed exactly, in lower case: `pay.example.com`.
    pub hosts: Vec<String>,
    /// Domains allowed with all their subdomains, in lower case: `example.com`.
    pub domains: Vec<String>,
    /// Names of allowed hosts shorter than this many characters are not compared by spelling distance.
    pub min_compared_chars: u32,
}

impl Default for LinkPolicy {
    fn default() -> Self {
        Self { hosts: Vec::new(), domains: Vec::new(), min_compared_chars: 5 }
    }
}

/// How secrets are recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecretPolicy {
    /// Fewest digits of an SMS code.
    pub code_min_digits: u32,
    /// Most digits of an SMS code.
    pub code_max_digits: u32,
    /// Fewest characters of a password.
    pub password_min_chars: u32,
    /// Most characters between a word such as "code" and the secret itself.
    pub distance: u32,
}

impl Default for SecretPolicy {
    fn default() -> Self {
        Self { code_min_digits: 4, code_max_digits: 8, password_min_chars: 4, distance: 12 }
    }
}

/// How names are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LookalikePolicy {
    /// Names with fewer characters are not compared by spelling distance: too many differ by one.
    pub min_chars: u32,
}

impl Default for LookalikePolicy {
    fn default() -> Self {
        Self { min_chars: 4 }
    }
}

/// From what on an address is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddressPolicy {
    /// Fewest letters of a recipient's name; a Chinese character is one.
    pub recipient_min_letters: u32,
    /// Fewest letters and digits of a street.
    pub street_min_chars: u32,
}

impl Default for AddressPolicy {
    fn default() -> Self {
        Self { recipient_min_letters: 2, street_min_chars: 4 }
    }
}

/// From what on a buyer is paid back unusually often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RefundWatchPolicy {
    /// How many days back is looked.
    pub days: u32,
    /// Fewest orders paid back.
    pub orders: u32,
    /// Least share of the orders paid, in basis points: 3000 is 30 %.
    pub share_bp: u32,
}

impl Default for RefundWatchPolicy {
    fn default() -> Self {
        Self { days: 90, orders: 3, share_bp: 3_000 }
    }
}

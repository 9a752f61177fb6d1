//! Money: integer minor units, never floats.

use crate::json::ToJson;
use crate::read::Read;
use serde::Serialize;

/// An amount of money in minor units.
///
/// `{"amount": 12900, "currency": "CNY", "exponent": 2}` is ¥129.00. The exponent travels with the amount so
/// that a reader needs no currency table (JPY has 0, KWD has 3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Read, ToJson)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Minor units (fen, cents); negative for amounts owed the other way.
    pub amount: i64,
    /// ISO 4217 code, upper case.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Z]{3}$")))]
    pub currency: String,
    /// Decimal digits of the minor unit.
    #[cfg_attr(feature = "schema", schemars(range(max = 4)))]
    pub exponent: u8,
}

impl Money {
    /// An amount in fen of Chinese yuan.
    pub fn cny(fen: i64) -> Self {
        Self { amount: fen, currency: "CNY".to_owned(), exponent: 2 }
    }

    /// The amount as decimal digits without currency sign: `129.00`, `-0.05`, `500`.
    ///
    /// ```
    /// # use kefu_contract::Money;
    /// assert_eq!(Money::cny(12_900).decimal(), "129.00");
    /// assert_eq!(Money::cny(-5).decimal(), "-0.05");
    /// ```
    pub fn decimal(&self) -> String {
        let sign = if self.amount < 0 { "-" } else { "" };
        let digits = self.amount.unsigned_abs().to_string();
        let exponent = usize::from(self.exponent);
        if exponent == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = exponent + 1);
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_follow_the_exponent() {
        let money = |amount, exponent| Money { amount, currency: "XXX".into(), exponent };
        assert_eq!(money(0, 2).decimal(), "0.00");
        assert_eq!(money(7, 3).decimal(), "0.007");
        assert_eq!(money(-1234, 0).decimal(), "-1234");
        assert_eq!(money(i64::MIN, 2).decimal(), "-92233720368547758.08");
    }
}

//! Arithmetic on money: checked, in one currency, in whole minor units; sums always come out exactly.

use kefu_contract::Money;

/// Why an amount could not be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies, or one currency with different exponents.
    #[error("amounts in {0} and {1} do not mix")]
    CurrencyMismatch(String, String),
    /// The result does not fit 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// An amount other than zero was to be shared among no lines, or lines without weight.
    #[error("there is nothing to allocate to")]
    NoWeights,
}

/// What to do with a fraction of a minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Cut it off: 1.9 → 1, −1.9 → −1.
    TowardZero,
    /// Up to the next whole unit: 1.1 → 2, −1.1 → −2.
    AwayFromZero,
    /// To the nearest, halves away from zero (四舍五入): 1.5 → 2, −1.5 → −2.
    HalfAwayFromZero,
    /// To the nearest, halves to the even one (银行家舍入): 1.5 → 2, 2.5 → 2.
    HalfToEven,
}

/// Basis points of a whole: 10,000 bp are 100 %.
const WHOLE_BP: u128 = 10_000;

/// Fails unless both amounts are of one currency and exponent.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`]
pub fn same_currency(a: &Money, b: &Money) -> Result<(), MoneyError> {
    if a.currency == b.currency && a.exponent == b.exponent {
        return Ok(());
    }
    let name = |m: &Money| format!("{} with {} decimals", m.currency, m.exponent);
    Err(MoneyError::CurrencyMismatch(name(a), name(b)))
}

fn with_amount(like: &Money, amount: i64) -> Money {
    Money { amount, currency: like.currency.clone(), exponent: like.exponent }
}

fn checked(like: &Money, amount: Option<i64>) -> Result<Money, MoneyError> {
    amount.map(|amount| with_amount(like, amount)).ok_or(MoneyError::Overflow)
}

/// `a + b`.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`]
pub fn add(a: &Money, b: &Money) -> Result<Money, MoneyError> {
    same_currency(a, b)?;
    checked(a, a.amount.checked_add(b.amount))
}

/// `a - b`.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`]
pub fn sub(a: &Money, b: &Money) -> Result<Money, MoneyError> {
    same_currency(a, b)?;
    checked(a, a.amount.checked_sub(b.amount))
}

/// `-a`.
///
/// # Errors
/// [`MoneyError::Overflow`] for the one amount that has no opposite.
pub fn neg(a: &Money) -> Result<Money, MoneyError> {
    checked(a, a.amount.checked_neg())
}

/// `a × count`.
///
/// # Errors
/// [`MoneyError::Overflow`]
pub fn times(a: &Money, count: u32) -> Result<Money, MoneyError> {
    checked(a, a.amount.checked_mul(i64::from(count)))
}

/// The sum of all; nothing for an empty list, which has no currency.
///
/// # Errors
/// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`]
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Money>) -> Result<Option<Money>, MoneyError> {
    amounts.into_iter().try_fold(None, |total: Option<Money>, next| match total {
        None => Ok(Some(next.clone())),
        Some(total) => add(&total, next).map(Some),
    })
}

/// Shares `total` in proportion to `weights` by largest remainder (Hamilton's method), so that the shares sum
/// to `total` exactly. Of equal remainders the earlier line is served first; a line without weight gets
/// nothing; a negative total is shared like a positive one with the sign put back.
///
/// ```
/// # use kefu_contract::Money;
/// # use kefu_rules::money::allocate;
/// let shares = allocate(&Money::cny(100), &[1, 1, 1])?;
/// assert_eq!(shares, [Money::cny(34), Money::cny(33), Money::cny(33)]);
/// # Ok::<(), kefu_rules::money::MoneyError>(())
/// ```
///
/// # Errors
/// [`MoneyError::NoWeights`] when `total` is not zero and no line has weight.
pub fn allocate(total: &Money, weights: &[u64]) -> Result<Vec<Money>, MoneyError> {
    let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
    if whole == 0 {
        let nothing = weights.iter().map(|_| with_amount(total, 0)).collect();
        return if total.amount == 0 { Ok(nothing) } else { Err(MoneyError::NoWeights) };
    }
    let magnitude = u128::from(total.amount.unsigned_abs());
    // At most 2^63 × 2^64: fits.
    let product = |w: &u64| magnitude * u128::from(*w);
    let mut shares: Vec<u128> = weights.iter().map(|w| product(w) / whole).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|i| std::cmp::Reverse(product(&weights[*i]) % whole));
    // The remainders sum to a multiple of the whole, each below it: fewer units are left than lines have a
    // remainder, so none goes to a line without.
    let left = magnitude - shares.iter().sum::<u128>();
    for i in by_remainder.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        shares[i] += 1;
    }
    let sign = i128::from(total.amount.signum());
    let signed = |share| i128::try_from(share).ok().and_then(|s| i64::try_from(s * sign).ok());
    shares.into_iter().map(|share| checked(total, signed(share))).collect()
}

/// A share of an amount in basis points (500 is 5 %), rounded as named.
///
/// ```
/// # use kefu_contract::Money;
/// # use kefu_rules::money::{Rounding, percent_of};
/// assert_eq!(percent_of(&Money::cny(1_010), 500, Rounding::HalfAwayFromZero), Ok(Money::cny(51)));
/// assert_eq!(percent_of(&Money::cny(1_010), 500, Rounding::HalfToEven), Ok(Money::cny(50)));
/// ```
///
/// # Errors
/// [`MoneyError::Overflow`] for shares above 100 % of very large amounts.
pub fn percent_of(amount: &Money, basis_points: u32, rounding: Rounding) -> Result<Money, MoneyError> {
    let product = u128::from(amount.amount.unsigned_abs()) * u128::from(basis_points);
    let (down, rest) = (product / WHOLE_BP, product % WHOLE_BP);
    let up = match rounding {
        Rounding::TowardZero => false,
        Rounding::AwayFromZero => rest > 0,
        Rounding::HalfAwayFromZero => rest * 2 >= WHOLE_BP,
        Rounding::HalfToEven => rest * 2 > WHOLE_BP || (rest * 2 == WHOLE_BP && down % 2 == 1),
    };
    let magnitude = i128::try_from(down + u128::from(up)).map_err(|_| MoneyError::Overflow)?;
    checked(amount, i64::try_from(magnitude * i128::from(amount.amount.signum())).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency() -> impl Strategy<Value = (&'static str, u8)> {
        prop_oneof![Just(("JPY", 0)), Just(("CNY", 2)), Just(("KWD", 3))]
    }

    fn money(amount: i64, (code, exponent): (&str, u8)) -> Money {
        Money { amount, currency: code.to_owned(), exponent }
    }

    #[test]
    fn nothing_to_allocate_to() {
        assert_eq!(allocate(&Money::cny(5), &[]), Err(MoneyError::NoWeights));
        assert_eq!(allocate(&Money::cny(5), &[0, 0]), Err(MoneyError::NoWeights));
        assert_eq!(allocate(&Money::cny(0), &[0]), Ok(vec![Money::cny(0)]));
        assert_eq!(allocate(&Money::cny(i64::MIN), &[u64::MAX]), Ok(vec![Money::cny(i64::MIN)]));
    }

    #[test]
    fn ties_go_to_earlier_lines_also_below_zero() {
        let shares = allocate(&Money::cny(-100), &[1, 0, 1, 1]).unwrap();
        assert_eq!(shares.iter().map(|m| m.amount).collect::<Vec<_>>(), [-34, 0, -33, -33]);
    }

    #[test]
    fn currencies_and_exponents_do_not_mix() {
        let (yuan, yen) = (Money::cny(1), money(1, ("JPY", 0)));
        assert!(matches!(add(&yuan, &yen), Err(MoneyError::CurrencyMismatch(..))));
        assert!(matches!(sub(&yuan, &money(1, ("CNY", 3))), Err(MoneyError::CurrencyMismatch(..))));
        assert_eq!(neg(&Money::cny(i64::MIN)), Err(MoneyError::Overflow));
        assert_eq!(add(&Money::cny(i64::MAX), &yuan), Err(MoneyError::Overflow));
        assert_eq!(sum([]), Ok(None));
    }

    #[test]
    fn every_rounding_in_both_directions() {
        use Rounding::*;
        // Basis points of ±1 unit scaled so that the exact results are 0.25, 0.5, 0.75, 1.5 and 2.5.
        let table = [
            (TowardZero, [0, 0, 0, 1, 2]),
            (AwayFromZero, [1, 1, 1, 2, 3]),
            (HalfAwayFromZero, [0, 1, 1, 2, 3]),
            (HalfToEven, [0, 0, 1, 2, 2]),
        ];
        for (rounding, expected) in table {
            for (bp, expected) in [2_500, 5_000, 7_500, 15_000, 25_000].into_iter().zip(expected) {
                assert_eq!(
                    percent_of(&Money::cny(1), bp, rounding).unwrap().amount,
                    expected,
                    "{rounding:?} {bp}"
                );
                assert_eq!(percent_of(&Money::cny(-1), bp, rounding).unwrap().amount, -expected);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn shares_sum_exactly_and_are_fair(
            total: i64, unit in currency(), weights in prop::collection::vec(prop_oneof![Just(0u64), 1u64..2_000_000, any::<u64>()], 1..60),
        ) {
            let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
            prop_assume!(whole > 0);
            let shares = allocate(&money(total, unit), &weights).unwrap();
            prop_assert_eq!(shares.iter().map(|m| i128::from(m.amount)).sum::<i128>(), i128::from(total));
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert_eq!((share.currency.as_str(), share.exponent), unit);
                let exact = u128::from(total.unsigned_abs()) * u128::from(*weight);
                let got = u128::from(share.amount.unsigned_abs());
                prop_assert!(got == exact / whole || got == exact / whole + 1);
                prop_assert!(*weight > 0 || got == 0);
                prop_assert!(share.amount == 0 || share.amount.signum() == total.signum());
            }
        }

        #[test]
        fn subtraction_undoes_addition(a in -1_000_000_000_000i64..1_000_000_000_000, b in -1_000_000_000_000i64..1_000_000_000_000, unit in currency()) {
            let (a, b) = (money(a, unit), money(b, unit));
            let total = add(&a, &b).unwrap();
            prop_assert_eq!(sub(&total, &b).unwrap(), a.clone());
            prop_assert_eq!(add(&a, &neg(&a).unwrap()).unwrap().amount, 0);
            prop_assert_eq!(sum([&a, &b]).unwrap(), Some(total));
        }

        #[test]
        fn roundings_stay_within_one_unit_and_in_order(amount: i32, bp in 0u32..30_000, unit in currency()) {
            let share = |rounding| percent_of(&money(amount.into(), unit), bp, rounding).unwrap().amount.abs();
            let (low, high) = (share(Rounding::TowardZero), share(Rounding::AwayFromZero));
            prop_assert!(high - low <= 1);
            for near in [share(Rounding::HalfAwayFromZero), share(Rounding::HalfToEven)] {
                prop_assert!((low..=high).contains(&near));
                let exact = i64::from(amount).abs() * i64::from(bp);
                prop_assert!((near * 10_000 - exact).abs() <= 5_000);
            }
        }
    }
}

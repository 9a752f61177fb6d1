//! What some pieces of a line are worth, row by row.
//!
//! Counted in minor units of the line's own currency: a quote of a long order is mostly this arithmetic, and an
//! amount with its currency costs an allocation each time it is handed on.

use crate::money::{self, MoneyError};
use kefu_contract::{AmountCode, AmountRow, Money, OrderLine, QuoteLine};

/// What other open cases may take of a line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Claimed {
    pub quantity: u32,
    /// In minor units.
    pub amount: i64,
}

/// `amount` in the currency of `like`.
pub(super) fn with(like: &Money, amount: i64) -> Money {
    Money { amount, currency: like.currency.clone(), exponent: like.exponent }
}

pub(super) fn plus(a: i64, b: i64) -> Result<i64, MoneyError> {
    a.checked_add(b).ok_or(MoneyError::Overflow)
}

pub(super) fn minus(a: i64, b: i64) -> Result<i64, MoneyError> {
    a.checked_sub(b).ok_or(MoneyError::Overflow)
}

/// Pieces that are neither paid back nor claimed.
pub(super) fn pieces_left(line: &OrderLine, claimed: Claimed) -> u32 {
    line.quantity.saturating_sub(line.refunded).saturating_sub(claimed.quantity)
}

/// Rows of one line. Shares of discounts are differences of running shares, so that refunding piece after piece
/// adds up exactly to the line's total, whatever the order and sizes.
pub(super) fn quote_line(line: &OrderLine, quantity: u32, claimed: Claimed) -> Result<QuoteLine, MoneyError> {
    for amount in [&line.unit_price, &line.discount].into_iter().chain(&line.refunded_amount) {
        money::same_currency(&line.total, amount)?;
    }
    let gone = line.refunded.saturating_add(claimed.quantity).min(line.quantity);
    let value = Value::of(line, gone, quantity)?;
    let base = value.base()?;

    let refunded = line.refunded_amount.as_ref().map_or(0, |money| money.amount);
    let taken = plus(refunded, claimed.amount)?;
    let left = minus(line.total.amount, taken)?.max(0);
    // What was paid back beyond the value of the pieces gone, e.g. as compensation, burdens the rest alike.
    let excess = minus(taken, Value::of(line, 0, gone)?.base()?)?.max(0);
    let burden = between(excess, line.quantity - gone, 0, quantity)?;
    let maximum = minus(base, burden)?.clamp(0, left);
    let code = if refunded > 0 { AmountCode::AlreadyRefunded } else { AmountCode::Reserved };

    let rows = [
        (AmountCode::Goods, value.goods),
        (AmountCode::LineDiscount, value.discount),
        (AmountCode::PriceChange, value.change),
        (code, minus(maximum, base)?),
    ];
    let rows = rows
        .into_iter()
        .filter(|(code, amount)| *code == AmountCode::Goods || *amount != 0)
        .map(|(code, amount)| AmountRow { code, label: None, amount: with(&line.total, amount) })
        .collect();
    Ok(QuoteLine { line_id: line.id.clone(), quantity, rows, maximum: with(&line.total, maximum) })
}

/// What some pieces of a line are worth, as bought.
struct Value {
    goods: i64,
    discount: i64,
    change: i64,
}

impl Value {
    /// Of `count` pieces after the first `from`.
    fn of(line: &OrderLine, from: u32, count: u32) -> Result<Self, MoneyError> {
        let goods =
            |pieces: u32| line.unit_price.amount.checked_mul(i64::from(pieces)).ok_or(MoneyError::Overflow);
        let listed = minus(goods(line.quantity)?, line.discount.amount)?;
        let change = minus(line.total.amount, listed)?;
        Ok(Self {
            goods: goods(count)?,
            discount: minus(0, between(line.discount.amount, line.quantity, from, count)?)?,
            change: between(change, line.quantity, from, count)?,
        })
    }

    fn base(&self) -> Result<i64, MoneyError> {
        plus(plus(self.goods, self.discount)?, self.change)
    }
}

/// The share of `whole` for the first `count` of `of` pieces: what [`money::allocate`] gives them of two heaps.
fn running(whole: i64, of: u32, count: u32) -> Result<i64, MoneyError> {
    let (count, of) = (i128::from(count), i128::from(of.max(count)));
    if of == 0 {
        return if whole == 0 { Ok(0) } else { Err(MoneyError::NoWeights) };
    }
    // Of two remainders that make one unit the larger gets it, and the first heap if they are equal: halves are
    // rounded away from zero.
    let share = (i128::from(whole).abs() * count * 2 + of) / (of * 2);
    i64::try_from(share * i128::from(whole.signum())).map_err(|_| MoneyError::Overflow)
}

/// The share of `whole` for `count` pieces after the first `from` of `of` pieces.
fn between(whole: i64, of: u32, from: u32, count: u32) -> Result<i64, MoneyError> {
    if whole == 0 {
        return Ok(0);
    }
    minus(running(whole, of, from.saturating_add(count))?, running(whole, of, from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_running_share_is_an_allocation_to_two(whole: i64, small in -50i64..50, of in 0u32..9, count in 0u32..12, big: u32) {
            for (whole, of, count) in [(whole, of, count), (small, of, count), (whole, big, big / 3)] {
                let weights = [u64::from(count), u64::from(of.saturating_sub(count))];
                let shares = money::allocate(&Money::cny(whole), &weights);
                prop_assert_eq!(running(whole, of, count), shares.map(|shares| shares[0].amount));
            }
        }
    }
}

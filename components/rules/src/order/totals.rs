//! Sums of an order, and how they fall on its lines.

use crate::money::{self, MoneyError};
use kefu_contract::{AmountCode, AmountRow, Escrow, Money, Order, OrderLine};

/// No money, in the order's currency.
pub fn zero(like: &Money) -> Money {
    Money { amount: 0, currency: like.currency.clone(), exponent: like.exponent }
}

/// What has been paid; zero when nothing.
pub fn paid(order: &Order) -> Money {
    order.paid.clone().unwrap_or_else(|| zero(&order.total))
}

/// Where money just paid stands: in escrow, unless it is nothing, as when a discount covers all of a part.
pub fn held(paid: &Money) -> Escrow {
    if paid.amount > 0 { Escrow::Held } else { Escrow::None }
}

/// What has been paid and not been paid back.
///
/// # Errors
/// [`MoneyError`] on an order with mixed currencies.
pub fn kept(order: &Order) -> Result<Money, MoneyError> {
    money::sub(&paid(order), &order.refunded)
}

/// Pieces of a line still to be shipped. Refunded pieces count as the ones not shipped.
pub fn to_ship(line: &OrderLine) -> u32 {
    line.quantity.saturating_sub(line.shipped).saturating_sub(line.refunded)
}

/// Price times quantity of a line, before discounts.
///
/// # Errors
/// [`MoneyError::Overflow`]
pub fn goods(line: &OrderLine) -> Result<Money, MoneyError> {
    money::times(&line.unit_price, line.quantity)
}

/// Brings line totals and the order's sums in line with prices, quantities, line discounts and postage.
///
/// # Errors
/// [`MoneyError`] when amounts do not mix or do not fit.
pub fn recompute(order: &mut Order) -> Result<(), MoneyError> {
    let (mut goods_total, mut discount) = (zero(&order.total), zero(&order.total));
    for line in &mut order.lines {
        let whole = goods(line)?;
        line.total = money::sub(&whole, &line.discount)?;
        goods_total = money::add(&goods_total, &whole)?;
        discount = money::add(&discount, &line.discount)?;
    }
    order.total = money::add(&money::sub(&goods_total, &discount)?, &order.postage)?;
    order.goods_total = goods_total;
    order.discount = discount;
    Ok(())
}

/// Shares a discount on the whole order among its lines by their totals, and sums up anew.
///
/// # Errors
/// [`MoneyError`] when amounts do not mix or do not fit.
pub fn spread_discount(order: &mut Order, discount: &Money) -> Result<(), MoneyError> {
    money::same_currency(discount, &order.total)?;
    let shares = money::allocate(discount, &weights(&order.lines))?;
    for (line, share) in order.lines.iter_mut().zip(shares) {
        line.discount = money::add(&line.discount, &share)?;
    }
    recompute(order)
}

/// What has been paid for each line, its share of the postage included; sums exactly to what has been paid.
///
/// # Errors
/// [`MoneyError::NoWeights`] when something was paid for lines that cost nothing.
pub fn paid_by_line(order: &Order) -> Result<Vec<Money>, MoneyError> {
    money::allocate(&paid(order), &weights(&order.lines))
}

fn weights(lines: &[OrderLine]) -> Vec<u64> {
    lines.iter().map(|line| u64::try_from(line.total.amount).unwrap_or(0)).collect()
}

/// What the seller has taken off (negative) or put on since the order was placed.
pub fn price_change(order: &Order) -> i64 {
    let rows = order.amounts.iter().filter(|row| row.code == AmountCode::PriceChange);
    rows.map(|row| row.amount.amount).sum()
}

/// Rows that derive the order's total, a change of price of `change` among them. What the rows before named as a saving
/// of the whole order or as a coupon keeps its name, as far as the order still has it.
///
/// # Errors
/// [`MoneyError::Overflow`]
pub fn rows(order: &Order, change: i64) -> Result<Vec<AmountRow>, MoneyError> {
    let change = Money { amount: change, ..zero(&order.total) };
    // What the change explains is not explained a second time by the discount.
    let rest = money::sub(&money::sub(&order.total, &order.goods_total)?, &order.postage)?;
    let mut rest = money::sub(&rest, &change)?;
    let row = |code, amount: &Money| AmountRow { code, label: None, amount: amount.clone() };
    let mut rows = vec![row(AmountCode::Goods, &order.goods_total)];
    for code in [AmountCode::OrderDiscount, AmountCode::Coupon] {
        let named = order.amounts.iter().filter(|row| row.code == code).map(|row| row.amount.amount);
        let named = named.fold(0, i64::saturating_add).max(rest.amount).min(0);
        rest.amount -= named;
        rows.extend((named != 0).then(|| row(code, &Money { amount: named, ..zero(&order.total) })));
    }
    rows.extend((rest.amount != 0).then(|| row(AmountCode::LineDiscount, &rest)));
    rows.extend((change.amount != 0).then(|| row(AmountCode::PriceChange, &change)));
    rows.push(row(AmountCode::Postage, &order.postage));
    Ok(rows)
}

/// Sums up anew after the seller changed prices or postage, and books the difference as a change of price. The other
/// rows stay as they were: the postage that is no longer asked for is part of the change.
///
/// # Errors
/// [`MoneyError`] when amounts do not mix or do not fit.
pub fn reprice(order: &mut Order) -> Result<(), MoneyError> {
    let (before, change) = (order.total.amount, price_change(order));
    recompute(order)?;
    let moved = order.total.amount.checked_sub(before).and_then(|by| change.checked_add(by));
    let moved = moved.ok_or(MoneyError::Overflow)?;
    if order.amounts.is_empty() {
        order.amounts = rows(order, moved)?;
        return Ok(());
    }
    order.amounts.retain(|row| row.code != AmountCode::PriceChange);
    if moved != 0 {
        let amount = Money { amount: moved, ..zero(&order.total) };
        let place = order.amounts.iter().position(|row| row.code == AmountCode::Postage);
        let row = AmountRow { code: AmountCode::PriceChange, label: None, amount };
        order.amounts.insert(place.unwrap_or(order.amounts.len()), row);
    }
    Ok(())
}

//! Merging orders of one buyer to one address, and splitting lines off.

use super::act::{Applied, Fact, Refused, step};
use super::machine::Event;
use super::{Context, edit, guard, parcel, totals};
use crate::money;
use kefu_contract::{
    CloseReason, Escrow, LineId, LineQuantity, Money, Order, OrderId, OrderLine, ProblemCode,
};

/// Takes the lines of other orders into this one; postage is paid once, the highest of all.
pub fn merge(applied: &mut Applied, ids: &[OrderId], ctx: &Context) -> Result<(), Refused> {
    let mut away = Vec::new();
    for (i, id) in ids.iter().enumerate() {
        let pointer = format!("/merge_with/{i}");
        let other =
            ctx.related.iter().find(|order| order.id == *id && order.buyer.id == applied.order.buyer.id);
        let other = other.ok_or_else(|| Refused::at(pointer.clone(), ProblemCode::NotFound))?;
        if ids[..i].contains(id) || !fits(&applied.order, other) {
            return Err(Refused::at(pointer, ProblemCode::InvalidValue));
        }
        away.push(other.clone());
    }
    let order = &mut applied.order;
    let changes = std::iter::once(&*order).chain(&away).map(totals::price_change);
    let change = changes.fold(0, i64::saturating_add);
    let (mut paid, mut postages) = (totals::paid(order), order.postage.clone());
    for other in &away {
        applied.facts.extend(Fact::carry(&other.id, &order.id, totals::kept(other)?));
        order.amounts.extend(other.amounts.iter().cloned());
        order.lines.extend(other.lines.iter().cloned());
        order.refunded = money::add(&order.refunded, &other.refunded)?;
        paid = money::add(&paid, &totals::paid(other))?;
        postages = money::add(&postages, &other.postage)?;
        if other.postage.amount > order.postage.amount {
            order.postage = other.postage.clone();
        }
    }
    totals::recompute(order)?;
    order.amounts = totals::rows(order, change)?;
    if order.paid.is_some() {
        let saved = money::sub(&postages, &order.postage)?;
        order.refunded = money::add(&order.refunded, &saved)?;
        order.paid = Some(paid);
        applied.facts.extend((saved.amount > 0).then_some(Fact::Refund(saved)));
    }
    for mut other in away {
        // The money went along with the lines.
        other.paid = None;
        other.refunded = totals::zero(&other.total);
        other.escrow = Escrow::None;
        step(&mut other, Event::MergeAway, ctx)?;
        other.close_reason = Some(CloseReason::Unlisted);
        applied.others.push(other);
    }
    Ok(())
}

/// Whether `other` can go into `order`: another order as far along, by the same way to the same place.
pub fn fits(order: &Order, other: &Order) -> bool {
    other.id != order.id
        && guard::rearrange(other).is_ok()
        && other.state == order.state
        && other.paid.is_some() == order.paid.is_some()
        && other.delivery == order.delivery
        && other.address.is_some()
        && other.address == order.address
        && other.marks == order.marks
        && money::same_currency(&other.total, &order.total).is_ok()
}

/// Splits lines or pieces off into a new order; the postage stays where it is.
pub fn split(applied: &mut Applied, wanted: &[LineQuantity], ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    let before = (order.total.clone(), totals::price_change(order));
    let mut off: Vec<OrderLine> = Vec::new();
    for (i, LineQuantity { line_id, quantity }) in wanted.iter().enumerate() {
        let index = edit::line_index(order, line_id, format!("/lines/{i}/line_id"))?;
        let line = &mut order.lines[index];
        parcel::check_pieces(*quantity, line.quantity, &format!("/lines/{i}/quantity"))?;
        off.push(take(line, *quantity, || LineId(format!("{}-{}", ctx.new_id, i + 1)))?);
        order.lines.retain(|line| line.quantity > 0);
    }
    if order.lines.is_empty() {
        return Err(Refused::at("/lines", ProblemCode::InvalidValue));
    }
    let mut other = order.clone();
    other.id = OrderId::from(ctx.new_id);
    other.number = ctx.new_number.to_owned();
    other.version = 0;
    other.lines = off;
    other.postage = totals::zero(&order.postage);
    other.refunded = totals::zero(&order.refunded);
    other.history.clear();
    totals::recompute(order)?;
    totals::recompute(&mut other)?;
    if let Some(paid) = order.paid.clone() {
        let kept = money::sub(&paid, &other.total)?;
        if order.escrow == Escrow::Held {
            order.escrow = totals::held(&kept);
            other.escrow = totals::held(&other.total);
        }
        order.paid = Some(kept);
        other.paid = Some(other.total.clone());
        applied.facts.extend(Fact::carry(&order.id, &other.id, other.total.clone()));
    }
    // What the seller took off goes with both, or splitting would renew the limit.
    let change = Money { amount: before.1, ..before.0 };
    let weight = |order: &Order| u64::try_from(order.total.amount).unwrap_or(0);
    let shares = match money::allocate(&change, &[weight(order), weight(&other)]) {
        Ok(shares) => shares.into_iter().map(|share| share.amount).collect(),
        Err(_) => vec![before.1, 0],
    };
    order.amounts = totals::rows(order, shares[0])?;
    other.amounts = totals::rows(&other, shares[1])?;
    applied.facts.push(Fact::SplitOff(other.id.clone()));
    applied.others.push(other);
    Ok(())
}

/// Takes pieces off a line with their share of its discount; a whole line keeps its id.
fn take(line: &mut OrderLine, quantity: u32, id: impl FnOnce() -> LineId) -> Result<OrderLine, Refused> {
    let rest = line.quantity - quantity;
    let shares = money::allocate(&line.discount, &[u64::from(quantity), u64::from(rest)])?;
    let mut off = line.clone();
    if rest > 0 {
        off.id = id();
    }
    off.quantity = quantity;
    off.discount = shares[0].clone();
    line.quantity = rest;
    line.discount = shares[1].clone();
    Ok(off)
}

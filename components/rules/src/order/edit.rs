//! Changes to what an order says: prices, postage, address, memo, shelves, time to confirm receipt.

use super::act::{Applied, Fact, Refused, chosen};
use super::{Context, bundle, deadlines, input, totals};
use crate::money::{self, Rounding};
use kefu_contract::{
    ActOnOrder, DeadlineKind, LineId, LineQuantity, Memo, MemoFlag, Money, NewMemo, Order, OrderMark,
    PriceChange, ProblemCode, ProblemField, Role, TextField, Warning, WarningCode,
};

/// Refuses a text longer than the session's limit.
pub fn check_length(pointer: &str, text: &str, field: &TextField, ctx: &Context) -> Result<(), Refused> {
    crate::input::check_length(pointer, text, ctx.limits.and_then(|limits| limits.text(field)))
}

/// The place of a line.
pub fn line_index(order: &Order, id: &LineId, pointer: impl Into<String>) -> Result<usize, Refused> {
    let found = order.lines.iter().position(|line| line.id == *id);
    found.ok_or_else(|| Refused::at(pointer, ProblemCode::UnknownLine))
}

fn too_much(pointer: &str, most: Money) -> Refused {
    let fault = ProblemField::new(pointer, ProblemCode::AmountAboveMaximum);
    Refused::field(ProblemField { max_amount: Some(most), ..fault })
}

/// An amount from outside: of the order's currency, and not below zero.
pub fn check_amount(amount: &Money, order: &Order, pointer: &str) -> Result<(), Refused> {
    money::same_currency(amount, &order.total)
        .map_err(|_| Refused::at(pointer, ProblemCode::WrongCurrency))?;
    if amount.amount < 0 { Err(Refused::at(pointer, ProblemCode::AmountNotPositive)) } else { Ok(()) }
}

/// How far an agent's change lies below what the agent may grant; nothing for supervisors and fair changes.
fn above_limit(order: &Order, ctx: &Context) -> Result<i64, Refused> {
    let change = totals::price_change(order);
    if ctx.viewer.role == Role::Supervisor || change >= 0 {
        return Ok(0);
    }
    let listed = Money { amount: order.total.amount.saturating_sub(change), ..order.total.clone() };
    let most = money::percent_of(&listed, ctx.policy.agent_limits.price_cut_bp, Rounding::TowardZero)?;
    Ok((change.saturating_neg() - most.amount).max(0))
}

/// New discounts on lines (改价).
pub fn prices(applied: &mut Applied, changes: &[PriceChange], ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    for (i, change) in changes.iter().enumerate() {
        let index = line_index(order, &change.line_id, format!("/prices/{i}/line_id"))?;
        if changes[..i].iter().any(|earlier| earlier.line_id == change.line_id) {
            return Err(Refused::at(format!("/prices/{i}/line_id"), ProblemCode::InvalidValue));
        }
        let pointer = format!("/prices/{i}/discount");
        check_amount(&change.discount, order, &pointer)?;
        let most = totals::goods(&order.lines[index])?;
        if change.discount.amount > most.amount {
            return Err(too_much(&pointer, most));
        }
        order.lines[index].discount = change.discount.clone();
    }
    let before = order.total.amount;
    totals::reprice(order)?;
    // A change that brings the price back up is fair, even if a supervisor had gone below the limit.
    let above = if order.total.amount < before { above_limit(order, ctx)? } else { 0 };
    if let (1.., Some(last)) = (above, changes.last()) {
        // The largest discount on the last line with which all of them together would pass.
        let most = Money { amount: (last.discount.amount - above).max(0), ..last.discount.clone() };
        return Err(too_much(&format!("/prices/{}/discount", changes.len() - 1), most));
    }
    Ok(())
}

/// New postage; what is taken off counts against the same limit as the price.
pub fn postage(applied: &mut Applied, postage: Option<&Money>, ctx: &Context) -> Result<(), Refused> {
    const AT: &str = "/postage";
    let postage = postage.ok_or_else(|| Refused::at(AT, ProblemCode::InvalidValue))?;
    let order = &mut applied.order;
    check_amount(postage, order, AT)?;
    let before = std::mem::replace(&mut order.postage, postage.clone());
    totals::reprice(order).map_err(|_| too_much(AT, before.clone()))?;
    // Too low, not too high: the problem has no place for a minimum. Raising it again is always fair.
    if postage.amount < before.amount && above_limit(order, ctx)? > 0 {
        return Err(Refused::at(AT, ProblemCode::InvalidValue));
    }
    Ok(())
}

/// A new address, for the whole order or for lines, which then travel as an order of their own.
pub fn address(applied: &mut Applied, request: &ActOnOrder, ctx: &Context) -> Result<(), Refused> {
    let Some(address) = &request.address else {
        return Err(Refused::at("/address", ProblemCode::InvalidValue));
    };
    crate::address::check(address, "/address")?;
    let mut lines = Vec::new();
    for (i, id) in request.line_ids.iter().enumerate() {
        let pointer = format!("/line_ids/{i}");
        let index = line_index(&applied.order, id, pointer.clone())?;
        if request.line_ids[..i].contains(id) {
            return Err(Refused::at(pointer, ProblemCode::InvalidValue));
        }
        lines.push(LineQuantity { line_id: id.clone(), quantity: applied.order.lines[index].quantity });
    }
    if lines.is_empty() || lines.len() == applied.order.lines.len() {
        applied.order.address = Some(address.clone());
        return Ok(());
    }
    super::guard::rearrange(&applied.order).map_err(|denial| Refused::denied(denial, ctx.lang))?;
    bundle::split(applied, &lines, ctx)?;
    for other in &mut applied.others {
        other.address = Some(address.clone());
    }
    Ok(())
}

/// The staff ask whether an address is right; the buyer says that it is, and the order goes there.
pub fn confirm_address(applied: &mut Applied, request: &ActOnOrder, ctx: &Context) -> Result<(), Refused> {
    const AT: &str = "/address";
    if let Some(address) = &request.address {
        crate::address::check(address, AT)?;
    }
    let address = request.address.as_ref().or(applied.order.address.as_ref());
    let address = address.ok_or_else(|| Refused::at(AT, ProblemCode::InvalidValue))?.clone();
    applied.facts.push(if ctx.viewer.role == Role::Buyer {
        applied.order.address = Some(address.clone());
        Fact::AddressConfirmed(address)
    } else {
        Fact::AskAddress(address)
    });
    Ok(())
}

/// The shop's memo (备注); grey without text takes it off.
pub fn memo(applied: &mut Applied, memo: Option<&NewMemo>, ctx: &Context) -> Result<(), Refused> {
    let memo = memo.ok_or_else(|| Refused::at("/memo", ProblemCode::InvalidValue))?;
    if matches!(memo.flag, MemoFlag::Other(_)) {
        return Err(Refused::at("/memo/flag", ProblemCode::InvalidValue));
    }
    check_length("/memo/text", &memo.text, &TextField::Memo, ctx)?;
    let keep = memo.flag != MemoFlag::Grey || !memo.text.trim().is_empty();
    applied.order.memo = keep.then(|| Memo {
        flag: memo.flag.clone(),
        text: memo.text.clone(),
        author: ctx.viewer.clone(),
        at: ctx.now,
    });
    Ok(())
}

/// Puts the order on a shelf, or takes it off all.
pub fn mark(applied: &mut Applied, mark: Option<&OrderMark>) -> Result<(), Refused> {
    let order = &mut applied.order;
    match mark {
        None => order.marks.clear(),
        Some(mark) if !input::marks(order).contains(mark) => {
            return Err(Refused::at("/mark", ProblemCode::InvalidValue));
        }
        Some(mark) if !order.marks.contains(mark) => order.marks.push(mark.clone()),
        Some(_) => {}
    }
    Ok(())
}

/// More time to confirm receipt (延长收货).
pub fn extend(applied: &mut Applied, days: Option<u32>, ctx: &Context) -> Result<(), Refused> {
    const DAY_MS: i64 = 86_400_000;
    let days = chosen(&days, "/extend_days", &ctx.policy.orders.extension_days)?;
    let running =
        applied.order.deadlines.iter_mut().filter(|deadline| deadline.kind == DeadlineKind::ConfirmReceipt);
    for deadline in running {
        deadlines::shift(deadline, i64::from(days) * DAY_MS);
    }
    applied.order.deadlines.sort_by_key(|deadline| deadline.at);
    Ok(())
}

/// Lines that cannot be sent (缺货); all still to be shipped when none is named.
pub fn out_of_stock(applied: &mut Applied, ids: &[LineId], ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    for (i, id) in ids.iter().enumerate() {
        let index = line_index(order, id, format!("/line_ids/{i}"))?;
        if totals::to_ship(&order.lines[index]) == 0 {
            return Err(Refused::at(format!("/line_ids/{i}"), ProblemCode::InvalidValue));
        }
    }
    let meant = |line: &&kefu_contract::OrderLine| {
        totals::to_ship(line) > 0 && (ids.is_empty() || ids.contains(&line.id))
    };
    let lines: Vec<LineId> = order.lines.iter().filter(meant).map(|line| line.id.clone()).collect();
    if !order.warnings.iter().any(|warning| warning.code == WarningCode::OutOfStock) {
        let text = ctx.lang.pick("有商品缺货", "A line is out of stock").to_owned();
        order.warnings.push(Warning { code: WarningCode::OutOfStock, text });
    }
    applied.facts.push(Fact::OutOfStock(lines));
    Ok(())
}

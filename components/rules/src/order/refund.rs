//! What a refund of an after-sale case does to its order.

use super::act::{Applied, Fact, Refused, step};
use super::machine::Event;
use super::{Context, edit, parcel, totals};
use crate::money;
use kefu_contract::{
    Actor, CloseReason, Escrow, LineId, LineQuantity, Money, Order, OrderState, ProblemCode, ProblemField,
};

/// What is paid back for one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundPart {
    /// The line.
    pub line_id: LineId,
    /// Pieces given back; 0 for compensation without return.
    pub quantity: u32,
    /// What is paid back for the line.
    pub amount: Money,
}

fn above(pointer: String, most: Money) -> Refused {
    let fault = ProblemField::new(pointer, ProblemCode::AmountAboveMaximum);
    Refused::field(ProblemField { max_amount: Some(most), ..fault })
}

/// Books a refund that has been carried out: on lines, and `postage` besides.
///
/// # Errors
/// Unknown lines, more pieces than bought, more money than was paid; pointers are into `parts` and `postage`.
pub fn record_refund(
    order: &Order,
    parts: &[RefundPart],
    postage: &Money,
    ctx: &Context,
) -> Result<Applied, Refused> {
    let mut applied = Applied::of(order);
    let after = &mut applied.order;
    edit::check_amount(postage, order, "/postage")?;
    let mut total = postage.clone();
    for (i, part) in parts.iter().enumerate() {
        book(after, part, i)?;
        total = money::add(&total, &part.amount)?;
    }
    let most = totals::kept(order)?;
    if total.amount > most.amount {
        return Err(above("/parts".to_owned(), most));
    }
    after.refunded = money::add(&after.refunded, &total)?;
    applied.facts.push(Fact::Refund(total));
    settle(&mut applied, ctx)?;
    applied.facts.extend(Fact::release_stock(kept_back(order, &applied.order)));
    applied.finish(order, "order.refund", Actor::Platform, ctx, None);
    Ok(applied)
}

fn book(order: &mut Order, part: &RefundPart, i: usize) -> Result<(), Refused> {
    let index = edit::line_index(order, &part.line_id, format!("/parts/{i}/line_id"))?;
    edit::check_amount(&part.amount, order, &format!("/parts/{i}/amount"))?;
    let line = &mut order.lines[index];
    if part.quantity > 0 {
        let most = line.quantity.saturating_sub(line.refunded);
        parcel::check_pieces(part.quantity, most, &format!("/parts/{i}/quantity"))?;
    }
    let before = line.refunded_amount.clone().unwrap_or_else(|| totals::zero(&line.total));
    let refunded = money::add(&before, &part.amount)?;
    if refunded.amount > line.total.amount {
        return Err(above(format!("/parts/{i}/amount"), money::sub(&line.total, &before)?));
    }
    line.refunded += part.quantity;
    line.refunded_amount = Some(refunded);
    Ok(())
}

/// Pieces that were still to be sent and will not be any more.
fn kept_back(before: &Order, after: &Order) -> Vec<LineQuantity> {
    let to_send = to_send(after);
    let still = |id: &LineId| to_send.iter().find(|line| line.line_id == *id).map_or(0, |line| line.quantity);
    let less = self::to_send(before)
        .into_iter()
        .map(|line| LineQuantity { quantity: line.quantity.saturating_sub(still(&line.line_id)), ..line });
    less.filter(|line| line.quantity > 0).collect()
}

/// Pieces still to be sent; a closed order sends nothing.
fn to_send(order: &Order) -> Vec<LineQuantity> {
    match order.state {
        OrderState::Closed => Vec::new(),
        _ => parcel::unsent(order),
    }
}

/// Where the order stands after the money went.
fn settle(applied: &mut Applied, ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    let rest = totals::kept(order)?;
    let nothing_to_ship = order.lines.iter().all(|line| totals::to_ship(line) == 0);
    let all_back = order.lines.iter().all(|line| line.refunded == line.quantity);
    if rest.amount == 0 {
        order.escrow = Escrow::Refunded;
    }
    match &order.state {
        OrderState::AwaitingShipment | OrderState::PartShipped | OrderState::AwaitingReceipt
            if rest.amount == 0 || all_back =>
        {
            step(order, Event::CloseRefunded, ctx)?;
            order.close_reason = Some(CloseReason::Refunded);
            if rest.amount > 0 {
                order.escrow = Escrow::PartlyReleased;
                applied.facts.push(Fact::Release(rest));
            }
        }
        // The pieces still to be sent were the ones given back.
        OrderState::PartShipped if nothing_to_ship => step(order, Event::ShipAll, ctx)?,
        _ => {}
    }
    Ok(())
}

//! Guards: whether an action may be done on an order now, and if not, why.

use super::machine::{self, Event};
use super::reason::{Denial, Reason};
use super::{Context, deadlines, totals};
use crate::reminder::{self, ReminderDecision, ReminderDenial, UnpaidOrder};
use kefu_contract::{
    DeadlineKind, DeliveryClass, FulfilmentStage, MemoFlag, Order, OrderActionCode as Code, OrderMark,
    OrderState as State, Role, Shipment, ShipmentException, ShipmentState,
};

type Verdict = Result<(), Denial>;

/// Actions a role has at all, in the order to show them.
pub fn codes_for(role: &Role) -> &'static [Code] {
    const BUYER: &[Code] = &[
        Code::Pay,
        Code::ConfirmReceipt,
        Code::ConfirmAddress,
        Code::ChangeAddress,
        Code::RemindToShip,
        Code::ExtendReceipt,
        Code::OpenCase,
        Code::WriteReview,
        Code::BuyAgain,
        Code::Close,
    ];
    const STAFF: &[Code] = &[
        Code::Ship,
        Code::RemindToPay,
        Code::ChangePrice,
        Code::ChangePostage,
        Code::ConfirmAddress,
        Code::ChangeAddress,
        Code::Merge,
        Code::Split,
        Code::SetMemo,
        Code::ChangeShipment,
        Code::ReportException,
        Code::ExtendReceipt,
        Code::ReportOutOfStock,
        Code::Mark,
        Code::Close,
    ];
    match role {
        Role::Buyer => BUYER,
        Role::Agent | Role::Supervisor => STAFF,
        Role::Bot | Role::System | Role::Other(_) => &[],
    }
}

/// Whether the viewer may do this now.
pub fn check(code: &Code, order: &Order, ctx: &Context) -> Verdict {
    let role = &ctx.viewer.role;
    if !codes_for(role).contains(code) {
        return Err(Reason::WrongRole.into());
    }
    if *role == Role::Buyer && ctx.viewer.id != order.buyer.id {
        return Err(Reason::WrongAccount.into());
    }
    match code {
        Code::SetMemo | Code::Mark | Code::BuyAgain => Ok(()),
        Code::Pay => pay(order, ctx),
        Code::ChangePrice | Code::ChangePostage => unpaid(order),
        Code::RemindToPay => unpaid(order).and_then(|()| remind(order, ctx)),
        Code::ChangeAddress => address(order),
        Code::ConfirmAddress => address(order).and_then(|()| match role {
            Role::Buyer => deny_if(!ctx.address_asked, Reason::NothingAsked),
            _ => deny_if(order.address.is_none(), Reason::NoAddress),
        }),
        Code::Merge => rearrange(order),
        Code::Split => rearrange(order).and_then(|()| {
            let pieces: u64 = order.lines.iter().map(|line| u64::from(line.quantity)).sum();
            deny_if(pieces < 2, Reason::Indivisible)?;
            // Parts of a paid order could be given back one by one, each within the limit.
            if totals::paid(order).amount > 0 { within_limit(order, ctx) } else { Ok(()) }
        }),
        Code::RemindToShip => waiting_for_parcels(order),
        Code::Ship => ship(order),
        Code::ReportOutOfStock => out_of_stock(order),
        Code::ChangeShipment | Code::ReportException => parcels(order),
        Code::ExtendReceipt => extend(order, ctx),
        Code::ConfirmReceipt => {
            awaiting_receipt(order).and_then(|()| deny_if(case_open(order), Reason::CaseOpen))
        }
        Code::Close => close(order, ctx),
        Code::OpenCase => open_case(order, ctx),
        Code::WriteReview => review(order, ctx),
        Code::Other(_) => Err(Reason::WrongRole.into()),
    }
}

fn deny_if(condition: bool, reason: Reason) -> Verdict {
    if condition { Err(reason.into()) } else { Ok(()) }
}

/// Why nothing goes on in a state that is over.
fn over(state: &State) -> Denial {
    match state {
        State::Completed => Reason::Completed,
        State::Closed => Reason::Closed,
        _ => Reason::UnknownState,
    }
    .into()
}

fn case_open(order: &Order) -> bool {
    order.lines.iter().any(|line| line.case_id.is_some())
}

fn unpaid(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment => Ok(()),
        State::AwaitingShipment | State::PartShipped | State::AwaitingReceipt => {
            Err(Reason::AlreadyPaid.into())
        }
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

/// Past its deadline an order closes, even if the scheduler has not come to it yet.
fn pay(order: &Order, ctx: &Context) -> Verdict {
    unpaid(order)?;
    deny_if(order.marks.contains(&OrderMark::Void), Reason::Voided)?;
    let late = deadlines::find(order, &DeadlineKind::Pay).is_some_and(|d| !d.paused && d.at <= ctx.now);
    deny_if(late, Reason::TimeOver)
}

fn remind(order: &Order, ctx: &Context) -> Verdict {
    // Without a deadline nothing closes the order, so the last reminder is not bounded by it.
    let pay_until = deadlines::find(order, &DeadlineKind::Pay).map(|deadline| deadline.at);
    let unpaid = UnpaidOrder {
        placed_at: order.created_at,
        pay_until: pay_until.unwrap_or(kefu_contract::Timestamp::from_unix_ms(i64::MAX)),
        amount: order.total.clone(),
        reminded_at: ctx.reminded_at.to_vec(),
        do_not_contact: ctx.do_not_contact,
    };
    let word = |denial| match denial {
        ReminderDenial::DoNotContact => Reason::DoNotContact,
        ReminderDenial::AmountTooSmall => Reason::TooSmall,
        ReminderDenial::TotalReached => Reason::RemindersUsed,
        ReminderDenial::OrderCloses => Reason::ClosesFirst,
        ReminderDenial::TooYoung => Reason::TooYoung,
        ReminderDenial::DayReached => Reason::RemindedToday,
        ReminderDenial::QuietHours => Reason::QuietHours,
    };
    match reminder::decide(&unpaid, ctx.now, ctx.policy.business_hours.utc_offset_min, &ctx.policy.reminder) {
        Ok(ReminderDecision::Allowed) => Ok(()),
        Ok(ReminderDecision::Later { reason, opens_at }) => {
            Err(Denial { reason: word(reason), opens_at: Some(opens_at) })
        }
        Ok(ReminderDecision::Never(reason)) => Err(word(reason).into()),
        Err(_) => Err(Reason::Unaccountable.into()),
    }
}

fn before_shipment(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment | State::AwaitingShipment => {
            deny_if(order.fulfilment == Some(FulfilmentStage::HandedOver), Reason::HandedOver)
        }
        State::PartShipped | State::AwaitingReceipt => Err(Reason::AlreadyShipped.into()),
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

/// Whether the goods go to a place.
pub fn needs_address(order: &Order) -> bool {
    !matches!(order.delivery, DeliveryClass::DigitalAuto | DeliveryClass::Virtual)
}

fn address(order: &Order) -> Verdict {
    deny_if(!needs_address(order), Reason::NoParcel)?;
    before_shipment(order)
}

/// Merging and splitting: nothing has left the shop and no refund has begun.
pub fn rearrange(order: &Order) -> Verdict {
    before_shipment(order)?;
    deny_if(case_open(order), Reason::CaseOpen)?;
    let refunded = |line: &kefu_contract::OrderLine| line.refunded > 0 || line.refunded_amount.is_some();
    deny_if(order.lines.iter().any(refunded), Reason::PartRefunded)
}

fn waiting_for_parcels(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment => Err(Reason::NotPaid.into()),
        State::AwaitingShipment | State::PartShipped => Ok(()),
        State::AwaitingReceipt => Err(Reason::AlreadyShipped.into()),
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

fn ship(order: &Order) -> Verdict {
    waiting_for_parcels(order)?;
    deny_if(order.marks.contains(&OrderMark::Void), Reason::Voided)?;
    let held = order.memo.as_ref().is_some_and(|memo| memo.flag == MemoFlag::Yellow);
    deny_if(held, Reason::OnHold)?;
    deny_if(needs_address(order) && order.address.is_none(), Reason::NoAddress)?;
    let open = order.lines.iter().filter(|line| totals::to_ship(line) > 0);
    let (mut any, mut free) = (false, false);
    for line in open {
        any = true;
        free |= line.case_id.is_none();
    }
    deny_if(!any, Reason::NothingToShip)?;
    deny_if(!free, Reason::CaseOpen)
}

fn out_of_stock(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment => Ok(()),
        _ => waiting_for_parcels(order),
    }
}

/// Whether a parcel is still on its way.
pub fn under_way(shipment: &Shipment) -> bool {
    shipment.state != ShipmentState::Delivered
}

fn parcels(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment | State::AwaitingShipment => Err(Reason::NotShipped.into()),
        State::PartShipped | State::AwaitingReceipt => {
            deny_if(!order.shipments.iter().any(under_way), Reason::Delivered)
        }
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

fn awaiting_receipt(order: &Order) -> Verdict {
    match &order.state {
        State::AwaitingPayment => Err(Reason::NotPaid.into()),
        State::AwaitingShipment => Err(Reason::NotShipped.into()),
        State::PartShipped => Err(Reason::NotAllShipped.into()),
        State::AwaitingReceipt => Ok(()),
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

fn extend(order: &Order, ctx: &Context) -> Verdict {
    awaiting_receipt(order)?;
    match deadlines::find(order, &DeadlineKind::ConfirmReceipt) {
        None => Err(Reason::NoDeadline.into()),
        Some(deadline) if deadline.paused => Err(Reason::Paused.into()),
        Some(deadline) => deny_if(deadline.at <= ctx.now, Reason::TimeOver),
    }
}

/// Whether a parcel will not reach the buyer.
fn lost(shipment: &Shipment) -> bool {
    use ShipmentException::{BadAddress, Lost, Refused, Returned};
    matches!(shipment.exception, Some(Returned | Lost | Refused | BadAddress))
}

fn close(order: &Order, ctx: &Context) -> Verdict {
    deny_if(case_open(order), Reason::CaseOpen)?;
    let cash = totals::paid(order).amount == 0;
    let buyer = ctx.viewer.role == Role::Buyer;
    match &order.state {
        State::AwaitingPayment => Ok(()),
        State::AwaitingShipment => {
            before_shipment(order)?;
            // A paid order is given back by the shop; the buyer applies for it.
            deny_if(!cash && buyer, Reason::AlreadyPaid)?;
            if cash { Ok(()) } else { within_limit(order, ctx) }
        }
        State::PartShipped => Err(Reason::AlreadyShipped.into()),
        // Cash on delivery that never arrives would wait for money for ever.
        State::AwaitingReceipt => {
            deny_if(buyer || !cash || !order.shipments.iter().all(lost), Reason::AlreadyShipped)
        }
        State::Completed | State::Closed | State::Other(_) => Err(over(&order.state)),
    }
}

fn within_limit(order: &Order, ctx: &Context) -> Verdict {
    let limit = &ctx.policy.agent_limits.refund;
    let kept = totals::kept(order).map_err(|_| Reason::Unaccountable)?;
    if ctx.viewer.role == Role::Supervisor {
        return Ok(());
    }
    crate::money::same_currency(&kept, limit).map_err(|_| Reason::AboveLimit)?;
    deny_if(kept.amount > limit.amount, Reason::AboveLimit)
}

fn open_case(order: &Order, ctx: &Context) -> Verdict {
    match &order.state {
        State::AwaitingPayment => return Err(Reason::NotPaid.into()),
        State::Closed | State::Other(_) => return Err(over(&order.state)),
        State::Completed => window(order, &DeadlineKind::OpenCase, ctx)?,
        State::AwaitingShipment | State::PartShipped | State::AwaitingReceipt => {}
    }
    deny_if(totals::paid(order).amount == 0, Reason::NotPaid)?;
    let left = |line: &kefu_contract::OrderLine| line.case_id.is_none() && line.refunded < line.quantity;
    deny_if(!order.lines.iter().any(left), Reason::NothingLeft)
}

/// A window that is missing has closed.
fn window(order: &Order, kind: &DeadlineKind, ctx: &Context) -> Verdict {
    let open = deadlines::find(order, kind).is_some_and(|deadline| deadline.paused || ctx.now < deadline.at);
    deny_if(!open, Reason::TimeOver)
}

fn review(order: &Order, ctx: &Context) -> Verdict {
    match &order.state {
        State::Completed => {}
        State::Closed | State::Other(_) => return Err(over(&order.state)),
        State::AwaitingPayment | State::AwaitingShipment | State::PartShipped | State::AwaitingReceipt => {
            return Err(Reason::NotCompleted.into());
        }
    }
    deny_if(ctx.reviewed, Reason::AlreadyReviewed)?;
    window(order, &DeadlineKind::WriteReview, ctx)
}

/// Which event closing this order is.
pub fn close_event(order: &Order) -> Event {
    if machine::holds(order, Event::CloseUnpaid) { Event::CloseUnpaid } else { Event::CloseRefunded }
}

//! Doing an action: a request and an order give the order afterwards, or a refusal that names the field.

use super::machine::{self, Event};
use super::reason::{Denial, Reason};
use super::{Context, bundle, deadlines, edit, guard, input, parcel, totals};
use crate::language::Language;
use crate::money::MoneyError;
use kefu_contract::{
    ActOnOrder, Actor, CloseReason, Escrow, HistoryEntry, Order, OrderActionCode as Code, OrderState,
    PaymentMethod, ProblemCode, ProblemField, Role, Timestamp,
};

pub use super::fact::Fact;

/// An order after an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The order.
    pub order: Order,
    /// Other orders, new or changed, to be stored with it.
    pub others: Vec<Order>,
    /// What has to happen besides.
    pub facts: Vec<Fact>,
}

/// Why an action was not done. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .code.as_str())]
pub struct Refused {
    /// Machine-readable reason.
    pub code: ProblemCode,
    /// Which guard denied it, where one did.
    pub denial: Option<Denial>,
    /// In words, where a guard denied it.
    pub detail: Option<String>,
    /// The field, with the largest value accepted where that helps.
    pub errors: Vec<ProblemField>,
}

impl Refused {
    pub(crate) fn plain(code: ProblemCode) -> Self {
        Self { code, denial: None, detail: None, errors: Vec::new() }
    }

    /// A guard said no.
    pub(crate) fn denied(denial: Denial, lang: Language) -> Self {
        let code = match denial.reason {
            Reason::WrongRole => ProblemCode::Forbidden,
            Reason::WrongAccount => ProblemCode::AccountMismatch,
            Reason::TimeOver => ProblemCode::WindowClosed,
            _ => ProblemCode::ActionNotAllowed,
        };
        let detail = Some(denial.reason.text(lang).to_owned());
        Self { denial: Some(denial), detail, ..Self::plain(code) }
    }

    /// A field is wrong.
    pub(crate) fn at(pointer: impl Into<String>, code: ProblemCode) -> Self {
        Self::field(ProblemField::new(pointer, code))
    }

    pub(crate) fn field(field: ProblemField) -> Self {
        Self { errors: vec![field.clone()], ..Self::plain(field.code) }
    }
}

impl From<MoneyError> for Refused {
    fn from(error: MoneyError) -> Self {
        Self::plain(match error {
            MoneyError::CurrencyMismatch(..) => ProblemCode::WrongCurrency,
            MoneyError::Overflow | MoneyError::NoWeights => ProblemCode::AmountAboveMaximum,
        })
    }
}

impl Applied {
    pub(super) fn of(order: &Order) -> Self {
        Self { order: order.clone(), others: Vec::new(), facts: Vec::new() }
    }

    /// Counts the version up and writes the history, of this order and the others. Money that moved is noted with
    /// this order.
    pub(super) fn finish(
        &mut self,
        before: &Order,
        code: &str,
        actor: Actor,
        ctx: &Context,
        text: Option<&str>,
    ) {
        let person = (actor != Actor::Platform).then(|| ctx.viewer.clone());
        let amount = self.facts.iter().find_map(Fact::money).cloned();
        for order in std::iter::once(&mut self.order).chain(&mut self.others) {
            let from = if order.id == before.id { Some(before.state.as_str()) } else { None };
            let moved = from != Some(order.state.as_str());
            order.version += 1;
            order.updated_at = ctx.now;
            order.history.push(HistoryEntry {
                at: ctx.now,
                actor: actor.clone(),
                person: person.clone(),
                code: code.to_owned(),
                from: from.filter(|_| moved).map(str::to_owned),
                to: moved.then(|| order.state.as_str().to_owned()),
                text: text.map(str::to_owned),
                amount: amount.clone().filter(|_| order.id == before.id),
            });
        }
    }
}

/// Does an action on an order.
///
/// # Errors
/// [`Refused`], with the order unchanged: a stale version, an action denied now, a field that does not belong to
/// the action or has a value that is not allowed.
pub fn act(order: &Order, request: &ActOnOrder, ctx: &Context) -> Result<Applied, Refused> {
    if request.version != order.version {
        return Err(Refused::at("/version", ProblemCode::VersionConflict));
    }
    if matches!(request.code, Code::Other(_)) {
        return Err(Refused::at("/code", ProblemCode::InvalidValue));
    }
    guard::check(&request.code, order, ctx).map_err(|denial| Refused::denied(denial, ctx.lang))?;
    check_fields(request, ctx)?;
    let mut applied = Applied::of(order);
    perform(&mut applied, request, ctx)?;
    if request.code == Code::BuyAgain {
        return Ok(applied);
    }
    let actor = if ctx.viewer.role == Role::Buyer { Actor::Buyer } else { Actor::Seller };
    applied.finish(order, request.code.as_str(), actor, ctx, request.note.as_deref());
    Ok(applied)
}

fn check_fields(request: &ActOnOrder, ctx: &Context) -> Result<(), Refused> {
    let fields = input::fields(&request.code);
    let known = |name: &str| fields.iter().any(|field| field.0 == name);
    if let Some(stray) = input::filled(request).find(|name| !known(name)) {
        return Err(Refused::at(format!("/{stray}"), ProblemCode::InvalidValue));
    }
    let missing = fields.iter().find(|field| field.2 && !input::filled(request).any(|name| name == field.0));
    if let Some(field) = missing {
        return Err(Refused::at(format!("/{}", field.0), ProblemCode::InvalidValue));
    }
    match &request.note {
        Some(note) => edit::check_length("/note", note, &kefu_contract::TextField::Note, ctx),
        None => Ok(()),
    }
}

fn perform(applied: &mut Applied, request: &ActOnOrder, ctx: &Context) -> Result<(), Refused> {
    match &request.code {
        Code::Pay => pay(applied, request, ctx),
        Code::ChangeAddress => edit::address(applied, request, ctx),
        Code::ConfirmAddress => edit::confirm_address(applied, request, ctx),
        Code::RemindToShip => fact(applied, Fact::RemindShop),
        Code::RemindToPay => {
            let channel = chosen(&request.channel, "/channel", input::CHANNELS)?;
            fact(applied, Fact::RemindBuyer(channel))
        }
        Code::ChangePrice => edit::prices(applied, &request.prices, ctx),
        Code::ChangePostage => edit::postage(applied, request.postage.as_ref(), ctx),
        Code::Merge => bundle::merge(applied, &request.merge_with, ctx),
        Code::Split => bundle::split(applied, &request.lines, ctx),
        Code::SetMemo => edit::memo(applied, request.memo.as_ref(), ctx),
        Code::Ship => parcel::ship(applied, request.shipment.as_ref(), ctx),
        Code::ChangeShipment => parcel::correct(applied, request),
        Code::ReportException => parcel::exception(applied, request),
        Code::ExtendReceipt => edit::extend(applied, request.extend_days, ctx),
        Code::ConfirmReceipt => receive(applied, ctx),
        Code::Close => {
            let reason = chosen(&request.reason, "/reason", input::close_reasons(&ctx.viewer.role))?;
            close(applied, reason, ctx)
        }
        Code::ReportOutOfStock => edit::out_of_stock(applied, &request.line_ids, ctx),
        Code::Mark => edit::mark(applied, request.mark.as_ref()),
        Code::BuyAgain => fact(applied, Fact::FillCart),
        // Done at their own addresses, with bodies of their own.
        Code::OpenCase | Code::WriteReview | Code::Other(_) => {
            Err(Refused::at("/code", ProblemCode::InvalidValue))
        }
    }
}

fn fact(applied: &mut Applied, fact: Fact) -> Result<(), Refused> {
    applied.facts.push(fact);
    Ok(())
}

/// A value that must be one of the choices.
pub(super) fn chosen<T: Clone + PartialEq>(
    value: &Option<T>,
    pointer: &str,
    choices: &[T],
) -> Result<T, Refused> {
    let value = value.as_ref().filter(|value| choices.contains(value));
    value.cloned().ok_or_else(|| Refused::at(pointer, ProblemCode::InvalidValue))
}

/// Moves the order by the table; times and deadlines of the new state follow.
pub(super) fn step(order: &mut Order, event: Event, ctx: &Context) -> Result<(), Refused> {
    let denied = || Refused::denied(Reason::UnknownState.into(), ctx.lang);
    order.state = machine::step(order, event).ok_or_else(denied)?;
    let stamp: Option<&mut Option<Timestamp>> = match &order.state {
        OrderState::PartShipped | OrderState::AwaitingReceipt => Some(&mut order.shipped_at),
        OrderState::Completed => Some(&mut order.completed_at),
        OrderState::Closed => Some(&mut order.closed_at),
        OrderState::AwaitingPayment | OrderState::AwaitingShipment | OrderState::Other(_) => None,
    };
    if let Some(stamp) = stamp {
        *stamp = Some(ctx.now);
    }
    deadlines::renew(order, event, ctx);
    Ok(())
}

fn pay(applied: &mut Applied, request: &ActOnOrder, ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    let method = chosen(&request.payment_method, "/payment_method", input::payment_methods(order))?;
    order.payment_method = Some(method.clone());
    step(order, Event::Pay, ctx)?;
    if method != PaymentMethod::CashOnDelivery {
        order.paid = Some(order.total.clone());
        order.paid_at = Some(ctx.now);
        order.escrow = totals::held(&order.total);
        applied.facts.push(Fact::Charge { method, amount: order.total.clone() });
    }
    Ok(())
}

/// Receipt is confirmed, by the buyer or by time; cash on delivery has been taken by the courier then.
pub(super) fn receive(applied: &mut Applied, ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    step(order, Event::Receive, ctx)?;
    if order.paid.is_none() {
        order.paid = Some(order.total.clone());
        order.paid_at = Some(ctx.now);
        let method = order.payment_method.clone().unwrap_or(PaymentMethod::CashOnDelivery);
        applied.facts.push(Fact::Charge { method, amount: order.total.clone() });
    }
    let rest = totals::kept(order)?;
    order.escrow = if rest.amount > 0 { Escrow::Released } else { Escrow::Refunded };
    if rest.amount > 0 {
        applied.facts.push(Fact::Release(rest));
    }
    Ok(())
}

/// The order ends; what is left of the buyer's money goes back.
pub(super) fn close(applied: &mut Applied, reason: CloseReason, ctx: &Context) -> Result<(), Refused> {
    let order = &mut applied.order;
    let rest = totals::kept(order)?;
    let unsent = parcel::unsent(order);
    step(order, guard::close_event(order), ctx)?;
    order.close_reason = Some(reason);
    if let Some(paid) = order.paid.clone() {
        for line in &mut order.lines {
            line.refunded = line.quantity;
            line.refunded_amount = Some(line.total.clone());
        }
        order.refunded = paid;
        order.escrow = Escrow::Refunded;
    }
    if rest.amount > 0 {
        applied.facts.push(Fact::Refund(rest));
    }
    applied.facts.extend(Fact::release_stock(unsent));
    Ok(())
}

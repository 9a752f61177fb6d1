//! What each action asks for, and which fields of a request belong to it.

use super::{Context, bundle, guard, labels};
use kefu_contract::{
    ActOnOrder, ActionInput, Channel, CloseReason, InputField, InputKind, InputOption, Order,
    OrderActionCode as Code, OrderMark, OrderState, PaymentMethod, Role, ShipmentException, TextField,
};

/// A field: its name in [`ActOnOrder`], its kind, whether it is required.
type Row = (&'static str, InputKind, bool);

/// The fields an action reads.
pub fn fields(code: &Code) -> Vec<Row> {
    use InputKind as Kind;
    match code {
        Code::Pay => vec![("payment_method", Kind::Choice, true)],
        Code::ConfirmAddress => vec![("address", Kind::Address, false)],
        Code::ChangeAddress => vec![("address", Kind::Address, true), ("line_ids", Kind::Choices, false)],
        Code::RemindToPay => vec![("channel", Kind::Choice, true)],
        Code::ChangePrice => vec![("prices", Kind::Money, true)],
        Code::ChangePostage => vec![("postage", Kind::Money, true)],
        Code::Merge => vec![("merge_with", Kind::Orders, true)],
        Code::Split => vec![("lines", Kind::Lines, true)],
        Code::SetMemo => vec![("memo", Kind::Text, true)],
        Code::Ship => vec![("shipment", Kind::Shipment, true)],
        Code::ChangeShipment => vec![("shipment_id", Kind::Choice, true), ("shipment", Kind::Shipment, true)],
        Code::ReportException => vec![("shipment_id", Kind::Choice, true), ("exception", Kind::Choice, true)],
        Code::ExtendReceipt => vec![("extend_days", Kind::Choice, true)],
        Code::Close => vec![("reason", Kind::Choice, true), ("note", Kind::Text, false)],
        Code::ReportOutOfStock => vec![("line_ids", Kind::Choices, false), ("note", Kind::Text, false)],
        Code::Mark => vec![("mark", Kind::Choice, false)],
        Code::RemindToShip
        | Code::ConfirmReceipt
        | Code::OpenCase
        | Code::WriteReview
        | Code::BuyAgain
        | Code::Other(_) => Vec::new(),
    }
}

/// Names of the fields a request fills.
pub fn filled(request: &ActOnOrder) -> impl Iterator<Item = &'static str> {
    [
        ("address", request.address.is_some()),
        ("line_ids", !request.line_ids.is_empty()),
        ("lines", !request.lines.is_empty()),
        ("prices", !request.prices.is_empty()),
        ("postage", request.postage.is_some()),
        ("memo", request.memo.is_some()),
        ("shipment", request.shipment.is_some()),
        ("shipment_id", request.shipment_id.is_some()),
        ("exception", request.exception.is_some()),
        ("extend_days", request.extend_days.is_some()),
        ("reason", request.reason.is_some()),
        ("note", request.note.is_some()),
        ("merge_with", !request.merge_with.is_empty()),
        ("channel", request.channel.is_some()),
        ("payment_method", request.payment_method.is_some()),
        ("mark", request.mark.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, filled)| filled.then_some(name))
}

/// Reasons this viewer may close with; expiries and refunds have reasons of their own.
pub fn close_reasons(role: &Role) -> &'static [CloseReason] {
    use CloseReason::{Agreed, BuyerChangedMind, CannotContact, Duplicate, OutOfStock, Unlisted, WrongItem};
    match role {
        Role::Buyer => &[BuyerChangedMind, Duplicate, WrongItem, Agreed, Unlisted],
        _ => &[BuyerChangedMind, Duplicate, WrongItem, OutOfStock, CannotContact, Agreed, Unlisted],
    }
}

/// Ways this order can be paid: at the door only where somebody comes to it.
pub fn payment_methods(order: &Order) -> &'static [PaymentMethod] {
    use PaymentMethod::{Balance, CashOnDelivery, Credit, OnlineBank, PayForMe, QuickPay};
    const ALL: &[PaymentMethod] = &[Balance, OnlineBank, QuickPay, Credit, PayForMe, CashOnDelivery];
    if guard::needs_address(order) { ALL } else { &ALL[..5] }
}

/// Shelves this order can be put on: void before shipment, invalid and lost after it.
pub fn marks(order: &Order) -> &'static [OrderMark] {
    let shipped = order.lines.iter().any(|line| line.shipped > 0);
    match &order.state {
        OrderState::AwaitingPayment | OrderState::AwaitingShipment => &[OrderMark::Void],
        _ if shipped => &[OrderMark::Invalid, OrderMark::Lost],
        _ => &[OrderMark::Void],
    }
}

/// Channels for reminders.
pub const CHANNELS: &[Channel] = &[Channel::Chat, Channel::Sms, Channel::Phone, Channel::Email];

/// The control descriptions of an action; nothing for actions without input.
pub fn describe(code: &Code, order: &Order, ctx: &Context) -> Option<ActionInput> {
    let fields: Vec<InputField> = fields(code).into_iter().map(|row| field(row, order, ctx)).collect();
    (!fields.is_empty()).then_some(ActionInput { fields })
}

fn field((name, kind, required): Row, order: &Order, ctx: &Context) -> InputField {
    let text = |field| ctx.limits.and_then(|limits| limits.text(&field)).cloned();
    let length = match name {
        "memo" => text(TextField::Memo),
        "note" => text(TextField::Note),
        _ => None,
    };
    let options = options(name, order, ctx);
    InputField {
        name: name.to_owned(),
        kind,
        label: None,
        required,
        options,
        max: None,
        length,
        max_amount: None,
    }
}

fn options(name: &str, order: &Order, ctx: &Context) -> Vec<InputOption> {
    let named =
        |value: &str| InputOption { value: value.to_owned(), label: labels::label(name, value, ctx.lang) };
    let plain = |value: &str, label: &str| InputOption { value: value.to_owned(), label: label.to_owned() };
    match name {
        "payment_method" => payment_methods(order).iter().map(|method| named(method.as_str())).collect(),
        "channel" => CHANNELS.iter().map(|channel| named(channel.as_str())).collect(),
        "reason" => close_reasons(&ctx.viewer.role).iter().map(|reason| named(reason.as_str())).collect(),
        "mark" => marks(order).iter().map(|mark| named(mark.as_str())).collect(),
        "exception" => ShipmentException::KNOWN.iter().map(|value| named(value)).collect(),
        "extend_days" => {
            ctx.policy.orders.extension_days.iter().map(|days| named(&days.to_string())).collect()
        }
        "line_ids" => order.lines.iter().map(|line| plain(line.id.as_str(), &line.title)).collect(),
        "shipment_id" => {
            let open = order.shipments.iter().filter(|shipment| guard::under_way(shipment));
            open.map(|shipment| {
                let number = shipment.tracking_no.as_deref().unwrap_or_default();
                plain(shipment.id.as_str(), format!("{} {number}", shipment.courier).trim_end())
            })
            .collect()
        }
        "merge_with" => {
            let others = ctx
                .related
                .iter()
                .filter(|other| other.buyer.id == order.buyer.id && bundle::fits(order, other));
            others.map(|other| plain(other.id.as_str(), &other.number)).collect()
        }
        _ => Vec::new(),
    }
}

//! An order at the moment it is placed.

use super::{
    super::{addresses, pictures::View},
    basket::Choice,
};
use kefu_contract::{
    Actor, Address, AmountCode, AmountRow, DeliveryClass, Escrow, HistoryEntry, LineId, Money,
    NoReasonExclusion, Order, OrderId, OrderLine, OrderState, Person, Timestamp,
};
use kefu_rules::{
    money::MoneyError,
    order::{deadlines, totals},
    policy::Policy,
};

/// What the shop takes off, as its product pages promise: ¥20 from ¥199 on.
const SAVE: (i64, i64) = (19_900, 2_000);

/// Goods for so much are sent for nothing, but not to far places.
const FREE_POSTAGE: i64 = 9_900;

const POSTAGE: i64 = 800;
const POSTAGE_REMOTE: i64 = 1_500;
/// For the first pieces abroad, and for each further one.
const POSTAGE_ABROAD: (i64, i64) = (6_800, 1_500);

/// What is ordered, by whom and where it goes.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) buyer: &'a Person,
    pub(super) address: Address,
    pub(super) choices: &'a [Choice],
    /// A coupon's worth, in fen.
    pub(super) coupon: i64,
    pub(super) delivery: DeliveryClass,
    pub(super) message: Option<&'a str>,
    /// Made to this buyer's order, and so not to be returned for no reason.
    pub(super) made_to_order: bool,
    pub(super) at: Timestamp,
}

/// The order, waiting to be paid.
///
/// # Errors
/// [`MoneyError`] when its sums do not fit.
pub(super) fn place(placed: Placed, policy: &Policy) -> Result<Order, MoneyError> {
    let lines: Vec<OrderLine> =
        (1..).zip(placed.choices).map(|(i, choice)| line(&placed, i, choice)).collect();
    let goods: i64 = lines.iter().map(|line| line.total.amount).sum();
    let pieces: u32 = lines.iter().map(|line| line.quantity).sum();
    let postage = postage(&placed.address, goods, pieces);
    let saved = if goods >= SAVE.0 { SAVE.1 } else { 0 };
    let state = OrderState::AwaitingPayment;
    let mut order = Order {
        id: OrderId(placed.id),
        version: 1,
        number: placed.number,
        buyer: placed.buyer.clone(),
        deadlines: deadlines::on_enter(&state, &placed.delivery, placed.at, policy),
        history: vec![first(placed.buyer, placed.message, placed.at)],
        state,
        native_state: None,
        state_label: None,
        close_reason: None,
        escrow: Escrow::None,
        marks: Vec::new(),
        lines,
        goods_total: Money::cny(0),
        discount: Money::cny(0),
        postage: Money::cny(postage),
        total: Money::cny(0),
        amounts: Vec::new(),
        paid: None,
        payment_method: None,
        refunded: Money::cny(0),
        address: Some(placed.address),
        buyer_message: placed.message.map(str::to_owned),
        memo: None,
        fulfilment: None,
        delivery: placed.delivery,
        shipping_options: Vec::new(),
        shipments: Vec::new(),
        cases: Vec::new(),
        warnings: Vec::new(),
        created_at: placed.at,
        paid_at: None,
        shipped_at: None,
        completed_at: None,
        closed_at: None,
        updated_at: placed.at,
        actions: Vec::new(),
    };
    totals::spread_discount(&mut order, &Money::cny(saved + placed.coupon))?;
    order.amounts = rows(goods, saved, placed.coupon, postage);
    Ok(order)
}

fn line(placed: &Placed, number: usize, choice: &Choice) -> OrderLine {
    let item = choice.item;
    OrderLine {
        id: LineId(format!("{}-{number}", placed.id)),
        product_id: item.id.into(),
        title: item.title.0.to_owned(),
        image_url: Some(View::Front.url(item.id)),
        url: Some(format!("/p/{}", item.id)),
        sku_id: Some(choice.sku_id().as_str().into()),
        sku: Some(choice.sku()),
        quantity: choice.quantity,
        unit_price: Money::cny(item.price),
        discount: Money::cny(0),
        total: Money::cny(item.price * i64::from(choice.quantity)),
        shipped: 0,
        refunded: 0,
        refunded_amount: None,
        case_id: None,
        no_reason_exclusion: placed.made_to_order.then_some(NoReasonExclusion::MadeToOrder),
    }
}

fn first(buyer: &Person, message: Option<&str>, at: Timestamp) -> HistoryEntry {
    HistoryEntry {
        at,
        actor: Actor::Buyer,
        person: Some(buyer.clone()),
        code: "order.place".to_owned(),
        from: None,
        to: Some(OrderState::AwaitingPayment.as_str().to_owned()),
        text: message.map(str::to_owned),
        amount: None,
    }
}

fn postage(address: &Address, goods: i64, pieces: u32) -> i64 {
    let (first, further) = POSTAGE_ABROAD;
    if addresses::is_abroad(address) {
        first + further * i64::from(pieces.saturating_sub(2))
    } else if goods >= FREE_POSTAGE {
        0
    } else if addresses::is_remote(address) {
        POSTAGE_REMOTE
    } else {
        POSTAGE
    }
}

fn rows(goods: i64, saved: i64, coupon: i64, postage: i64) -> Vec<AmountRow> {
    let row = |code, fen| AmountRow { code, label: None, amount: Money::cny(fen) };
    let taken_off = [(AmountCode::OrderDiscount, -saved), (AmountCode::Coupon, -coupon)];
    let mut rows = vec![row(AmountCode::Goods, goods)];
    rows.extend(taken_off.into_iter().filter(|(_, fen)| *fen != 0).map(|(code, fen)| row(code, fen)));
    rows.push(row(AmountCode::Postage, postage));
    rows
}

//! Placing an order (下单): prices come from the shop, postage and savings from its policy.

use super::act::Refused;
use super::reason::Reason;
use super::{Context, deadlines, edit, guard, input, parcel, totals};
use crate::money::{self, MoneyError};
use crate::{address, freight};
use kefu_contract::{
    Actor, Address, AmountCode, AmountRow, DeliveryClass, Escrow, HistoryEntry, LineId, Money,
    NoReasonExclusion, Order, OrderId, OrderLine, OrderState, PaymentMethod, ProblemCode, ProductId, Role,
    SkuId, TextField,
};

/// What the shop sells of one thing, as its catalogue has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// The product.
    pub product_id: ProductId,
    /// Its title.
    pub title: String,
    /// Picture.
    pub image_url: Option<String>,
    /// Product page.
    pub url: Option<String>,
    /// The variant.
    pub sku_id: Option<SkuId>,
    /// The variant in words.
    pub sku: Option<String>,
    /// Price of one piece.
    pub unit_price: Money,
    /// Why no-reason return does not apply.
    pub no_reason_exclusion: Option<NoReasonExclusion>,
    /// Pieces wanted.
    pub quantity: u32,
}

/// What somebody wants to buy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// The goods, in the order of the request's `lines`.
    pub goods: Vec<Goods>,
    /// How they reach the buyer.
    pub delivery: DeliveryClass,
    /// Where they go.
    pub address: Option<Address>,
    /// What the buyer says with it.
    pub message: Option<String>,
    /// How the buyer means to pay.
    pub payment_method: Option<PaymentMethod>,
}

/// The order as it is placed by `ctx.viewer`: waiting to be paid, with its deadline.
///
/// # Errors
/// [`Refused`]: only buyers buy; pointers are into `lines`, `address`, `buyer_message` and `payment_method`.
pub fn place(purchase: Purchase, ctx: &Context) -> Result<Order, Refused> {
    if ctx.viewer.role != Role::Buyer {
        return Err(Refused::denied(Reason::WrongRole.into(), ctx.lang));
    }
    let first = purchase.goods.first().ok_or_else(|| Refused::at("/lines", ProblemCode::InvalidValue))?;
    let nothing = totals::zero(&first.unit_price);
    if let Some(message) = &purchase.message {
        edit::check_length("/buyer_message", message, &TextField::Note, ctx)?;
    }
    let mut order = empty(&purchase, &nothing, ctx);
    for (i, goods) in purchase.goods.into_iter().enumerate() {
        order.lines.push(line(goods, &nothing, i, ctx)?);
    }
    if purchase.payment_method.is_some_and(|method| !input::payment_methods(&order).contains(&method)) {
        return Err(Refused::at("/payment_method", ProblemCode::InvalidValue));
    }
    totals::recompute(&mut order)?;
    let saved = saving(&order.goods_total, ctx)?;
    totals::spread_discount(&mut order, &saved)?;
    order.postage = postage(&order, ctx)?;
    totals::recompute(&mut order)?;
    let row = AmountRow { code: AmountCode::OrderDiscount, label: None, amount: money::neg(&saved)? };
    order.amounts = vec![row];
    order.amounts = totals::rows(&order, 0)?;
    Ok(order)
}

fn empty(purchase: &Purchase, nothing: &Money, ctx: &Context) -> Order {
    let state = OrderState::AwaitingPayment;
    let placed = HistoryEntry {
        at: ctx.now,
        actor: Actor::Buyer,
        person: Some(ctx.viewer.clone()),
        code: "order.place".to_owned(),
        from: None,
        to: Some(state.as_str().to_owned()),
        text: purchase.message.clone(),
        amount: None,
    };
    Order {
        id: OrderId::from(ctx.new_id),
        version: 1,
        number: ctx.new_number.to_owned(),
        buyer: ctx.viewer.clone(),
        deadlines: deadlines::on_enter(&state, &purchase.delivery, ctx.now, ctx.policy),
        state,
        native_state: None,
        state_label: None,
        close_reason: None,
        escrow: Escrow::None,
        marks: Vec::new(),
        lines: Vec::new(),
        goods_total: nothing.clone(),
        discount: nothing.clone(),
        postage: nothing.clone(),
        total: nothing.clone(),
        amounts: Vec::new(),
        paid: None,
        payment_method: purchase.payment_method.clone(),
        refunded: nothing.clone(),
        address: purchase.address.clone(),
        buyer_message: purchase.message.clone(),
        memo: None,
        fulfilment: None,
        delivery: purchase.delivery.clone(),
        shipping_options: Vec::new(),
        shipments: Vec::new(),
        cases: Vec::new(),
        warnings: Vec::new(),
        history: vec![placed],
        created_at: ctx.now,
        paid_at: None,
        shipped_at: None,
        completed_at: None,
        closed_at: None,
        updated_at: ctx.now,
        actions: Vec::new(),
    }
}

fn line(goods: Goods, nothing: &Money, i: usize, ctx: &Context) -> Result<OrderLine, Refused> {
    parcel::check_pieces(goods.quantity, u32::MAX, &format!("/lines/{i}/quantity"))?;
    Ok(OrderLine {
        id: LineId(format!("{}-{}", ctx.new_id, i + 1)),
        product_id: goods.product_id,
        title: goods.title,
        image_url: goods.image_url,
        url: goods.url,
        sku_id: goods.sku_id,
        sku: goods.sku,
        quantity: goods.quantity,
        unit_price: goods.unit_price,
        discount: nothing.clone(),
        total: nothing.clone(),
        shipped: 0,
        refunded: 0,
        refunded_amount: None,
        case_id: None,
        no_reason_exclusion: goods.no_reason_exclusion,
    })
}

/// The largest saving that goods for `worth` reach; never more than they cost.
fn saving(worth: &Money, ctx: &Context) -> Result<Money, MoneyError> {
    let rules = ctx.policy.checkout.spend_and_save.iter();
    let reached = rules.filter(|rule| {
        let same = money::same_currency(&rule.from, worth).and(money::same_currency(&rule.saving, worth));
        same.is_ok() && worth.amount >= rule.from.amount
    });
    let best = reached.map(|rule| rule.saving.amount).max().unwrap_or(0);
    Ok(Money { amount: best.clamp(0, worth.amount.max(0)), ..totals::zero(worth) })
}

fn postage(order: &Order, ctx: &Context) -> Result<Money, Refused> {
    if !guard::needs_address(order) {
        return Ok(totals::zero(&order.total));
    }
    let Some(to) = &order.address else { return Err(Refused::at("/address", ProblemCode::InvalidValue)) };
    address::check(to, "/address")?;
    let pieces = order.lines.iter().fold(0u32, |sum, line| sum.saturating_add(line.quantity));
    let grams = pieces.saturating_mul(ctx.policy.freight.piece_g);
    let worth = money::sub(&order.goods_total, &order.discount)?;
    let fee = freight::postage(&ctx.policy.checkout, &address::place(to), grams, &worth)?;
    fee.ok_or_else(|| Refused::at("/address/country", ProblemCode::InvalidValue))
}

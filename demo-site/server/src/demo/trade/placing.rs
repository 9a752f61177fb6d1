//! An order at the moment it is placed.

use super::{
    super::pictures::View,
    basket::Choice,
    walk::{Wanted, World},
};
use crate::demo::chance::{number_at, uuid_at};
use kefu_contract::{AmountCode, AmountRow, Money, NoReasonExclusion, Order, Timestamp};
use kefu_rules::order::{self, Context, Goods, Purchase, Refused, totals};
use rand_chacha::ChaCha8Rng;

/// The order, waiting to be paid.
///
/// # Errors
/// [`Refused`] where this shop's policy sends nothing.
pub(super) fn place(
    world: World,
    wanted: &Wanted,
    choices: &[Choice],
    at: Timestamp,
    rng: &mut ChaCha8Rng,
) -> Result<Order, Refused> {
    let (new_id, new_number) = (format!("o-{}", uuid_at(at, rng)), number_at(at, world.policy, rng));
    let context =
        Context { new_id: &new_id, new_number: &new_number, ..Context::new(wanted.buyer, at, world.policy) };
    let purchase = Purchase {
        goods: choices.iter().map(|choice| goods(choice, wanted.made_to_order)).collect(),
        delivery: wanted.delivery.clone(),
        address: Some(wanted.address.clone()),
        message: wanted.message.map(str::to_owned),
        payment_method: None,
    };
    let mut order = order::place(purchase, &context)?;
    if wanted.coupon > 0 {
        totals::spread_discount(&mut order, &Money::cny(wanted.coupon))?;
        let amount = Money::cny(-wanted.coupon);
        order.amounts.push(AmountRow { code: AmountCode::Coupon, label: None, amount });
        order.amounts = totals::rows(&order, 0)?;
    }
    Ok(order)
}

/// What the catalogue says of it.
fn goods(choice: &Choice, made_to_order: bool) -> Goods {
    let item = choice.item;
    Goods {
        product_id: item.id.into(),
        title: item.title.0.to_owned(),
        image_url: Some(View::Front.url(item.id)),
        url: Some(format!("/p/{}", item.id)),
        sku_id: Some(choice.sku_id().as_str().into()),
        sku: Some(choice.sku()),
        unit_price: Money::cny(item.price),
        no_reason_exclusion: made_to_order.then_some(NoReasonExclusion::MadeToOrder),
        quantity: choice.quantity,
    }
}

//! What an offer saves.

use super::{Basket, BasketLine, covered, covered_total};
use crate::money::{self, MoneyError, Rounding};
use kefu_contract::{Money, Offer, OfferKind, ProductCard};

/// What an offer saves on these goods, thresholds reached; without goods, on the goods it names, one of each, or on
/// exactly its threshold. Never more than the goods cost.
///
/// Gifts count with their price, free postage with the postage where it is known, a bundle with what its parts cost
/// more one by one.
///
/// # Errors
/// [`MoneyError`] when amounts do not mix or do not fit. `zero` tells the shop's currency.
pub fn saving(offer: &Offer, basket: Option<&Basket>, zero: &Money) -> Result<Money, MoneyError> {
    let own;
    let basket = match basket {
        Some(basket) => basket,
        None => {
            own = own_basket(offer);
            &own
        }
    };
    let sum = |amounts: Vec<&Money>| amounts.into_iter().try_fold(zero.clone(), |a, b| money::add(&a, b));
    let total = covered_total(offer, basket, zero)?;
    // Goods that are still to be added count as the threshold they have to reach.
    let goods = match &offer.threshold {
        Some(threshold) if threshold.amount > total.amount => threshold.clone(),
        _ => total,
    };
    match offer.kind {
        OfferKind::FreePostage => return sum(basket.postage.iter().collect()),
        OfferKind::Gift => return sum(offer.gifts.iter().map(|gift| &gift.price).collect()),
        OfferKind::Bundle => {
            let parts = sum(offer.products.iter().map(|part| &part.price).collect())?;
            return capped(&money::sub(&parts, offer.price.as_ref().unwrap_or(&parts))?, &parts);
        }
        _ => {}
    }
    let flat = offer.saving.clone().unwrap_or_else(|| zero.clone());
    let share = money::percent_of(&goods, offer.saving_basis_points.unwrap_or(0), Rounding::TowardZero)?;
    let cut = match &offer.price {
        Some(price) => covered(offer, basket).try_fold(zero.clone(), |cut, line| {
            money::add(&cut, &money::sub(&line.total, &money::times(price, line.quantity)?)?)
        })?,
        None => zero.clone(),
    };
    capped(&sum(vec![&flat, &share, &cut])?, &goods)
}

/// One of each product an offer names.
fn own_basket(offer: &Offer) -> Basket {
    let line =
        |card: &ProductCard| BasketLine { product: card.id.clone(), quantity: 1, total: card.price.clone() };
    Basket { lines: offer.products.iter().map(line).collect(), ..Basket::default() }
}

/// At least nothing, at most `most`.
fn capped(saving: &Money, most: &Money) -> Result<Money, MoneyError> {
    money::same_currency(saving, most)?;
    Ok(Money { amount: saving.amount.min(most.amount).max(0), ..saving.clone() })
}

//! Offers (促销): who may use one, and what it saves.

mod saving;
#[cfg(test)]
mod tests;

pub use saving::saving;

use crate::{
    customer::words,
    language::Language,
    money::{self, MoneyError},
};
use kefu_contract::{Money, Offer, ProductId, Tier, Timestamp};
use serde::{Deserialize, Serialize};

/// Whom an offer is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody.
    Everyone,
    /// Who has not bought anything yet (新客).
    Newcomers,
    /// Members of this tier and those above it.
    Members(Tier),
}

/// What an offer needs to know of a buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Member tier.
    pub tier: Tier,
    /// Orders paid so far.
    pub orders: u32,
}

/// Pieces of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasketLine {
    /// Which.
    pub product: ProductId,
    /// How many.
    pub quantity: u32,
    /// What they cost without the offer.
    pub total: Money,
}

/// What is to be bought, or has been.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basket {
    /// The goods.
    pub lines: Vec<BasketLine>,
    /// The postage, where it is known.
    pub postage: Option<Money>,
    /// Paid already: nothing can be taken off any more.
    pub paid: bool,
}

/// When, by whom and for what an offer would be used.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Now.
    pub now: Timestamp,
    /// The buyer; whom an offer is for does not matter without one.
    pub buyer: Option<&'a Buyer>,
    /// The goods; thresholds do not matter without them.
    pub basket: Option<&'a Basket>,
}

/// Why an offer cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ineligible {
    /// It has ended.
    Over,
    /// It has not begun.
    NotBegun,
    /// None are left.
    SoldOut,
    /// The order is paid.
    Paid,
    /// It is for those who have not bought anything yet.
    NewcomersOnly,
    /// It is for a tier above the buyer's.
    MembersOnly(Tier),
    /// So much more has to be bought.
    Below(Money),
}

impl Ineligible {
    /// The reason in words.
    pub fn text(&self, language: Language) -> String {
        let pick = |chinese: &str, english: &str| language.pick(chinese, english).to_owned();
        match self {
            Self::Over => pick("活动已结束", "It has ended"),
            Self::NotBegun => pick("活动还没有开始", "It has not begun yet"),
            Self::SoldOut => pick("已经领完", "None are left"),
            Self::Paid => {
                pick("订单已付款，可用于下一单", "The order has been paid; it can be used for the next one")
            }
            Self::NewcomersOnly => pick("仅限首次下单的新客", "Only for a first order"),
            Self::MembersOnly(tier) => {
                let tier = words::tier(tier, language);
                language.pick(format!("{tier}及以上可用"), format!("Only for {tier} and above"))
            }
            Self::Below(missing) => {
                let amount = amount(missing);
                language.pick(format!("还差 {amount}"), format!("{amount} more to go"))
            }
        }
    }
}

/// An amount as people write it.
fn amount(money: &Money) -> String {
    match money.currency.as_str() {
        "CNY" => format!("¥{}", money.decimal()),
        currency => format!("{currency} {}", money.decimal()),
    }
}

/// Whether an offer has anything to do with these goods.
pub fn fits(offer: &Offer, basket: &Basket) -> bool {
    offer.products.is_empty() || covered(offer, basket).next().is_some()
}

/// The lines an offer is for.
fn covered<'a>(offer: &'a Offer, basket: &'a Basket) -> impl Iterator<Item = &'a BasketLine> {
    let named = |line: &&BasketLine| offer.products.iter().any(|card| card.id == line.product);
    basket.lines.iter().filter(move |line| offer.products.is_empty() || named(line))
}

/// What the covered lines cost together, in the currency of `like`.
fn covered_total(offer: &Offer, basket: &Basket, like: &Money) -> Result<Money, MoneyError> {
    let nothing = Money { amount: 0, ..like.clone() };
    covered(offer, basket).try_fold(nothing, |sum, line| money::add(&sum, &line.total))
}

/// Whether an offer may be used.
///
/// # Errors
/// [`Ineligible`]: the first reason, those that nobody can change before those that a buyer can. A threshold in another
/// currency is never reached.
pub fn eligible(offer: &Offer, audience: &Audience, occasion: &Occasion<'_>) -> Result<(), Ineligible> {
    let refuse = |when: bool, why: Ineligible| if when { Err(why) } else { Ok(()) };
    refuse(offer.ends_at.is_some_and(|end| occasion.now >= end), Ineligible::Over)?;
    refuse(offer.remaining == Some(0), Ineligible::SoldOut)?;
    refuse(offer.starts_at.is_some_and(|start| occasion.now < start), Ineligible::NotBegun)?;
    if let Some(buyer) = occasion.buyer {
        admits(audience, buyer)?;
    }
    let Some(basket) = occasion.basket else { return Ok(()) };
    refuse(basket.paid, Ineligible::Paid)?;
    let Some(threshold) = &offer.threshold else { return Ok(()) };
    let missing = covered_total(offer, basket, threshold).and_then(|total| money::sub(threshold, &total));
    match missing {
        Ok(missing) if missing.amount <= 0 => Ok(()),
        Ok(missing) => Err(Ineligible::Below(missing)),
        Err(_) => Err(Ineligible::Below(threshold.clone())),
    }
}

fn admits(audience: &Audience, buyer: &Buyer) -> Result<(), Ineligible> {
    // Tiers the contract knows are listed from low to high; one of another version is below them all.
    let rank = |tier: &Tier| Tier::KNOWN.iter().position(|known| *known == tier.as_str());
    match audience {
        Audience::Newcomers if buyer.orders > 0 => Err(Ineligible::NewcomersOnly),
        Audience::Members(tier) if rank(&buyer.tier) < rank(tier) => {
            Err(Ineligible::MembersOnly(tier.clone()))
        }
        Audience::Everyone | Audience::Newcomers | Audience::Members(_) => Ok(()),
    }
}

//! Who an offer is asked for, and what they want to buy.

use super::zero;
use crate::{app::App, auth::Viewer, http::ApiError, locale::Text};
use kefu_contract::{Money, Offer, OfferQuery, Order, OrderState, ProblemCode, Tier, UserId};
use kefu_rules::offers::{self, Basket, BasketLine, Buyer};

/// What a query is about.
#[derive(Debug)]
pub(super) struct Asked {
    /// Nothing when staff ask for nobody in particular.
    pub(super) buyer: Option<Buyer>,
    /// The order's goods, else one piece of the product.
    pub(super) basket: Option<Basket>,
    /// One piece of the product, where one is named.
    product: Option<Basket>,
    /// No money, in the currency of the goods.
    pub(super) zero: Money,
}

impl Asked {
    pub(super) async fn about(app: &App, viewer: &Viewer, query: &OfferQuery) -> Result<Self, ApiError> {
        let order = match &query.order_id {
            Some(id) => {
                let found = app.store.order(id).await?.filter(|found| viewer.may_see(&found.order.buyer.id));
                Some(found.ok_or_else(ApiError::not_found)?.order)
            }
            None => None,
        };
        let buyer = buyer_id(viewer, query, order.as_ref())?;
        let product = match &query.product_id {
            Some(id) => Some(app.catalogue.find(id).ok_or_else(ApiError::not_found)?),
            None => None,
        };
        let like = order.as_ref().map(|order| &order.total).or(product.map(|product| &product.price));
        let like = like.or(app.policy.rfm.monetary.first()).cloned().unwrap_or_else(|| Money::cny(0));
        let product = product.map(|product| {
            let line = BasketLine { product: product.id.clone(), quantity: 1, total: product.price.clone() };
            Basket { lines: vec![line], ..Basket::default() }
        });
        Ok(Self {
            buyer: match buyer {
                Some(id) => Some(standing(app, viewer, &id).await?),
                None => None,
            },
            basket: order.as_ref().map(goods).or_else(|| product.clone()),
            product,
            zero: zero(&like),
        })
    }

    /// Whether an offer has anything to do with what is to be bought.
    pub(super) fn fits(&self, offer: &Offer) -> bool {
        [&self.basket, &self.product].into_iter().flatten().all(|basket| offers::fits(offer, basket))
    }
}

/// Whom it is asked for. Buyers ask for themselves; an order is its buyer's.
fn buyer_id(viewer: &Viewer, query: &OfferQuery, order: Option<&Order>) -> Result<Option<UserId>, ApiError> {
    let own = (!viewer.is_staff()).then(|| viewer.person.id.clone());
    let of_order = order.map(|order| order.buyer.id.clone());
    let Some(wanted) = &query.buyer_id else { return Ok(of_order.or(own)) };
    if own.is_some_and(|own| own != *wanted) {
        return Err(ApiError::new(ProblemCode::Forbidden)
            .detail(Text::new("只能查询自己的优惠。", "Buyers ask for their own offers only.")));
    }
    if of_order.is_some_and(|of_order| of_order != *wanted) {
        return Err(ApiError::not_found());
    }
    Ok(Some(wanted.clone()))
}

/// What offers need to know of a buyer. One never heard of is new; staff ask for existing ones.
async fn standing(app: &App, viewer: &Viewer, id: &UserId) -> Result<Buyer, ApiError> {
    match app.store.customer(id).await? {
        Some(record) => {
            Ok(Buyer { tier: record.file.standing.tier.clone(), orders: record.file.facts.figures.orders })
        }
        None if viewer.is_staff() => Err(ApiError::not_found()),
        None => Ok(Buyer { tier: Tier::Regular, orders: 0 }),
    }
}

/// What an order holds.
fn goods(order: &Order) -> Basket {
    let line = |line: &kefu_contract::OrderLine| BasketLine {
        product: line.product_id.clone(),
        quantity: line.quantity,
        total: line.total.clone(),
    };
    Basket {
        lines: order.lines.iter().map(line).collect(),
        postage: Some(order.postage.clone()),
        paid: order.state != OrderState::AwaitingPayment,
    }
}

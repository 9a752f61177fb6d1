//! Sums of somebody's orders.

use kefu_contract::{Money, Order, OrderState, Timestamp};
use serde::{Deserialize, Serialize};

/// The part of an order that says something about its buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFacts {
    /// Where it stands.
    pub state: OrderState,
    /// What has been paid.
    pub paid: Option<Money>,
    /// What has been paid back.
    pub refunded: Money,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
    /// When it was placed.
    pub created_at: Timestamp,
}

impl From<&Order> for OrderFacts {
    fn from(order: &Order) -> Self {
        Self {
            state: order.state.clone(),
            paid: order.paid.clone(),
            refunded: order.refunded.clone(),
            paid_at: order.paid_at,
            created_at: order.created_at,
        }
    }
}

/// What somebody's orders and questions come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Orders paid.
    pub orders: u32,
    /// Orders paid of which something is left: one that was paid back whole is no purchase.
    pub purchases: u32,
    /// Spent in all, refunds taken off.
    pub spent: Money,
    /// When the last purchase was paid.
    pub last_purchase_at: Option<Timestamp>,
    /// When orders were paid of which money went back, the last first.
    pub refunded_paid_at: Vec<Timestamp>,
    /// Whether an order waits to be paid.
    pub about_to_pay: bool,
    /// Whether they have talked with the shop.
    pub asked: bool,
}

impl Figures {
    /// Sums up orders. Amounts in another currency than that of `zero` cannot be added up and are left out of `spent`.
    pub fn of<'a>(orders: impl IntoIterator<Item = &'a OrderFacts>, asked: bool, zero: Money) -> Self {
        let mut figures = Self {
            orders: 0,
            purchases: 0,
            spent: zero,
            last_purchase_at: None,
            refunded_paid_at: Vec::new(),
            about_to_pay: false,
            asked,
        };
        for order in orders {
            figures.count(order);
        }
        figures.refunded_paid_at.sort_unstable_by(|a, b| b.cmp(a));
        figures
    }

    fn count(&mut self, order: &OrderFacts) {
        self.about_to_pay |= order.state == OrderState::AwaitingPayment;
        let Some(paid) = &order.paid else { return };
        let at = order.paid_at.unwrap_or(order.created_at);
        self.orders += 1;
        if order.refunded.amount > 0 {
            self.refunded_paid_at.push(at);
        }
        if order.refunded.amount > 0 && order.refunded.amount >= paid.amount {
            return;
        }
        self.purchases += 1;
        self.last_purchase_at = self.last_purchase_at.max(Some(at));
        if (&paid.currency, paid.exponent) == (&self.spent.currency, self.spent.exponent) {
            let kept = paid.amount.saturating_sub(order.refunded.amount);
            self.spent.amount = self.spent.amount.saturating_add(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_unix_ms(day * 86_400_000)
    }

    fn order(state: OrderState, paid: Option<i64>, refunded: i64, day: i64) -> OrderFacts {
        OrderFacts {
            state,
            paid: paid.map(Money::cny),
            refunded: Money::cny(refunded),
            paid_at: paid.map(|_| at(day)),
            created_at: at(day - 1),
        }
    }

    #[test]
    fn refunds_are_taken_off_and_whole_ones_are_no_purchase() {
        use OrderState::*;
        let orders = [
            order(Completed, Some(10_000), 0, 10),
            order(Completed, Some(5_000), 1_000, 30),
            order(Closed, Some(8_000), 8_000, 40),
            order(Closed, None, 0, 50),
            order(AwaitingShipment, Some(0), 0, 20),
        ];
        let figures = Figures::of(&orders, false, Money::cny(0));
        assert_eq!((figures.orders, figures.purchases), (4, 3));
        assert_eq!((&figures.spent, figures.last_purchase_at), (&Money::cny(14_000), Some(at(30))));
        assert_eq!(figures.refunded_paid_at, [at(40), at(30)]);
        assert!(!figures.about_to_pay);
        assert!(Figures::of(&[order(AwaitingPayment, None, 0, 1)], false, Money::cny(0)).about_to_pay);
    }

    #[test]
    fn other_currencies_count_but_are_not_added() {
        let mut foreign = order(OrderState::Completed, Some(700), 0, 1);
        foreign.paid = Some(Money { amount: 700, currency: "JPY".to_owned(), exponent: 0 });
        let figures = Figures::of(&[foreign], true, Money::cny(0));
        assert_eq!((figures.purchases, figures.spent.amount, figures.asked), (1, 0, true));
    }
}

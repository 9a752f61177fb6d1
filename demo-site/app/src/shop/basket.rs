//! The cart's arithmetic: lines, quantities, subtotal. Kept in memory, no view.

use kefu_contract::{Money, ProductId};

/// A product with its choices, and how many of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Which product.
    pub(crate) product: ProductId,
    /// Index of the value chosen for each of the product's options.
    pub(crate) choice: Vec<usize>,
    /// Price of one.
    pub(crate) price: Money,
    /// How many; at least 1, at most `stock`.
    pub(crate) quantity: u32,
    /// How many there are.
    pub(crate) stock: u32,
}

impl Line {
    /// Tells lines apart: the same product in another colour is another line.
    pub(crate) fn key(&self) -> String {
        let mut key = self.product.to_string();
        for value in &self.choice {
            key.push('/');
            key.push_str(&value.to_string());
        }
        key
    }

    fn total(&self) -> i64 {
        self.price.amount.saturating_mul(i64::from(self.quantity))
    }
}

/// What a visitor means to buy, in the order it was put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Basket {
    lines: Vec<Line>,
}

impl Basket {
    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Number of pieces.
    pub(crate) fn count(&self) -> u32 {
        self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.quantity))
    }

    /// Puts a line in, or adds to the one already there. Returns how many pieces came in: never more than
    /// there are in stock.
    pub(crate) fn add(&mut self, line: Line) -> u32 {
        let key = line.key();
        if let Some(present) = self.lines.iter_mut().find(|present| present.key() == key) {
            let before = present.quantity;
            present.stock = line.stock;
            present.quantity = before.saturating_add(line.quantity).min(line.stock).max(1);
            return present.quantity.saturating_sub(before);
        }
        let quantity = line.quantity.min(line.stock);
        if quantity > 0 {
            self.lines.push(Line { quantity, ..line });
        }
        quantity
    }

    /// Changes a quantity, within 1 and the stock.
    pub(crate) fn set_quantity(&mut self, key: &str, quantity: u32) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.key() == key) {
            line.quantity = quantity.clamp(1, line.stock.max(1));
        }
    }

    /// Takes a line out.
    pub(crate) fn remove(&mut self, key: &str) {
        self.lines.retain(|line| line.key() != key);
    }

    /// Sum of all lines; nothing while the cart is empty. A shop has one currency, the first line's.
    pub(crate) fn subtotal(&self) -> Option<Money> {
        let first = self.lines.first()?;
        let amount = self.lines.iter().fold(0i64, |sum, line| sum.saturating_add(line.total()));
        Some(Money { amount, ..first.price.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(product: &str, choice: &[usize], fen: i64, quantity: u32) -> Line {
        Line { product: product.into(), choice: choice.to_vec(), price: Money::cny(fen), quantity, stock: 5 }
    }

    #[test]
    fn same_choice_adds_up_other_choice_is_another_line() {
        let mut basket = Basket::default();
        assert_eq!(basket.add(line("mug-01", &[0, 1], 3_990, 1)), 1);
        assert_eq!(basket.add(line("mug-01", &[0, 1], 3_990, 2)), 2);
        assert_eq!(basket.add(line("mug-01", &[1, 1], 4_990, 1)), 1);
        assert_eq!(basket.lines().len(), 2);
        assert_eq!(basket.count(), 4);
        assert_eq!(basket.subtotal(), Some(Money::cny(3 * 3_990 + 4_990)));
    }

    #[test]
    fn never_more_than_in_stock() {
        let mut basket = Basket::default();
        assert_eq!(basket.add(line("mug-01", &[], 100, 4)), 4);
        assert_eq!(basket.add(line("mug-01", &[], 100, 4)), 1);
        assert_eq!(basket.add(line("mug-01", &[], 100, 4)), 0);
        basket.set_quantity("mug-01", 99);
        assert_eq!(basket.count(), 5);
        basket.set_quantity("mug-01", 0);
        assert_eq!(basket.count(), 1);
        let nothing_left = Line { stock: 0, ..line("pot-02", &[], 100, 1) };
        assert_eq!(basket.add(nothing_left), 0);
        assert_eq!(basket.lines().len(), 1);
    }

    #[test]
    fn removing_the_last_line_leaves_no_subtotal() {
        let mut basket = Basket::default();
        basket.add(line("mug-01", &[2], 100, 1));
        basket.remove("mug-01");
        assert_eq!(basket.count(), 1, "the key names the choice too");
        basket.remove("mug-01/2");
        assert_eq!((basket.count(), basket.subtotal()), (0, None));
    }
}

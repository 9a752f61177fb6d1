//! What goes into a cart.

use super::super::products::{self, Item, Pair};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// A product with one value chosen of each of its options, and how many pieces.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) item: &'static Item,
    pub(super) values: Vec<usize>,
    pub(super) quantity: u32,
}

impl Choice {
    /// The variant in the shop's own words, e.g. `颜色：柿红；内页：方格`.
    pub(super) fn sku(&self) -> String {
        let part =
            |(option, value): (&(Pair, &[Pair]), &usize)| format!("{}：{}", option.0.0, option.1[*value].0);
        self.item.options.iter().zip(&self.values).map(part).collect::<Vec<_>>().join("；")
    }

    /// The variant as an id, e.g. `notebook-01.0-2`.
    pub(super) fn sku_id(&self) -> String {
        let values: Vec<String> = self.values.iter().map(usize::to_string).collect();
        format!("{}.{}", self.item.id, values.join("-"))
    }
}

/// How many things are needed for what is going to happen to the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Any,
    /// At least two lines.
    Several,
    /// Little enough that postage is paid.
    Small,
}

/// Where small ends, in fen.
const SMALL: i64 = 9_500;

/// Most lines of an order.
const LINES: usize = 5;

/// Things for about `budget` fen, never for more unless the cheapest cost that. `wanted` comes last, whatever it
/// costs; only what needs several lines has others then.
pub(super) fn fill(budget: i64, size: Size, wanted: Option<&str>, rng: &mut ChaCha8Rng) -> Vec<Choice> {
    let items: Vec<&'static Item> = products::all().filter(|item| wanted != Some(item.id)).collect();
    let wanted = products::all().find(|item| wanted == Some(item.id)).map(|item| choose(item, 1, rng));
    if size == Size::Any && wanted.is_some() {
        return wanted.into_iter().collect();
    }
    let size = if wanted.is_some() { Size::Any } else { size };
    let mut choices = among(&items, budget, size, rng);
    choices.extend(wanted);
    choices
}

/// What somebody came for, with more as far as `budget` goes.
pub(super) fn around(item: &str, budget: i64, rng: &mut ChaCha8Rng) -> Vec<Choice> {
    let price = |item: &Item| item.price;
    let wanted = products::all().find(|other| other.id == item).map_or(0, price);
    let cheapest = products::all().map(price).min().unwrap_or_default();
    let left = budget - wanted;
    fill(left, if left < cheapest { Size::Any } else { Size::Several }, Some(item), rng)
}

/// One value of each option.
fn choose(item: &'static Item, quantity: u32, rng: &mut ChaCha8Rng) -> Choice {
    let values = item.options.iter().map(|(_, values)| rng.random_range(0..values.len())).collect();
    Choice { item, values, quantity }
}

fn among(items: &[&'static Item], budget: i64, size: Size, rng: &mut ChaCha8Rng) -> Vec<Choice> {
    let cheapest = items.iter().map(|item| item.price).min().unwrap_or_default();
    let mut left = if size == Size::Small { budget.min(SMALL) } else { budget };
    let mut choices: Vec<Choice> = Vec::new();
    while choices.len() < LINES {
        let first = choices.is_empty();
        // Something has to be left for the second line.
        let most = if first && size == Size::Several { left - cheapest } else { left };
        let fresh = |item: &&&Item| choices.iter().all(|other| other.item.id != item.id);
        let mut fitting: Vec<_> = items.iter().filter(fresh).filter(|item| item.price <= most).collect();
        // Large budgets are not spent on small things.
        let dear: Vec<_> = fitting.iter().copied().filter(|item| item.price * 6 >= most).collect();
        if !dear.is_empty() {
            fitting = dear;
        }
        let needed = first || (size == Size::Several && choices.len() == 1);
        let item = match fitting.choose(rng) {
            Some(item) => **item,
            None if needed => *items.iter().filter(fresh).min_by_key(|item| item.price).unwrap_or(&items[0]),
            None => break,
        };
        let affordable = u32::try_from(most / item.price).unwrap_or(1).clamp(1, 4);
        let quantity = if rng.random_bool(0.3) { rng.random_range(1..=affordable) } else { 1 };
        choices.push(choose(item, quantity, rng));
        left -= item.price * i64::from(quantity);
    }
    choices
}

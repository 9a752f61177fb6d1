//! What buyers pay besides the prices, and what is taken off.

use super::freight::{REMOTE, by_kilogram};
use crate::freight::PostageZone;
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// What is added and taken off when an order is placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckoutPolicy {
    /// What buyers pay for sending (邮费); the longest fitting prefix decides. Nothing is sent elsewhere.
    pub postage: Vec<PostageZone>,
    /// What is taken off larger orders (满减); the largest saving that is reached counts, alone.
    pub spend_and_save: Vec<SpendAndSave>,
}

/// A saving from an amount on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendAndSave {
    /// Goods for at least this much.
    pub from: Money,
    /// What is taken off.
    pub saving: Money,
}

impl Default for CheckoutPolicy {
    /// Free from ¥99 on and ¥20 off from ¥199 on, except that far places always pay.
    fn default() -> Self {
        let zone = |regions: &[&str], first, step, free_from| PostageZone {
            regions: regions.iter().map(|region| (*region).to_owned()).collect(),
            tariff: by_kilogram(first, step),
            free_from,
        };
        Self {
            postage: vec![
                zone(&["CN/"], 800, 300, Some(Money::cny(9_900))),
                zone(REMOTE, 1_500, 800, None),
                zone(&[""], 6_800, 2_500, None),
            ],
            spend_and_save: vec![SpendAndSave { from: Money::cny(19_900), saving: Money::cny(2_000) }],
        }
    }
}

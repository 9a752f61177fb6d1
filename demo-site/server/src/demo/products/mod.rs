//! What the demo shop sells.

mod cups;
pub(crate) mod item;
mod light;
mod page;
mod reviews;
mod soft;
mod table;
mod tea;
mod vases;

pub(crate) use item::{Item, Pair, Shelf};
pub(super) use page::stored;

/// Every product, in the shop's order.
pub(crate) fn all() -> impl Iterator<Item = &'static Item> {
    [cups::ITEMS, tea::ITEMS, table::ITEMS, vases::ITEMS, light::ITEMS, soft::ITEMS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_shop_is_well_stocked() {
        let ids: HashSet<_> = all().map(|item| item.id).collect();
        let shelves: HashSet<_> = all().map(|item| item.shelf.id()).collect();
        assert_eq!(ids.len(), all().count(), "ids are unique");
        assert!(ids.len() >= 32 && shelves.len() >= 8);
        for item in all() {
            assert!(item.list_price.is_none_or(|list| list > item.price), "{}", item.id);
            assert!(!item.options.is_empty() && item.price > 0, "{}", item.id);
        }
    }
}

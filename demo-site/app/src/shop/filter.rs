//! Which products the home page shows. Pure.

use crate::api::{Category, Product};

/// Whether a product matches: every word of the query in its title, subtitle or category, and on the shelf.
pub(crate) fn matches(product: &Product, query: &str, category: Option<&str>) -> bool {
    if category.is_some_and(|id| id != product.category.id) {
        return false;
    }
    let text = format!("{} {} {}", product.title, product.subtitle, product.category.name).to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// The shelves in the order their first product is listed.
pub(crate) fn categories(products: &[Product]) -> Vec<Category> {
    let mut found: Vec<Category> = Vec::new();
    for product in products {
        if !found.iter().any(|category| category.id == product.category.id) {
            found.push(product.category.clone());
        }
    }
    found
}

/// Other products to show beside one: its own shelf first, then what sells best.
pub(crate) fn related<'a>(products: &'a [Product], of: &Product, count: usize) -> Vec<&'a Product> {
    let mut others: Vec<&Product> = products.iter().filter(|other| other.id != of.id).collect();
    others.sort_by_key(|other| (other.category.id != of.category.id, std::cmp::Reverse(other.sold)));
    others.truncate(count);
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_contract::Money;

    fn product(id: &str, title: &str, category: &str, sold: u32) -> Product {
        Product {
            id: id.into(),
            title: title.into(),
            subtitle: "手工上釉".into(),
            category: Category { id: category.into(), name: category.to_uppercase() },
            price: Money::cny(100),
            list_price: None,
            image_url: String::new(),
            sold,
            rating: 0,
            review_count: 0,
        }
    }

    #[test]
    fn every_word_must_be_found_somewhere() {
        let mug = product("mug-01", "Stoneware Mug 马克杯", "cups", 1);
        for query in ["", "  ", "mug", "MUG 马克", "上釉", "cups stone"] {
            assert!(matches(&mug, query, None), "{query}");
        }
        for query in ["towel", "mug towel"] {
            assert!(!matches(&mug, query, None), "{query}");
        }
        assert!(matches(&mug, "", Some("cups")));
        assert!(!matches(&mug, "mug", Some("towels")));
    }

    #[test]
    fn shelves_keep_the_shops_order() {
        let all = [product("a", "", "towels", 0), product("b", "", "cups", 0), product("c", "", "towels", 0)];
        let ids: Vec<_> = categories(&all).into_iter().map(|category| category.id).collect();
        assert_eq!(ids, ["towels", "cups"]);
    }

    #[test]
    fn related_prefers_the_own_shelf_and_never_shows_itself() {
        let all = [
            product("a", "", "cups", 5),
            product("b", "", "towels", 900),
            product("c", "", "cups", 1),
            product("d", "", "cups", 7),
        ];
        let ids: Vec<_> = related(&all, &all[0], 3).into_iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, ["d", "c", "b"]);
    }
}

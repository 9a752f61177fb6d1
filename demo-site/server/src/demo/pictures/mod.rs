//! Product pictures, drawn: one shape per kind of product, a colourway, and three views.
//!
//! Everything is plain SVG with presentation attributes, so pictures show under the strictest content policy.

mod cups;
mod drawing;
mod glow;
mod hue;
mod motif;
mod paper;
mod pen;
mod soft;
mod storage;
mod tableware;
mod teaware;
mod vases;
mod view;

pub(crate) use drawing::{Drawing, Motif, Shape};
pub(crate) use hue::Hue;
pub(crate) use view::View;

use super::products;

/// The picture called `name`: a product's id, with the view's suffix.
pub(crate) fn draw(name: &str) -> Option<String> {
    let found = products::all().find_map(|item| Some((item, View::of(name, item.id)?)));
    found.map(|(item, view)| view.draw(&item.drawing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_product_has_three_pictures_of_its_own() {
        let mut seen = HashSet::new();
        for item in products::all() {
            for view in View::ALL {
                let url = view.url(item.id);
                let name =
                    url.strip_prefix("/demo/pictures/").and_then(|name| name.strip_suffix(".svg")).unwrap();
                let drawing = draw(name).unwrap();
                assert!(drawing.starts_with("<svg ") && drawing.ends_with("</svg>"), "{name}");
                assert!(!drawing.contains("style"), "{name} needs no style");
                assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{name}");
                assert!(seen.insert(drawing), "{name} looks like another");
            }
        }
        assert_eq!(draw("mug-99"), None);
        assert_eq!(draw("mug-01-behind"), None);
    }
}

//! Building DOM by hand, for lists that change often and grow long.
//!
//! A framework view costs code for every shape of a row and time for every row. Here a row is made once and
//! changed in place. Text only ever becomes text: nothing here parses markup.

use super::avatar::face;
use super::safe::safe_url;
use super::{IconName, money_label};
use kefu_contract::ProductCard;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element};

const SVG: &str = "http://www.w3.org/2000/svg";

thread_local! {
    static DOCUMENT: Document =
        web_sys::window().and_then(|window| window.document()).expect("a view is part of a document");
}

/// The page's document.
pub(crate) fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// Calls `act` before the browser draws next.
pub(crate) fn before_drawing(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        // Refused only for what is no function.
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

/// An element with a class.
pub(crate) fn element(tag: &str, class: &str) -> Element {
    let element = document().create_element(tag).expect("the tag names of this crate are valid");
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// An element with a class and a text.
pub(crate) fn labelled(tag: &str, class: &str, text: &str) -> Element {
    let element = element(tag, class);
    element.set_text_content(Some(text));
    element
}

/// Sets an attribute whose name is known to be valid.
pub(crate) fn set(element: &Element, name: &str, value: &str) {
    // Only an invalid name is refused, and all names are literals.
    let _ = element.set_attribute(name, value);
}

/// Puts `child` at the end of `parent`.
pub(crate) fn add(parent: &Element, child: &Element) {
    // Refused only for cycles, which freshly made elements cannot form.
    let _ = parent.append_child(child);
}

/// An icon in the current text colour. Decorative: the control around it carries the name.
pub(crate) fn icon(name: IconName) -> Element {
    let make = |tag| document().create_element_ns(Some(SVG), tag).expect("the tag names of SVG are valid");
    let (svg, path) = (make("svg"), make("path"));
    let attributes = [
        ("class", "kefu-icon"),
        ("viewBox", "0 0 24 24"),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", "1.75"),
        ("stroke-linecap", "round"),
        ("stroke-linejoin", "round"),
        ("aria-hidden", "true"),
    ];
    attributes.iter().for_each(|(name, value)| set(&svg, name, value));
    set(&path, "d", name.path());
    add(&svg, &path);
    svg
}

/// A person's picture; see [`super::Avatar`].
pub(crate) fn avatar(name: &str, url: Option<&str>) -> Element {
    let picture = element("span", "kefu-avatar");
    let face = face(name, url);
    set(&picture, "data-tint", &face.tint);
    set(&picture, "aria-hidden", "true");
    match face.shown {
        Ok(url) => add(&picture, &image("", url, "40")),
        Err(initial) => picture.set_text_content(Some(&initial)),
    }
    picture
}

fn image(class: &str, url: &str, size: &str) -> Element {
    let image = element("img", class);
    for (name, value) in [("alt", ""), ("loading", "lazy"), ("width", size), ("height", size), ("src", url)] {
        set(&image, name, value);
    }
    image
}

/// A product as a small card, linked when it has a safe address.
pub(crate) fn product_card(product: &ProductCard) -> Element {
    let url = product.url.as_deref().and_then(safe_url);
    let card = element(if url.is_some() { "a" } else { "span" }, "kefu-product");
    if let Some(url) = url {
        set(&card, "href", url);
    }
    if let Some(url) = product.image_url.as_deref().and_then(safe_url) {
        add(&card, &image("kefu-product-picture", url, "56"));
    }
    let words = element("span", "kefu-product-words");
    let title = labelled("span", "kefu-product-title", &product.title);
    set(&title, "dir", "auto");
    add(&words, &title);
    add(&words, &labelled("span", "kefu-product-price", &money_label(&product.price)));
    add(&card, &words);
    card
}

/// An element with attributes and children.
pub(crate) fn tree(tag: &str, class: &str, attributes: &[(&str, &str)], children: &[&Element]) -> Element {
    let element = element(tag, class);
    attributes.iter().for_each(|(name, value)| set(&element, name, value));
    children.iter().for_each(|child| add(&element, child));
    element
}

/// Makes `text` the whole content, unless it is already.
pub(crate) fn say(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Sets an attribute, unless it has that value already.
pub(crate) fn put(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set(element, name, value);
    }
}

/// Shows or hides an element.
pub(crate) fn show(element: &Element, shown: bool) {
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// Makes `child` the whole content.
pub(crate) fn fill(element: &Element, child: &Element) {
    element.set_text_content(None);
    add(element, child);
}

//! A product in a grid, and the small parts it shares with its own page.

use crate::{
    api::Product,
    format,
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::{use_prefs, use_texts},
};
use kefu_contract::Money;
use kefu_widgets::kit::money_label;
use leptos::prelude::*;

/// A grid of products.
#[component]
pub(crate) fn ProductGrid(
    /// What to show.
    #[prop(into)]
    products: Signal<Vec<Product>>,
) -> impl IntoView {
    view! {
        <ul class="product-grid">
            <For
                each=move || products.get()
                // The title is part of the key: another language makes another card.
                key=|product| (product.id.clone(), product.title.clone())
                let:product
            >
                <li>
                    <Card product />
                </li>
            </For>
        </ul>
    }
}

#[component]
fn Card(product: Product) -> impl IntoView {
    let (t, locale) = (use_texts(), use_prefs().locale);
    let sold = product.sold;
    view! {
        <a class="product-card" href=format!("/p/{}", product.id)>
            <img class="product-card-picture" src=product.image_url alt="" width="320" height="320" loading="lazy" />
            <span class="product-card-body">
                <span class="product-card-title">{product.title}</span>
                <span class="product-card-line">{product.subtitle}</span>
                <span class="product-card-foot">
                    <Price price=product.price list_price=product.list_price />
                    <span class="product-card-sold">
                        {move || (t.get().sold)(&format::rounded_count(sold, locale.get()))}
                    </span>
                </span>
            </span>
        </a>
    }
}

/// A price, with the former one struck through.
#[component]
pub(crate) fn Price(
    /// What it costs.
    price: Money,
    /// What it cost before.
    list_price: Option<Money>,
) -> impl IntoView {
    let t = use_texts();
    let former = list_price.filter(|former| former.amount > price.amount);
    view! {
        <span class="price">
            <span class="price-now">
                <span class="visually-hidden">{tr!(t.price_now)} " "</span>
                {money_label(&price)}
            </span>
            {former
                .map(|former| {
                    view! {
                        <s class="price-before">
                            <span class="visually-hidden">{tr!(t.price_before)} " "</span>
                            {money_label(&former)}
                        </s>
                    }
                })}
        </span>
    }
}

/// Stars out of five, drawn, and said in words.
#[component]
pub(crate) fn Stars(
    /// Rating in tenths.
    tenths: u32,
) -> impl IntoView {
    let t = use_texts();
    let full = (tenths + 5) / 10;
    view! {
        <span class="stars">
            <span class="visually-hidden">
                {move || {
                    let value = if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format::tenths(tenths) };
                    (t.get().stars)(&value)
                }}
            </span>
            {(1..=5)
                .map(|n| {
                    view! {
                        <span class="star" class:star-full={n <= full}>
                            <Icon glyph=Glyph::Star />
                        </span>
                    }
                })
                .collect_view()}
        </span>
    }
}

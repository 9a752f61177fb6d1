//! The cart's page.

use super::{Basket, basket::Line, card::Price, chat::AskButton, purchase::Stepper};
use crate::{
    api::{self, ProductDetail},
    app::use_title,
    i18n::tr,
    icons::{Glyph, Icon},
    notice::Empty,
    prefs::{use_prefs, use_texts},
};
use kefu_widgets::kit::money_label;
use leptos::prelude::*;

/// Cart page.
#[component]
pub(crate) fn CartPage() -> impl IntoView {
    let t = use_texts();
    let basket: RwSignal<Basket> = expect_context();
    let keys = Memo::new(move |_| basket.read().lines().iter().map(Line::key).collect::<Vec<_>>());
    use_title(move || format!("{} · {}", t.get().cart, t.get().shop_name));
    view! {
        <h1 class="cart-title">{tr!(t.cart)}</h1>
        <Show
            when=move || !keys.read().is_empty()
            fallback=move || {
                view! {
                    <Empty
                        glyph=Glyph::Cart
                        title=Signal::derive(tr!(t.cart_empty_title))
                        text=Signal::derive(tr!(t.cart_empty_text))
                    >
                        <a class="button button-primary" href="/">
                            {tr!(t.cart_keep_shopping)}
                        </a>
                    </Empty>
                }
            }
        >
            <div class="cart">
                <ul class="cart-lines">
                    <For each=move || keys.get() key=String::clone let:key>
                        <CartLine basket key />
                    </For>
                </ul>
                <Summary basket />
            </div>
        </Show>
    }
}

#[component]
fn Summary(basket: RwSignal<Basket>) -> impl IntoView {
    let t = use_texts();
    let subtotal = move || basket.read().subtotal().map(|money| money_label(&money));
    view! {
        <section class="cart-summary" aria-labelledby="subtotal-label">
            <p class="cart-subtotal" role="status">
                <span id="subtotal-label">{tr!(t.subtotal)}</span>
                <strong>{subtotal}</strong>
            </p>
            <p class="quiet">{tr!(t.cart_ask)}</p>
            <AskButton />
            <a class="button" href="/">
                {tr!(t.cart_keep_shopping)}
            </a>
        </section>
    }
}

/// The chosen values in words, in the order of the options.
fn choice_text(detail: &ProductDetail, choice: &[usize]) -> String {
    let chosen = detail.options.iter().zip(choice);
    let words: Vec<&str> =
        chosen.filter_map(|(option, value)| option.values.get(*value)).map(String::as_str).collect();
    words.join(" · ")
}

#[component]
fn CartLine(basket: RwSignal<Basket>, key: String) -> impl IntoView {
    let locale = use_prefs().locale;
    let own = key.clone();
    let line = Memo::new(move |_| basket.read().lines().iter().find(|line| line.key() == own).cloned());
    // The line goes away with its key; until then it is there.
    let product = line.get_untracked().map(|line| line.product);
    let detail = LocalResource::new(move || {
        let (product, locale) = (product.clone(), locale.get());
        async move { api::product(product.as_ref().map_or("", |id| id.as_str()), locale).await.ok() }
    });
    view! {
        <li class="cart-line">
            {move || match detail.get().flatten() {
                None => view! { <div class="bone bone-row"></div> }.into_any(),
                Some(detail) => view! { <CartLineBody basket key=key.clone() detail line /> }.into_any(),
            }}
        </li>
    }
}

#[component]
fn CartLineBody(
    basket: RwSignal<Basket>,
    key: String,
    detail: ProductDetail,
    line: Memo<Option<Line>>,
) -> impl IntoView {
    let t = use_texts();
    let id = format!("line-{key}").replace('/', "-");
    let quantity = Signal::derive(move || line.get().map_or(1, |line| line.quantity));
    let choice = choice_text(&detail, &line.get_untracked().map(|line| line.choice).unwrap_or_default());
    let title = detail.product.title.clone();
    let removed = key.clone();
    view! {
        <img class="cart-picture" src=detail.product.image_url alt="" width="88" height="88" />
        <div class="cart-line-text">
            <a class="cart-line-title" id=id.clone() href=format!("/p/{}", detail.product.id)>
                {detail.product.title}
            </a>
            <span class="quiet">{choice}</span>
            <Price price=detail.product.price list_price=None />
        </div>
        <Stepper
            labelled_by=id
            quantity
            stock=detail.stock
            on_change=move |quantity| basket.update(|basket| basket.set_quantity(&key, quantity))
        />
        <button
            type="button"
            class="icon-button"
            aria-label=move || (t.get().remove)(&title)
            on:click=move |_| basket.update(|basket| basket.remove(&removed))
        >
            <Icon glyph=Glyph::Trash />
        </button>
    }
}

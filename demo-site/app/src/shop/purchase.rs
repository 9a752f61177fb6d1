//! Choosing: options, quantity, and the two buttons.

use super::{
    Basket,
    basket::Line,
    chat::{AskButton, Chat},
};
use crate::{
    api::{ProductDetail, ProductOption},
    i18n::tr,
    icons::{Glyph, Icon},
    prefs::use_texts,
};
use leptos::prelude::*;

/// What has been chosen on a product page. Outlives a change of language, hence indices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    /// Index of the value chosen per option.
    pub(crate) values: RwSignal<Vec<usize>>,
    /// How many.
    pub(crate) quantity: RwSignal<u32>,
    /// What came of the last "add to cart": how many pieces went in.
    pub(crate) added: RwSignal<Option<u32>>,
}

impl Choice {
    /// Nothing chosen: the first value of everything, once.
    pub(crate) fn new() -> Self {
        Self { values: RwSignal::default(), quantity: RwSignal::new(1), added: RwSignal::new(None) }
    }

    /// Starts over, for another product.
    pub(crate) fn reset(self) {
        self.values.set(Vec::new());
        self.quantity.set(1);
        self.added.set(None);
    }

    fn value(self, option: usize) -> usize {
        self.values.read().get(option).copied().unwrap_or(0)
    }

    fn choose(self, option: usize, value: usize) {
        self.values.update(|values| {
            if values.len() <= option {
                values.resize(option + 1, 0);
            }
            values[option] = value;
        });
        self.added.set(None);
    }
}

/// Options, quantity and buttons of a product.
#[component]
pub(crate) fn Purchase(
    /// The product.
    detail: ProductDetail,
    /// What has been chosen.
    choice: Choice,
) -> impl IntoView {
    let t = use_texts();
    let basket: RwSignal<Basket> = expect_context();
    let stock = detail.stock;
    let options = detail.options.clone();
    let add = Callback::new(move |()| {
        let line = Line {
            product: detail.product.id.clone(),
            choice: (0..detail.options.len()).map(|option| choice.value(option)).collect(),
            price: detail.product.price.clone(),
            quantity: choice.quantity.get_untracked(),
            stock,
        };
        let added = basket.try_update(|basket| basket.add(line)).unwrap_or(0);
        choice.added.set(Some(added));
    });
    view! {
        <div class="purchase">
            {options
                .into_iter()
                .enumerate()
                .map(|(index, option)| view! { <OptionGroup index option choice /> })
                .collect_view()}
            <div class="purchase-row">
                <span class="purchase-label" id="quantity-label">
                    {tr!(t.quantity)}
                </span>
                <Stepper
                    labelled_by="quantity-label"
                    quantity=choice.quantity
                    stock
                    on_change=move |quantity| choice.quantity.set(quantity)
                />
                <span class="quiet">
                    {move || if stock > 0 { (t.get().in_stock)(stock) } else { t.get().out_of_stock.to_owned() }}
                </span>
            </div>
            <div class="purchase-buttons">
                <AskButton />
                <AddButton add stock />
            </div>
            <Outcome choice />
        </div>
        <StickyBar add stock />
    }
}

#[component]
fn AddButton(add: Callback<()>, stock: u32) -> impl IntoView {
    let t = use_texts();
    view! {
        <button type="button" class="button" disabled=stock == 0 on:click=move |_| add.run(())>
            <Icon glyph=Glyph::Cart />
            {tr!(t.add_to_cart)}
        </button>
    }
}

/// Says what happened to the cart.
#[component]
fn Outcome(choice: Choice) -> impl IntoView {
    let t = use_texts();
    let said = move || {
        choice.added.get().map(|pieces| if pieces > 0 { t.get().added } else { t.get().cart_is_full })
    };
    view! {
        <p class="purchase-outcome" role="status">
            {move || {
                said().map(|said| {
                    view! {
                        <Icon glyph=Glyph::Check />
                        <span>{said}</span>
                        <a href="/cart">{tr!(t.view_cart)}</a>
                    }
                })
            }}
        </p>
    }
}

#[component]
fn OptionGroup(index: usize, option: ProductOption, choice: Choice) -> impl IntoView {
    let name = format!("option-{index}");
    view! {
        <fieldset class="option">
            <legend class="purchase-label">{option.name}</legend>
            <div class="option-values">
                {option
                    .values
                    .into_iter()
                    .enumerate()
                    .map(|(value, text)| {
                        view! {
                            <label class="option-value">
                                <input
                                    type="radio"
                                    name=name.clone()
                                    prop:checked=move || choice.value(index) == value
                                    on:change=move |_| choice.choose(index, value)
                                />
                                <span>{text}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// A quantity with a button on each side.
#[component]
pub(crate) fn Stepper(
    /// Id of the element naming the quantity.
    #[prop(into)]
    labelled_by: String,
    /// Current value.
    #[prop(into)]
    quantity: Signal<u32>,
    /// Largest value.
    stock: u32,
    /// Called with a value within 1 and the stock.
    #[prop(into)]
    on_change: Callback<u32>,
) -> impl IntoView {
    let t = use_texts();
    let most = stock.max(1);
    view! {
        <div class="stepper" role="group" aria-labelledby=labelled_by>
            <button
                type="button"
                class="icon-button"
                aria-label=tr!(t.fewer)
                disabled=move || { quantity.get() <= 1 }
                on:click=move |_| on_change.run(quantity.get_untracked().saturating_sub(1).max(1))
            >
                <Icon glyph=Glyph::Minus />
            </button>
            <input
                class="stepper-value"
                inputmode="numeric"
                autocomplete="off"
                aria-labelledby=labelled_by.clone()
                prop:value=move || quantity.get().to_string()
                on:change:target=move |event| {
                    let input = event.target();
                    let wanted = input.value().trim().parse().unwrap_or(quantity.get_untracked()).clamp(1, most);
                    on_change.run(wanted);
                    // What was typed may differ from what was accepted without the signal having changed.
                    input.set_value(&wanted.to_string());
                }
            />
            <button
                type="button"
                class="icon-button"
                aria-label=tr!(t.more)
                disabled=move || { quantity.get() >= most }
                on:click=move |_| on_change.run(quantity.get_untracked().saturating_add(1).min(most))
            >
                <Icon glyph=Glyph::Plus />
            </button>
        </div>
    }
}

/// The two buttons again, always in reach of a thumb.
#[component]
fn StickyBar(add: Callback<()>, stock: u32) -> impl IntoView {
    let t = use_texts();
    let chat: Chat = expect_context();
    let basket: RwSignal<Basket> = expect_context();
    let count = Memo::new(move |_| basket.read().count());
    let label = move || match chat.unread.get() {
        0 => t.get().ask_service.to_owned(),
        n => format!("{}, {}", t.get().ask_service, (t.get().unread_messages)(n)),
    };
    view! {
        <div class="sticky-bar">
            <button type="button" class="sticky-tool" aria-label=label on:click=move |_| chat.open()>
                <Icon glyph=Glyph::Headset />
                <span>{tr!(t.service)}</span>
                <Show when=move || { chat.unread.get() > 0 }>
                    <span class="badge">{move || chat.unread.get()}</span>
                </Show>
            </button>
            <a class="sticky-tool" href="/cart" aria-label=move || (t.get().cart_counted)(count.get())>
                <Icon glyph=Glyph::Cart />
                <span>{tr!(t.cart)}</span>
                <Show when=move || { count.get() > 0 }>
                    <span class="badge">{move || count.get()}</span>
                </Show>
            </a>
            <button
                type="button"
                class="button button-primary"
                disabled=stock == 0
                on:click=move |_| add.run(())
            >
                {tr!(t.add_to_cart)}
            </button>
        </div>
    }
}

//! The shop's front page: promises, shelves, products.

use super::{Catalogue, Search, card::ProductGrid, chat::AskButton, filter};
use crate::{
    api::Product,
    app::use_title,
    i18n::tr,
    icons::{Glyph, Icon},
    notice::{Empty, Failure},
    prefs::use_texts,
};
use leptos::prelude::*;

/// Home page.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let t = use_texts();
    let catalogue: Catalogue = expect_context();
    use_title(move || format!("{} · {}", t.get().shop_name, t.get().shop_line));
    view! {
        <Promises />
        {move || match catalogue.get() {
            None => view! { <GridSkeleton /> }.into_any(),
            Some(Err(error)) => {
                view! {
                    <h1 class="visually-hidden">{tr!(t.shop_name)}</h1>
                    <Failure error retry=move |()| catalogue.retry() />
                }
                    .into_any()
            }
            Some(Ok(products)) => view! { <Shelves products /> }.into_any(),
        }}
    }
}

#[component]
fn Promises() -> impl IntoView {
    let t = use_texts();
    view! {
        <ul class="promise-strip">
            <li>
                <Icon glyph=Glyph::Truck />
                {tr!(t.promise_ship)}
            </li>
            <li>
                <Icon glyph=Glyph::Return />
                {tr!(t.promise_return)}
            </li>
            <li>
                <Icon glyph=Glyph::Headset />
                {tr!(t.promise_human)}
            </li>
        </ul>
    }
}

#[component]
fn Shelves(products: Vec<Product>) -> impl IntoView {
    let t = use_texts();
    let search: Search = expect_context();
    let categories = filter::categories(&products);
    let names = categories.clone();
    let found = Memo::new(move |_| {
        let (query, category) = (search.query.read(), search.category.read());
        let mut found = products.clone();
        found.retain(|product| filter::matches(product, &query, category.as_deref()));
        found
    });
    let count = move || u32::try_from(found.read().len()).unwrap_or(u32::MAX);
    let title = move || match search.category.get() {
        Some(id) => names.iter().find(|category| category.id == id).map(|category| category.name.clone()),
        None => None,
    };
    view! {
        <div class="shelf-head">
            <h1>{move || title().unwrap_or_else(|| t.get().all_products.to_owned())}</h1>
            <p class="quiet" role="status">
                {move || (t.get().product_count)(count())}
            </p>
        </div>
        <div class="chips" role="group" aria-label=tr!(t.categories)>
            <Chip id=None name=Signal::derive(move || t.get().all_categories.to_owned()) />
            {categories
                .into_iter()
                .map(|category| view! { <Chip id=Some(category.id) name=Signal::stored(category.name) /> })
                .collect_view()}
        </div>
        <Show
            when=move || { count() > 0 }
            fallback=move || {
                view! {
                    <Empty
                        glyph=Glyph::Search
                        title=Signal::derive(tr!(t.no_products_title))
                        text=Signal::derive(tr!(t.no_products_text))
                    >
                        <div class="notice-actions">
                            <AskButton />
                            <button type="button" class="button" on:click=move |_| search.clear()>
                                {tr!(t.show_all)}
                            </button>
                        </div>
                    </Empty>
                }
            }
        >
            <ProductGrid products=found />
        </Show>
    }
}

#[component]
fn Chip(id: Option<String>, name: Signal<String>) -> impl IntoView {
    let search: Search = expect_context();
    let own = id.clone();
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || (search.category.get() == own).to_string()
            on:click=move |_| search.category.set(id.clone())
        >
            {move || name.get()}
        </button>
    }
}

/// The grid before it is there.
#[component]
fn GridSkeleton() -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="shelf-head">
            <h1>{tr!(t.all_products)}</h1>
            <p class="visually-hidden" role="status">
                {tr!(t.loading)}
            </p>
        </div>
        <div class="product-grid" aria-hidden="true">
            {(0..8).map(|_| view! { <div class="bone bone-card"></div> }).collect_view()}
        </div>
    }
}

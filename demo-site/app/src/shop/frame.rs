//! What surrounds every shop page: header, footer, chat.

use super::{
    Basket, Catalogue, Search,
    chat::{Chat, ChatWidget},
    identity::{Identity, IdentityMenu},
};
use crate::{
    app::use_title,
    controls::{LocaleButton, ThemeButton},
    i18n::tr,
    icons::{Glyph, Icon},
    notice::Empty,
    prefs::use_texts,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Outlet, hooks::use_navigate};

/// The frame; the page itself goes in the middle.
#[component]
pub(crate) fn Shop() -> impl IntoView {
    let t = use_texts();
    Catalogue::provide();
    Search::provide();
    Identity::provide();
    Chat::provide();
    view! {
        <div class="shop">
            <a class="skip-link" href="#content">
                {tr!(t.skip_to_content)}
            </a>
            <Header />
            <main id="content" class="shop-main" tabindex="-1">
                <Outlet />
            </main>
            <Footer />
            <ChatWidget />
        </div>
    }
}

#[component]
fn Header() -> impl IntoView {
    let t = use_texts();
    let search: Search = expect_context();
    view! {
        <header class="shop-header">
            <div class="shop-header-row">
                <a class="shop-name" href="/" on:click=move |_| search.clear()>
                    <Mark />
                    <span class="shop-name-words">
                        <span class="shop-name-text">{tr!(t.shop_name)}</span>
                        <span class="shop-name-line">{tr!(t.shop_line)}</span>
                    </span>
                </a>
                <SearchForm search />
                <div class="shop-tools">
                    <IdentityMenu />
                    <LocaleButton />
                    <ThemeButton />
                    <CartLink />
                </div>
            </div>
        </header>
    }
}

/// The shop's sign: a persimmon.
#[component]
pub(crate) fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path
                class="mark-fruit"
                d="M16 9.5c7.5 0 12.5 2.5 12.5 9S24 28.5 16 28.5 3.5 25 3.5 18.5s5-9 12.5-9Z"
            ></path>
            <path
                class="mark-leaf"
                d="M16 3.5l2.200 4.700 6.800-1.700-3.800 5 1.800 4-7-2.5-7 2.5 1.800-4-3.800-5 6.800 1.700Z"
            ></path>
        </svg>
    }
}

#[component]
fn SearchForm(search: Search) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    view! {
        <form
            class="shop-search"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                navigate("/", NavigateOptions::default());
            }
        >
            <Icon glyph=Glyph::Search />
            <input
                type="search"
                class="field"
                enterkeyhint="search"
                aria-label=tr!(t.search)
                placeholder=tr!(t.search_placeholder)
                prop:value=move || search.query.get()
                on:input:target=move |event| search.query.set(event.target().value())
            />
        </form>
    }
}

#[component]
fn CartLink() -> impl IntoView {
    let t = use_texts();
    let basket: RwSignal<Basket> = expect_context();
    let count = Memo::new(move |_| basket.read().count());
    view! {
        <a class="cart-link" href="/cart" aria-label=move || (t.get().cart_counted)(count.get())>
            <Icon glyph=Glyph::Cart />
            <span class="cart-link-text">{tr!(t.cart)}</span>
            <Show when=move || { count.get() > 0 }>
                <span class="badge">{move || count.get()}</span>
            </Show>
        </a>
    }
}

#[component]
fn Footer() -> impl IntoView {
    let t = use_texts();
    view! {
        <footer class="shop-footer">
            <p>{tr!(t.footer_line)}</p>
            <p>
                {tr!(t.footer_workbench_line)} " "
                <a href="/workbench">{tr!(t.footer_workbench)}</a>
            </p>
        </footer>
    }
}

/// Any path nobody answers to.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    let t = use_texts();
    use_title(move || format!("{} · {}", t.get().not_found_title, t.get().shop_name));
    view! {
        <h1 class="visually-hidden">{tr!(t.not_found_title)}</h1>
        <Empty
            glyph=Glyph::Search
            title=Signal::derive(tr!(t.not_found_title))
            text=Signal::derive(tr!(t.not_found_text))
        >
            <a class="button button-primary" href="/">
                {tr!(t.back_to_shop)}
            </a>
        </Empty>
    }
}

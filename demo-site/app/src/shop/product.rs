//! A product's page.

use super::{
    Catalogue,
    card::{Price, ProductGrid, Stars},
    chat::AskButton,
    filter,
    gallery::Gallery,
    purchase::{Choice, Purchase},
    reviews::Reviews,
};
use crate::{
    api::{self, ApiError, Attribute, Product, ProductDetail},
    app::use_title,
    format,
    i18n::tr,
    icons::{Glyph, Icon},
    notice::{Empty, Failure},
    prefs::{use_prefs, use_texts},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Product page; which one is in the path.
#[component]
pub(crate) fn ProductPage() -> impl IntoView {
    let (t, locale) = (use_texts(), use_prefs().locale);
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let detail = LocalResource::new(move || {
        let (id, locale) = (id.get(), locale.get());
        async move {
            let answer = api::product(&id, locale).await;
            (id, answer)
        }
    });
    let choice = Choice::new();
    Effect::new(move |_| {
        id.track();
        choice.reset();
    });
    // While another product loads, the resource still holds the former one.
    let current = move || detail.get().filter(|(of, _)| *of == id.get()).map(|(_, answer)| answer);
    use_title(move || match current() {
        Some(Ok(detail)) => format!("{} · {}", detail.product.title, t.get().shop_name),
        Some(Err(ApiError::NotFound)) => format!("{} · {}", t.get().product_gone_title, t.get().shop_name),
        _ => t.get().shop_name.to_owned(),
    });
    move || match current() {
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Ok(detail)) => view! { <Page detail choice /> }.into_any(),
        Some(Err(ApiError::NotFound)) => view! { <Gone /> }.into_any(),
        Some(Err(error)) => view! {
            <h1 class="visually-hidden">{tr!(t.shop_name)}</h1>
            <Failure error retry=move |()| detail.refetch() />
        }
        .into_any(),
    }
}

#[component]
fn Page(detail: ProductDetail, choice: Choice) -> impl IntoView {
    let product = detail.product.clone();
    let mut images = detail.images.clone();
    if images.is_empty() {
        images.push(product.image_url.clone());
    }
    view! {
        <Breadcrumb product=product.clone() />
        <div class="product">
            <Gallery images title=product.title.clone() />
            <div class="product-facts">
                <Summary product=product.clone() />
                <Assurances offers=detail.offers.clone() promises=detail.promises.clone() />
                <Purchase detail=detail.clone() choice />
            </div>
        </div>
        <div class="product-more">
            <div class="product-text">
                <Description paragraphs=detail.description />
                <Attributes attributes=detail.attributes />
            </div>
            <Reviews reviews=detail.reviews rating=product.rating count=product.review_count />
        </div>
        <Related product />
    }
}

#[component]
fn Breadcrumb(product: Product) -> impl IntoView {
    let t = use_texts();
    let search: super::Search = expect_context();
    let category = product.category.id;
    view! {
        <nav class="breadcrumb" aria-label=tr!(t.breadcrumb)>
            <a href="/" on:click=move |_| search.clear()>
                {tr!(t.shop_name)}
            </a>
            <Icon glyph=Glyph::Next />
            <a
                href="/"
                on:click=move |_| {
                    search.clear();
                    search.category.set(Some(category.clone()));
                }
            >
                {product.category.name}
            </a>
        </nav>
    }
}

#[component]
fn Summary(product: Product) -> impl IntoView {
    let (t, locale) = (use_texts(), use_prefs().locale);
    let (sold, count) = (product.sold, product.review_count);
    view! {
        <h1>{product.title}</h1>
        <p class="product-subtitle">{product.subtitle}</p>
        <p class="product-figures">
            <a class="product-rating" href="#reviews">
                <Stars tenths=product.rating />
                <span>{format::tenths(product.rating)}</span>
                <span>{move || (t.get().reviews_counted)(count)}</span>
            </a>
            <span class="quiet">{move || (t.get().sold)(&format::rounded_count(sold, locale.get()))}</span>
        </p>
        <p class="product-price">
            <Price price=product.price list_price=product.list_price />
        </p>
    }
}

#[component]
fn Assurances(offers: Vec<String>, promises: Vec<String>) -> impl IntoView {
    let t = use_texts();
    let (any_offers, any_promises) = (!offers.is_empty(), !promises.is_empty());
    view! {
        <dl class="assurances">
            {any_offers
                .then(|| {
                    view! {
                        <div>
                            <dt>{tr!(t.offers)}</dt>
                            {offers.into_iter().map(|offer| view! { <dd class="offer">{offer}</dd> }).collect_view()}
                        </div>
                    }
                })}
            {any_promises
                .then(|| {
                    view! {
                        <div>
                            <dt>{tr!(t.promises)}</dt>
                            {promises
                                .into_iter()
                                .map(|promise| {
                                    view! {
                                        <dd class="promise">
                                            <Icon glyph=Glyph::Check />
                                            {promise}
                                        </dd>
                                    }
                                })
                                .collect_view()}
                        </div>
                    }
                })}
        </dl>
    }
}

#[component]
fn Description(paragraphs: Vec<String>) -> impl IntoView {
    let t = use_texts();
    view! {
        <section aria-labelledby="description-title">
            <h2 id="description-title">{tr!(t.description)}</h2>
            {paragraphs.into_iter().map(|text| view! { <p class="description">{text}</p> }).collect_view()}
        </section>
    }
}

#[component]
fn Attributes(attributes: Vec<Attribute>) -> impl IntoView {
    let t = use_texts();
    view! {
        <section aria-labelledby="attributes-title">
            <h2 id="attributes-title">{tr!(t.attributes)}</h2>
            <table class="attributes">
                <tbody>
                    {attributes
                        .into_iter()
                        .map(|attribute| {
                            view! {
                                <tr>
                                    <th scope="row">{attribute.name}</th>
                                    <td>{attribute.value}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </section>
    }
}

#[component]
fn Related(product: Product) -> impl IntoView {
    let t = use_texts();
    let catalogue: Catalogue = expect_context();
    let products = Memo::new(move |_| match catalogue.get() {
        Some(Ok(all)) => filter::related(&all, &product, 4).into_iter().cloned().collect(),
        _ => Vec::new(),
    });
    view! {
        <Show when=move || !products.read().is_empty()>
            <section class="related" aria-labelledby="related-title">
                <h2 id="related-title">{tr!(t.related)}</h2>
                <ProductGrid products />
            </section>
        </Show>
    }
}

#[component]
fn Gone() -> impl IntoView {
    let t = use_texts();
    view! {
        <h1 class="visually-hidden">{tr!(t.product_gone_title)}</h1>
        <Empty
            glyph=Glyph::Search
            title=Signal::derive(tr!(t.product_gone_title))
            text=Signal::derive(tr!(t.product_gone_text))
        >
            <div class="notice-actions">
                <a class="button" href="/">
                    {tr!(t.back_to_shop)}
                </a>
                <AskButton />
            </div>
        </Empty>
    }
}

/// The page before it is there.
#[component]
fn PageSkeleton() -> impl IntoView {
    let t = use_texts();
    view! {
        <p class="visually-hidden" role="status">
            {tr!(t.loading)}
        </p>
        <div class="product" aria-hidden="true">
            <div class="bone bone-picture"></div>
            <div class="product-facts">
                <div class="bone bone-title"></div>
                <div class="bone bone-line"></div>
                <div class="bone bone-line"></div>
                <div class="bone bone-block"></div>
                <div class="bone bone-block"></div>
            </div>
        </div>
    }
}

//! The storefront: frame, home page, product page, cart.

mod basket;
mod card;
mod cart;
mod chat;
mod filter;
mod frame;
mod gallery;
mod home;
mod identity;
mod product;
mod purchase;
mod reviews;

pub(crate) use basket::Basket;
pub(crate) use cart::CartPage;
pub(crate) use frame::{Mark, NotFoundPage, Shop};
pub(crate) use home::HomePage;
pub(crate) use product::ProductPage;

use crate::{
    api::{self, ApiError, Product},
    prefs::use_prefs,
};
use leptos::prelude::*;

/// The shop's products in the current language, loaded once for all pages.
#[derive(Clone, Copy)]
pub(crate) struct Catalogue(LocalResource<Result<Vec<Product>, ApiError>>);

impl Catalogue {
    fn provide() {
        let locale = use_prefs().locale;
        provide_context(Self(LocalResource::new(move || api::products(locale.get()))));
    }

    fn get(self) -> Option<Result<Vec<Product>, ApiError>> {
        self.0.get()
    }

    fn retry(self) {
        self.0.refetch();
    }
}

/// What the visitor searches for; kept while looking at a product, so that "back" finds it again.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search {
    /// Words typed.
    query: RwSignal<String>,
    /// Shelf chosen.
    category: RwSignal<Option<String>>,
}

impl Search {
    fn provide() {
        provide_context(Self { query: RwSignal::default(), category: RwSignal::default() });
    }

    fn clear(self) {
        self.query.set(String::new());
        self.category.set(None);
    }
}

//! The shop's products, in memory and in both languages.
//!
//! What is stored and sent between the parts of the server names products in the shop's own language; the words of the
//! reader's language are put in at the border, here.

mod page;
mod variants;

pub(crate) use page::{Attribute, Category, ProductOption, ProductPage, ProductView, Review};

use crate::{
    locale::{Locale, Text},
    store::{Store, StoreError, StoredProduct},
};
use kefu_contract::{Content, ContentType, Money, ProductCard, ProductId};
use std::collections::HashMap;

/// A product and its page.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) id: ProductId,
    pub(crate) title: Text,
    pub(crate) price: Money,
    pub(crate) image_url: String,
    pub(crate) page: ProductPage,
}

impl Product {
    /// The product as shown in conversations.
    pub(crate) fn card(&self, locale: Locale) -> ProductCard {
        ProductCard {
            id: self.id.clone(),
            title: self.title.get(locale).to_owned(),
            price: self.price.clone(),
            image_url: Some(self.image_url.clone()),
            url: Some(format!("/p/{}", self.id)),
        }
    }

    /// The product as shown on its page, when so many pieces have been put back on the shelf or taken since it was
    /// counted.
    pub(crate) fn view(&self, locale: Locale, moved: i64) -> ProductView<'_> {
        ProductView::new(self, locale, moved)
    }
}

/// A product message: the card, and words for readers that cannot show it.
pub(crate) fn product_content(card: ProductCard) -> Content {
    let text = in_words(&card.title, &card.price);
    Content { text: Some(text), product: Some(card), ..Content::empty(ContentType::Product) }
}

/// An amount as people write it.
pub(crate) fn price_in_words(price: &Money) -> String {
    let amount = price.decimal();
    match price.currency.as_str() {
        "CNY" => format!("¥{amount}"),
        currency => format!("{currency} {amount}"),
    }
}

/// Goods and what they cost.
pub(crate) fn in_words(title: &str, price: &Money) -> String {
    format!("{title} {}", price_in_words(price))
}

/// All products.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    products: Vec<Product>,
    places: HashMap<ProductId, usize>,
}

impl Catalogue {
    pub(crate) async fn load(store: &Store) -> Result<Self, StoreError> {
        let products: Vec<Product> =
            store.products().await?.into_iter().map(product).collect::<Result<_, _>>()?;
        let places =
            products.iter().enumerate().map(|(place, product)| (product.id.clone(), place)).collect();
        Ok(Self { products, places })
    }

    /// Every product, in the shop's order.
    pub(crate) fn products(&self) -> &[Product] {
        &self.products
    }

    pub(crate) fn find(&self, id: &ProductId) -> Option<&Product> {
        self.products.get(*self.places.get(id)?)
    }

    /// Puts a product's title into the reader's language. One that is no longer the product's stays as it was bought.
    pub(crate) fn localise_title(&self, id: &ProductId, title: &mut String, locale: Locale) {
        if let Some(product) = self.find(id).filter(|product| product.title.zh == *title) {
            *title = product.title.get(locale).to_owned();
        }
    }

    /// Puts a product's title into the reader's language.
    pub(crate) fn localise_card(&self, card: &mut ProductCard, locale: Locale) {
        if let Some(product) = self.find(&card.id) {
            card.title = product.title.get(locale).to_owned();
        }
    }
}

fn product(stored: StoredProduct) -> Result<Product, StoreError> {
    Ok(Product {
        page: serde_json::from_str(&stored.page)?,
        id: stored.id,
        title: stored.title,
        price: stored.price,
        image_url: stored.image_url,
    })
}

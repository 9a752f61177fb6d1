//! The shop's products, in memory and in both languages.
//!
//! What is stored and sent between the parts of the server names products in the shop's own language; the words of the
//! reader's language are put in at the border, here.

mod page;

pub(crate) use page::{Attribute, Category, ProductOption, ProductPage, ProductView, Review};

use crate::{
    desk::cases,
    locale::{Locale, Text},
    store::{Store, StoreError, StoredProduct},
};
use kefu_contract::{Content, ContentType, Conversation, Event, Message, Money, ProductCard, ProductId};
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

    /// The product as shown on its page.
    pub(crate) fn view(&self, locale: Locale) -> ProductView<'_> {
        ProductView::new(self, locale)
    }
}

/// A product message: the card, and words for readers that cannot show it.
pub(crate) fn product_content(card: ProductCard) -> Content {
    Content { text: Some(in_words(&card)), product: Some(card), ..Content::empty(ContentType::Product) }
}

fn in_words(card: &ProductCard) -> String {
    format!("{} {}", card.title, price_in_words(&card.price))
}

/// An amount as people write it.
pub(crate) fn price_in_words(price: &Money) -> String {
    let amount = price.decimal();
    match price.currency.as_str() {
        "CNY" => format!("¥{amount}"),
        currency => format!("{currency} {amount}"),
    }
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

    /// Puts in the words of the reader's language.
    pub(crate) fn localise_event(&self, event: &mut Event, locale: Locale) {
        if let Some(conversation) = &mut event.conversation {
            self.localise_conversation(conversation, locale);
        }
        if let Some(message) = &mut event.message {
            self.localise_message(message, locale);
        }
    }

    /// Puts in the words of the reader's language.
    pub(crate) fn localise_conversation(&self, conversation: &mut Conversation, locale: Locale) {
        if let Some(card) = &mut conversation.context.product {
            self.localise_card(card, locale);
        }
        if let Some(message) = &mut conversation.last_message {
            self.localise_message(message, locale);
        }
    }

    /// Puts in the words of the reader's language. What people wrote themselves stays as it is.
    pub(crate) fn localise_message(&self, message: &mut Message, locale: Locale) {
        let content = &mut message.content;
        if let (ContentType::Product, Some(card)) = (&content.kind, &mut content.product) {
            self.localise_card(card, locale);
            content.text = Some(in_words(card));
        }
        if let (ContentType::Refund, Some(card)) = (&content.kind, &content.refund) {
            content.text = Some(cases::in_words(card, locale));
        }
    }

    /// Puts a product's title into the reader's language. One that is no longer the product's stays as it was bought.
    pub(crate) fn localise_title(&self, id: &ProductId, title: &mut String, locale: Locale) {
        if let Some(product) = self.find(id).filter(|product| product.title.zh == *title) {
            *title = product.title.get(locale).to_owned();
        }
    }

    fn localise_card(&self, card: &mut ProductCard, locale: Locale) {
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

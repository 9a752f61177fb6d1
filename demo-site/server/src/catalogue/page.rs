//! A product's page: as stored, in both languages, and as shown, in one.

use super::Product;
use crate::locale::{Locale, Text};
use kefu_contract::Money;
use serde::{Deserialize, Serialize};

/// What a product page says beside title, price and first picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProductPage {
    pub(crate) subtitle: Text,
    pub(crate) category: Category,
    pub(crate) list_price: Option<Money>,
    pub(crate) images: Vec<String>,
    pub(crate) sold: u32,
    /// Tenths of a star.
    pub(crate) rating: u32,
    pub(crate) review_count: u32,
    pub(crate) stock: u32,
    pub(crate) options: Vec<ProductOption>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) promises: Vec<Text>,
    pub(crate) offers: Vec<Text>,
    pub(crate) description: Vec<Text>,
    pub(crate) reviews: Vec<Review>,
}

/// A shelf of the shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Category {
    pub(crate) id: String,
    pub(crate) name: Text,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProductOption {
    pub(crate) name: Text,
    pub(crate) values: Vec<Text>,
}

/// A fact about the product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Attribute {
    pub(crate) name: Text,
    pub(crate) value: Text,
}

/// A buyer's review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Review {
    /// Masked nickname.
    pub(crate) author: String,
    pub(crate) rating: u8,
    pub(crate) text: Text,
    pub(crate) sku: Text,
    /// `YYYY-MM-DD`.
    pub(crate) date: String,
    pub(crate) reply: Option<Text>,
}

/// A product page in one language.
#[derive(Debug, Serialize)]
pub(crate) struct ProductView<'a> {
    id: &'a str,
    title: &'a str,
    subtitle: &'a str,
    category: CategoryView<'a>,
    price: &'a Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_price: Option<&'a Money>,
    image_url: &'a str,
    images: &'a [String],
    sold: u32,
    rating: u32,
    review_count: u32,
    stock: u32,
    options: Vec<OptionView<'a>>,
    attributes: Vec<AttributeView<'a>>,
    promises: Vec<&'a str>,
    offers: Vec<&'a str>,
    description: Vec<&'a str>,
    reviews: Vec<ReviewView<'a>>,
}

#[derive(Debug, Serialize)]
struct CategoryView<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct OptionView<'a> {
    name: &'a str,
    values: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct AttributeView<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct ReviewView<'a> {
    author: &'a str,
    rating: u8,
    text: &'a str,
    sku: &'a str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<&'a str>,
}

fn texts(texts: &[Text], locale: Locale) -> Vec<&str> {
    texts.iter().map(|text| text.get(locale)).collect()
}

impl<'a> ProductView<'a> {
    pub(crate) fn new(product: &'a Product, locale: Locale, moved: i64) -> Self {
        let page = &product.page;
        let option =
            |o: &'a ProductOption| OptionView { name: o.name.get(locale), values: texts(&o.values, locale) };
        let attribute =
            |a: &'a Attribute| AttributeView { name: a.name.get(locale), value: a.value.get(locale) };
        let review = |r: &'a Review| ReviewView {
            author: &r.author,
            rating: r.rating,
            text: r.text.get(locale),
            sku: r.sku.get(locale),
            date: &r.date,
            reply: r.reply.as_ref().map(|reply| reply.get(locale)),
        };
        Self {
            id: product.id.as_str(),
            title: product.title.get(locale),
            subtitle: page.subtitle.get(locale),
            category: CategoryView { id: &page.category.id, name: page.category.name.get(locale) },
            price: &product.price,
            list_price: page.list_price.as_ref(),
            image_url: &product.image_url,
            images: &page.images,
            sold: page.sold,
            rating: page.rating,
            review_count: page.review_count,
            stock: u32::try_from((i64::from(page.stock) + moved).max(0)).unwrap_or(u32::MAX),
            options: page.options.iter().map(option).collect(),
            attributes: page.attributes.iter().map(attribute).collect(),
            promises: texts(&page.promises, locale),
            offers: texts(&page.offers, locale),
            description: texts(&page.description, locale),
            reviews: page.reviews.iter().map(review).collect(),
        }
    }
}

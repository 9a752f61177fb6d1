//! The demo backend's own endpoints: users to sign in as, and the shop's products.

use crate::i18n::Locale;
use gloo_net::http::{Request, Response};
use kefu_contract::{Money, Person, ProductId, UserId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ApiError {
    /// No connection, or none to this server.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The thing asked for does not exist.
    #[error("not found")]
    NotFound,
    /// The server refused or failed, with this status.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// The answer is not what was asked for; another program may be listening there.
    #[error("the answer cannot be read")]
    Unreadable,
}

/// Somebody to sign in as, with a line of introduction where the backend has one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct DemoUser {
    /// Name, role, picture.
    #[serde(flatten)]
    pub(crate) person: Person,
    /// What this person is in the demo for.
    #[serde(default)]
    pub(crate) tagline: Option<String>,
}

/// Everybody a newcomer may become.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct DemoUsers {
    /// Customers of the shop.
    pub(crate) buyers: Vec<DemoUser>,
    /// People answering them.
    pub(crate) staff: Vec<DemoUser>,
}

/// A shelf of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Category {
    /// Identifier.
    pub(crate) id: String,
    /// Name in the asked-for language.
    pub(crate) name: String,
}

/// A product as listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Product {
    /// Identifier.
    pub(crate) id: ProductId,
    /// Title.
    pub(crate) title: String,
    /// One line under the title.
    #[serde(default)]
    pub(crate) subtitle: String,
    /// Where it stands.
    pub(crate) category: Category,
    /// What it costs now.
    pub(crate) price: Money,
    /// What it cost before an offer.
    #[serde(default)]
    pub(crate) list_price: Option<Money>,
    /// Picture.
    pub(crate) image_url: String,
    /// Pieces sold.
    #[serde(default)]
    pub(crate) sold: u32,
    /// Mean rating in tenths of a star.
    #[serde(default)]
    pub(crate) rating: u32,
    /// Number of reviews.
    #[serde(default)]
    pub(crate) review_count: u32,
}

/// A choice to make before buying, such as a colour.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ProductOption {
    /// What is chosen.
    pub(crate) name: String,
    /// What there is to choose from.
    pub(crate) values: Vec<String>,
}

/// A property of the product.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Attribute {
    /// Which property.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: String,
}

/// What a customer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Review {
    /// Masked nickname.
    pub(crate) author: String,
    /// Stars, 1 to 5.
    pub(crate) rating: u32,
    /// The review.
    pub(crate) text: String,
    /// What was bought.
    #[serde(default)]
    pub(crate) sku: String,
    /// Day of the review, `YYYY-MM-DD`.
    pub(crate) date: String,
    /// The shop's public answer.
    #[serde(default)]
    pub(crate) reply: Option<String>,
}

/// Everything on a product page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct ProductDetail {
    /// The listed part.
    #[serde(flatten)]
    pub(crate) product: Product,
    /// Pictures, the first one being the main one.
    #[serde(default)]
    pub(crate) images: Vec<String>,
    /// Pieces left.
    #[serde(default)]
    pub(crate) stock: u32,
    /// Choices.
    #[serde(default)]
    pub(crate) options: Vec<ProductOption>,
    /// Properties.
    #[serde(default)]
    pub(crate) attributes: Vec<Attribute>,
    /// What the shop promises about delivery and returns.
    #[serde(default)]
    pub(crate) promises: Vec<String>,
    /// Current offers.
    #[serde(default)]
    pub(crate) offers: Vec<String>,
    /// Paragraphs.
    #[serde(default)]
    pub(crate) description: Vec<String>,
    /// The newest reviews.
    #[serde(default)]
    pub(crate) reviews: Vec<Review>,
}

#[derive(Serialize)]
struct SignIn<'a> {
    user_id: &'a UserId,
}

#[derive(Deserialize)]
struct SignedIn {
    token: String,
}

async fn read<T: DeserializeOwned>(answer: Result<Response, gloo_net::Error>) -> Result<T, ApiError> {
    let response = answer.map_err(|_| ApiError::Unreachable)?;
    match response.status() {
        200..=299 => response.json().await.map_err(|_| ApiError::Unreadable),
        404 => Err(ApiError::NotFound),
        status => Err(ApiError::Status(status)),
    }
}

async fn get<T: DeserializeOwned>(path: &str, locale: Locale) -> Result<T, ApiError> {
    read(Request::get(path).header("accept-language", locale.tag()).send().await).await
}

/// Everybody a newcomer may become.
pub(crate) async fn users(locale: Locale) -> Result<DemoUsers, ApiError> {
    get("/demo/users", locale).await
}

/// Every product of the shop.
pub(crate) async fn products(locale: Locale) -> Result<Vec<Product>, ApiError> {
    get("/demo/products", locale).await
}

/// One product with all its details.
pub(crate) async fn product(id: &str, locale: Locale) -> Result<ProductDetail, ApiError> {
    let id = js_sys::encode_uri_component(id);
    get(&format!("/demo/products/{id}"), locale).await
}

/// Signs in and returns a token, to be kept in memory only.
pub(crate) async fn sign_in(user_id: &UserId) -> Result<String, ApiError> {
    let request =
        Request::post("/demo/sign-in").json(&SignIn { user_id }).map_err(|_| ApiError::Unreadable)?;
    read::<SignedIn>(request.send().await).await.map(|answer| answer.token)
}

//! `/demo`: what the demo site needs beside the contract: sign-in without passwords, products, pictures.

use super::{ApiError, body::Body, segment::Segment};
use crate::{
    app::AppState,
    catalogue::{Product, ProductView},
    clock as machine,
    demo::{avatars, pictures},
    locale::{Locale, Text},
    store::DemoPerson,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kefu_contract::{Person, ProblemCode, ProductId, Role, Timestamp, UserId};
use serde::{Deserialize, Serialize};

/// Drawings need nothing from anywhere.
const PICTURE_POLICY: &str = "default-src 'none'";

#[derive(Debug, Serialize)]
pub(crate) struct DemoUsers {
    buyers: Vec<DemoUser>,
    staff: Vec<DemoUser>,
}

#[derive(Debug, Serialize)]
struct DemoUser {
    #[serde(flatten)]
    person: Person,
    tagline: String,
}

pub(crate) async fn users(State(app): State<AppState>, locale: Locale) -> Result<Json<DemoUsers>, ApiError> {
    let user =
        |found: DemoPerson| DemoUser { tagline: found.tagline.get(locale).to_owned(), person: found.person };
    let people = app.store.demo_people().await?;
    let (buyers, staff): (Vec<_>, Vec<_>) =
        people.into_iter().map(user).partition(|user| user.person.role == Role::Buyer);
    Ok(Json(DemoUsers { buyers, staff }))
}

/// The shop's time.
#[derive(Debug, Serialize)]
pub(crate) struct ShopTime {
    now: Timestamp,
}

pub(crate) async fn clock(State(app): State<AppState>) -> Json<ShopTime> {
    Json(ShopTime { now: app.clock.now() })
}

#[derive(Debug, Deserialize)]
pub(crate) struct AdvanceClock {
    /// By how much, in seconds.
    seconds: u32,
}

/// Puts the shop's time forward, where the server was started for tests of deadlines.
pub(crate) async fn advance_clock(
    State(app): State<AppState>,
    Body(request): Body<AdvanceClock>,
) -> Result<Json<ShopTime>, ApiError> {
    if !app.test_clock {
        return Err(ApiError::not_found());
    }
    app.clock.advance_s(request.seconds);
    app.store.reschedule();
    Ok(Json(ShopTime { now: app.clock.now() }))
}

#[derive(Debug, Deserialize)]
pub(crate) struct SignIn {
    user_id: UserId,
}

#[derive(Debug, Serialize)]
pub(crate) struct SignedIn {
    token: String,
    expires_at: Timestamp,
    user: Person,
}

pub(crate) async fn sign_in(
    State(app): State<AppState>,
    Body(request): Body<SignIn>,
) -> Result<Json<SignedIn>, ApiError> {
    let found = app.store.demo_person(&request.user_id).await?.filter(|found| found.rank.is_some());
    let user = found.map(|found| found.person).ok_or_else(|| {
        ApiError::invalid_value("/user_id", Text::new("没有这位演示用户。", "There is no such demo user."))
    })?;
    let shop = app.store.shop().await?.ok_or_else(|| ApiError::new(ProblemCode::Unavailable))?;
    let issued = app.tokens.issue(&user.id, &shop.id, machine::wall(), app.token_ttl_s);
    let (token, expires_at) = issued.map_err(|_| ApiError::new(ProblemCode::Internal))?;
    Ok(Json(SignedIn { token, expires_at, user }))
}

pub(crate) async fn products(State(app): State<AppState>, locale: Locale) -> Result<Response, ApiError> {
    let moved = app.store.stock_changes().await?;
    let moved = |product: &Product| moved.get(&product.id).copied().unwrap_or(0);
    let products = app.catalogue.products().iter();
    let views: Vec<ProductView<'_>> = products.map(|product| product.view(locale, moved(product))).collect();
    Ok(Json(views).into_response())
}

pub(crate) async fn product(
    State(app): State<AppState>,
    locale: Locale,
    Segment(id): Segment,
) -> Result<Response, ApiError> {
    let product = app.catalogue.find(&ProductId(id)).ok_or_else(ApiError::not_found)?;
    let moved = app.store.stock_changes().await?.get(&product.id).copied().unwrap_or(0);
    Ok(Json(product.view(locale, moved)).into_response())
}

pub(crate) async fn picture(Segment(name): Segment) -> Result<Response, ApiError> {
    let drawing = name.strip_suffix(".svg").and_then(pictures::draw);
    drawing.map(svg).ok_or_else(ApiError::not_found)
}

pub(crate) async fn avatar(
    State(app): State<AppState>,
    Segment(name): Segment,
) -> Result<Response, ApiError> {
    let id = name.strip_suffix(".svg").ok_or_else(ApiError::not_found)?;
    let person = app.store.person(&UserId::from(id)).await?.ok_or_else(ApiError::not_found)?;
    Ok(svg(avatars::draw(&person)))
}

fn svg(drawing: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PICTURE_POLICY)),
    ];
    (headers, drawing).into_response()
}

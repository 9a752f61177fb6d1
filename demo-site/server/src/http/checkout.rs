//! `/demo/orders`, `/demo/cart`: the demo shop's checkout, outside the contract, which begins with an order.
//!
//! `POST /demo/orders` takes `client_id`, `lines` (`product_id`, `options`: the index of the value chosen for each of
//! the product's options, `quantity`), `address`, and may take `buyer_message` and `payment_method`. Prices, postage and
//! savings are the shop's. It answers 201 with the order, 200 when the same key was used before.
//!
//! `GET /demo/cart` lists what the buyer has put into the cart with `order.buy_again`, as `lines` of such an order.

use super::{ApiError, body::Body};
use crate::{
    app::AppState,
    auth::Viewer,
    desk::orders::{self, CartItem, PlaceOrder, Placed},
    locale::Locale,
};
use axum::{Json, extract::State, http::StatusCode};
use kefu_contract::Order;

pub(crate) async fn place(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Body(request): Body<PlaceOrder>,
) -> Result<(StatusCode, Json<Order>), ApiError> {
    Ok(match orders::place(&app, &viewer, locale, &request).await? {
        Placed::Now(order) => (StatusCode::CREATED, Json(order)),
        Placed::Before(order) => (StatusCode::OK, Json(order)),
    })
}

pub(crate) async fn cart(
    State(app): State<AppState>,
    viewer: Viewer,
) -> Result<Json<Vec<CartItem>>, ApiError> {
    orders::cart(&app, &viewer).await.map(Json)
}

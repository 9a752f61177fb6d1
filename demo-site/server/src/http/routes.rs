//! Which path leads where, and what is true of every answer.

use super::{
    ApiError, cases, checkout, conversations, customers, demo, events, knowledge, messages, metrics, offers,
    orders, problems, quick_replies, quotes, reading, reviews, session, typing, uploads,
};
use crate::app::AppState;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use kefu_contract::{ProblemCode, paths};
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};

/// The whole server.
pub(crate) fn router(app: AppState) -> Router {
    Router::new()
        .route(paths::SESSION, get(session::show))
        .route(paths::CONVERSATIONS, get(conversations::list).post(conversations::open))
        .route(paths::CONVERSATION, get(conversations::show).patch(conversations::update))
        .route(paths::CONVERSATION_ACTIONS, post(conversations::act))
        .route(paths::MESSAGES, get(messages::list).post(messages::send))
        .route(paths::READ, post(reading::mark))
        .route(paths::TYPING, post(typing::set))
        .route(paths::EVENTS, get(events::listen))
        .route(paths::ORDERS, get(orders::list))
        .route(paths::ORDER, get(orders::show))
        .route(paths::ORDER_ACTIONS, post(orders::act))
        .route(paths::CUSTOMERS, get(customers::list))
        .route(paths::CUSTOMER, get(customers::show).patch(customers::update))
        .route(paths::QUICK_REPLIES, get(quick_replies::list).post(quick_replies::create))
        .route(paths::QUICK_REPLY, put(quick_replies::replace))
        .route(paths::KNOWLEDGE, get(knowledge::list).post(knowledge::create))
        .route(paths::KNOWLEDGE_ENTRY, put(knowledge::replace))
        .route(paths::OFFERS, get(offers::list))
        .route(paths::CASE_OPTIONS, get(quotes::options))
        .route(paths::QUOTES, post(quotes::quote))
        .route(paths::CASES, get(cases::list).post(cases::open))
        .route(paths::CASE, get(cases::show))
        .route(paths::CASE_ACTIONS, post(cases::act))
        .route(paths::UPLOADS, post(uploads::add))
        .route("/files/{id}/{seal}", get(uploads::serve))
        .route(paths::METRICS, get(metrics::show))
        .route(paths::REVIEWS, get(reviews::list).post(reviews::write))
        .route(paths::REVIEW, get(reviews::show))
        .route(paths::REVIEW_REPLY, post(reviews::reply))
        .route(paths::REVIEW_ACTIONS, post(reviews::act))
        .route("/demo/orders", post(checkout::place))
        .route("/demo/cart", get(checkout::cart))
        .route("/demo/clock", get(demo::clock).post(demo::advance_clock))
        .route("/demo/sign-in", post(demo::sign_in))
        .route("/demo/users", get(demo::users))
        .route("/demo/products", get(demo::products))
        .route("/demo/products/{id}", get(demo::product))
        .route("/demo/pictures/{name}", get(demo::picture))
        .route("/demo/avatars/{name}", get(demo::avatar))
        .route("/healthz", get(async || axum::Json(serde_json::json!({ "status": "ok" }))))
        .method_not_allowed_fallback(async || ApiError::new(ProblemCode::MethodNotAllowed))
        .fallback(elsewhere)
        .layer(CatchPanicLayer::custom(problems::caught_panic))
        .layer(middleware::from_fn(problems::render))
        .layer(middleware::from_fn(always))
        .layer(TraceLayer::new_for_http().make_span_with(span).on_response(log_answer).on_failure(()))
        .with_state(app)
}

/// Everything that is no resource of the API is the site's.
async fn elsewhere(State(app): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let of_api = ["/v1", "/demo", "/files"].iter().any(|prefix| is_under(path, prefix));
    if of_api { ApiError::not_found().into_response() } else { app.site.serve(request).await }
}

fn is_under(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Headers of every answer.
async fn always(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let private = is_under(path, "/v1") || ["/demo/sign-in", "/demo/orders", "/demo/cart"].contains(&path);
    let of_demo = is_under(path, "/demo");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if private {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else if of_demo && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    }
    response
}

/// Only method and path are logged: queries, headers and bodies may hold what nobody should read there.
fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    tracing::info_span!("request", method = %request.method(), path = %request.uri().path())
}

fn log_answer<B>(response: &axum::http::Response<B>, latency: std::time::Duration, _: &tracing::Span) {
    let (status, ms) = (response.status().as_u16(), latency.as_millis());
    if status >= 500 {
        tracing::error!(status, ms, "answered");
    } else {
        tracing::debug!(status, ms, "answered");
    }
}

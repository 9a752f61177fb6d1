//! `GET /v1/metrics`.

use super::{ApiError, query::Filter};
use crate::{app::AppState, auth::Viewer, desk::metrics, locale::Locale};
use axum::{Json, extract::State};
use kefu_contract::{Metrics, MetricsQuery};

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
    Filter(query): Filter<MetricsQuery>,
) -> Result<Json<Metrics>, ApiError> {
    metrics::metrics(&app, &viewer, locale, &query).await.map(Json)
}

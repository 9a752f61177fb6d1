//! `GET /v1/session`.

use super::{ApiError, body, text_rules};
use crate::{
    app::{App, AppState},
    audience::{Audience, Side},
    auth::Viewer,
    clock,
    locale::Locale,
    store::ShopRecord,
};
use axum::{Json, extract::State};
use kefu_contract::{
    Capability, Feature, Limits, Presence, ProblemCode, Session, Shop, StreamInfo, Timestamp,
};

/// Most items of one page.
pub(crate) const PAGE_SIZE: u32 = 100;

/// How long after an answer the shop still counts as attended, in milliseconds.
const ATTENDED_MS: i64 = 5 * 60_000;

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
) -> Result<Json<Session>, ApiError> {
    let record = app.store.shop().await?.ok_or_else(|| ApiError::new(ProblemCode::Unavailable))?;
    let now = clock::now();
    let seq = app.store.last_seq(&viewer.audience()).await?;
    let heartbeat_s = u32::try_from(app.heartbeat.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
    Ok(Json(Session {
        shop: shop(&app, &record, now, locale).await?,
        capabilities: capabilities(viewer.side),
        server_time: now,
        locale: locale.tag().to_owned(),
        currency: record.currency,
        limits: limits(),
        wait_policy: viewer.is_staff().then_some(record.wait_policy),
        features: vec![Feature::Typing, Feature::ReadMarkers],
        stream: StreamInfo { seq, heartbeat_s },
        user: viewer.person,
    }))
}

async fn shop(app: &App, record: &ShopRecord, now: Timestamp, locale: Locale) -> Result<Shop, ApiError> {
    let attended = app.hub.listeners(&Audience::Staff) > 0
        || app.store.staff_answered_since(now.plus_ms(-ATTENDED_MS)).await?;
    Ok(Shop {
        id: record.id.clone(),
        name: record.name.get(locale).to_owned(),
        time_zone: record.time_zone.clone(),
        presence: if attended { Presence::Online } else { Presence::Away },
        expected_wait_s: app.store.expected_wait_s().await?,
    })
}

fn capabilities(side: Side) -> Vec<Capability> {
    match side {
        Side::Buyer => vec![Capability::OpenConversation, Capability::SendMessage],
        Side::Staff => {
            vec![Capability::SendMessage, Capability::ReadAllConversations, Capability::WriteNote]
        }
    }
}

fn limits() -> Limits {
    Limits {
        message_text: text_rules::message_limit(),
        body_bytes: body::MAX_BYTES,
        page_size: PAGE_SIZE,
        upload: None,
        evidence: None,
        texts: vec![],
    }
}

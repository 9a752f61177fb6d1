//! `GET /v1/session`.

use super::ApiError;
use crate::{
    app::{App, AppState},
    auth::Viewer,
    desk::presence,
    locale::Locale,
    store::ShopRecord,
};
use axum::{Json, extract::State};
use kefu_contract::{Capability, Feature, Presence, ProblemCode, Role, Session, Shop, StreamInfo, Timestamp};

/// Most items of one page.
pub(crate) const PAGE_SIZE: u32 = 100;

const FEATURES: &[Feature] = &[
    Feature::Typing,
    Feature::ReadMarkers,
    Feature::Uploads,
    Feature::ConversationActions,
    Feature::Orders,
    Feature::Cases,
    Feature::Reviews,
    Feature::Customers,
    Feature::QuickReplies,
    Feature::Knowledge,
    Feature::Offers,
    Feature::Metrics,
];

pub(crate) async fn show(
    State(app): State<AppState>,
    viewer: Viewer,
    locale: Locale,
) -> Result<Json<Session>, ApiError> {
    let record = app.store.shop().await?.ok_or_else(|| ApiError::new(ProblemCode::Unavailable))?;
    let now = app.clock.now();
    let seq = app.store.last_seq(&viewer.audience()).await?;
    let heartbeat_s = u32::try_from(app.heartbeat.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
    Ok(Json(Session {
        shop: shop(&app, &record, now, locale).await?,
        capabilities: capabilities(&viewer.person.role),
        server_time: now,
        locale: locale.tag().to_owned(),
        currency: record.currency,
        limits: app.limits(),
        wait_policy: viewer.is_staff().then_some(app.policy.waiting.clone()),
        features: FEATURES.to_vec(),
        stream: StreamInfo { seq, heartbeat_s },
        user: viewer.person,
    }))
}

async fn shop(app: &App, record: &ShopRecord, now: Timestamp, locale: Locale) -> Result<Shop, ApiError> {
    let attended = presence::people(app, now).await? > 0;
    Ok(Shop {
        id: record.id.clone(),
        name: record.name.get(locale).to_owned(),
        time_zone: record.time_zone.clone(),
        presence: if attended { Presence::Online } else { Presence::Away },
        expected_wait_s: app.store.expected_wait_s().await?,
    })
}

const BUYER: &[Capability] =
    &[Capability::OpenConversation, Capability::SendMessage, Capability::OpenCase, Capability::WriteReview];

const AGENT: &[Capability] = &[
    Capability::SendMessage,
    Capability::ReadAllConversations,
    Capability::WriteNote,
    Capability::TransferConversation,
    Capability::ReadAllOrders,
    Capability::HandleOrders,
    Capability::ReadAllCases,
    Capability::HandleCases,
    Capability::ReplyToReview,
    Capability::ReadCustomers,
    Capability::EditCustomers,
    Capability::EditOwnQuickReplies,
    Capability::SendOffers,
    Capability::ReadOwnMetrics,
];

/// What a supervisor may do beside what agents may.
const SUPERVISOR: &[Capability] = &[
    Capability::ApproveAboveLimit,
    Capability::EditTeamQuickReplies,
    Capability::EditKnowledge,
    Capability::ReadAllMetrics,
];

fn capabilities(role: &Role) -> Vec<Capability> {
    match role {
        Role::Buyer => BUYER.to_vec(),
        Role::Supervisor => [AGENT, SUPERVISOR].concat(),
        _ => AGENT.to_vec(),
    }
}

/// Whether somebody in this role may do this at all.
pub(crate) fn may(role: &Role, capability: &Capability) -> bool {
    capabilities(role).contains(capability)
}

//! Reviews: written, shown, worked on, and what time does to them.

mod clock;
mod pictures;
mod step;
mod view;
mod write;

pub(crate) use clock::{MODERATION, dues, expire};
pub(crate) use step::{act, reply};
pub(crate) use view::shown;
pub(crate) use write::{give_defaults, write};

use crate::{
    app::App,
    auth::Viewer,
    http::ApiError,
    locale::Locale,
    store::{Change, OrderRecord, ReviewRecord, StoreError},
};
use kefu_contract::{Person, Review, ReviewId};
use kefu_rules::review::Context;

/// A review as the viewer may see it; nothing when it does not exist or was removed. Reviews are public.
pub(crate) async fn find(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ReviewId,
) -> Result<Option<Review>, ApiError> {
    Ok(app.store.review(id).await?.map(|record| shown(app, viewer, locale, &record)))
}

fn context<'a>(app: &'a App, person: &'a Person, locale: Locale, record: &ReviewRecord) -> Context<'a> {
    Context {
        lang: locale.language(),
        changes: record.changes,
        ..Context::new(person, app.clock.now(), &app.policy)
    }
}

/// The order a review is about: what must not be said about its author in public.
async fn order_of(change: &mut Change, record: &ReviewRecord) -> Result<Option<OrderRecord>, StoreError> {
    match &record.review.order_id {
        Some(id) => change.order(id).await,
        None => Ok(None),
    }
}

/// Stores a review with what the clock is to do about it.
async fn save(app: &App, change: &mut Change, record: &ReviewRecord) -> Result<(), StoreError> {
    change.save_review(record, &dues(&app.policy, record, app.clock.now())).await
}

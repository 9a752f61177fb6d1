//! What the shop does: decisions of the rules, carried out on what is stored.
//!
//! One folder per kind of document. Each knows how a document looks to a viewer, how an action is carried out, and what
//! happens when a deadline passes.

pub(crate) mod assistant;
pub(crate) mod cases;
pub(crate) mod chat;
pub(crate) mod contents;
pub(crate) mod customers;
pub(crate) mod knowledge;
mod library;
pub(crate) mod metrics;
pub(crate) mod offers;
pub(crate) mod orders;
pub(crate) mod presence;
pub(crate) mod quick_replies;
pub(crate) mod quotes;
pub(crate) mod reviews;
pub(crate) mod talk;
pub(crate) mod uploads;

use crate::{app::App, auth::Viewer, http::ApiError, locale::Locale, store::Due, subject::Subject};
use kefu_contract::Event;

/// Puts the document an event is about into it, as the viewer may see it now.
pub(crate) async fn attach(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    subject: &Subject,
    event: &mut Event,
) -> Result<(), ApiError> {
    match subject {
        Subject::Order(id) => event.order = orders::find(app, viewer, locale, id).await?.map(Box::new),
        Subject::Customer(id) => event.customer = customers::find(app, locale, id).await?.map(Box::new),
        Subject::Case(id) => event.case = cases::find(app, viewer, locale, id).await?.map(Box::new),
        Subject::Review(id) => event.review = reviews::find(app, viewer, locale, id).await?.map(Box::new),
        // Conversations come with their events.
        Subject::Conversation(_) => {}
    }
    Ok(())
}

/// Carries out what has fallen due.
pub(crate) async fn expire(app: &App, due: &Due) -> Result<(), ApiError> {
    match &due.subject {
        Subject::Order(id) => orders::expire(app, id, &due.what).await,
        Subject::Customer(id) => customers::expire(app, id).await,
        Subject::Case(id) => cases::expire(app, id, &due.what).await,
        Subject::Conversation(id) => talk::expire(app, id).await,
        Subject::Review(id) => reviews::expire(app, id, &due.what).await,
    }
}

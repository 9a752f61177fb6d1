//! A review as somebody sees it.

use super::{context, pictures::signed};
use crate::{
    app::App,
    auth::Viewer,
    locale::{Locale, Text},
    store::ReviewRecord,
};
use kefu_contract::{Actor, Explanation, ModerationState, Person, Review, Role, UserId};
use kefu_rules::review;

/// The review as `viewer` sees it now, with addresses at which its pictures are found.
pub(crate) fn shown(app: &App, viewer: &Viewer, locale: Locale, record: &ReviewRecord) -> Review {
    signed(app, view(app, viewer, locale, record))
}

/// The review as `viewer` sees it now: with what they may do, in their language, and without what is not theirs to know.
/// Addresses of its pictures are missing: they do not keep.
pub(super) fn view(app: &App, viewer: &Viewer, locale: Locale, record: &ReviewRecord) -> Review {
    let mut review = record.review.clone();
    let context = context(app, &viewer.person, locale, record);
    review::refresh(&mut review, record.changes, context.now, &app.policy, context.lang);
    if record.removed {
        review.deadlines.clear();
    } else {
        review.actions = review::actions(&review, &context);
    }
    if let Some(product) = app.catalogue.find(&review.product.id) {
        review.product = product.card(locale);
    }
    if let (Some(explanation), Some(reason)) = (&mut review.explanation, &record.rejected_reason) {
        let shown = reason.get(locale).to_owned();
        explanation.rejected_reason = explanation.rejected_reason.as_ref().map(|_| shown);
    }
    if !viewer.is_staff() {
        hide_work(&mut review);
    }
    if !viewer.may_see(&record.review.buyer.id) {
        hide_author(&mut review, locale);
    }
    review
}

/// Takes out what is the shop's own business, and what only follows from it.
fn hide_work(review: &mut Review) {
    review.triage = None;
    review.contact_at = None;
    review.group = None;
    review.warnings.clear();
    // The shop's window closes when it explains itself, before the explanation is public.
    review.deadlines.retain(|deadline| deadline.actor == Actor::Buyer);
    review.explanation = review
        .explanation
        .take()
        .filter(|explanation| explanation.moderation == ModerationState::Published)
        .map(|explanation| Explanation { author: None, ..explanation });
}

/// Takes out what leads to the author, and what is theirs alone.
fn hide_author(review: &mut Review, locale: Locale) {
    review.order_id = None;
    review.line_id = None;
    review.deadlines.clear();
    if review.anonymous {
        review.buyer = Person {
            // The same for everybody, so that not even two reviews of one author can be put together.
            id: UserId::from("anonymous"),
            name: Text::new("匿名买家", "Anonymous buyer").get(locale).to_owned(),
            role: Role::Buyer,
            avatar_url: None,
        };
    }
}

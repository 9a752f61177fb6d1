//! Writing a review: by the buyer, or by default when the time to write is over.

use super::{Applied, Context, pictures};
use crate::input;
use crate::order::{self, Refused, guard};
use crate::text::is_blank;
use kefu_contract::{
    Order, OrderActionCode, OrderLine, ProblemCode, ProductCard, Rating, Review, Scores, TextField,
    WriteReview,
};
use std::ops::RangeInclusive;

/// Scores the contract knows.
const SCORES: RangeInclusive<u8> = 1..=5;

/// Writes the review of a line of an order. `reviewed` says whether the line has one already, even one removed
/// since.
///
/// # Errors
/// [`Refused`]: what the order denies (not the buyer, not completed, window closed, reviewed already), a line the
/// order does not have, or a field with a value that is not allowed.
pub fn write(
    request: &WriteReview,
    order: &Order,
    product: ProductCard,
    reviewed: bool,
    ctx: &Context,
) -> Result<Applied, Refused> {
    let asked = order::Context { reviewed, ..order::Context::new(ctx.viewer, ctx.now, ctx.policy) };
    guard::check(&OrderActionCode::WriteReview, order, &asked)
        .map_err(|denial| Refused::denied(denial, ctx.lang))?;
    let line = order.lines.iter().find(|line| line.id == request.line_id);
    let line = line.ok_or_else(|| Refused::at("/line_id", ProblemCode::UnknownLine))?;
    if matches!(request.rating, Rating::Other(_)) {
        return Err(Refused::at("/rating", ProblemCode::InvalidValue));
    }
    check_scores(&request.scores)?;
    let review = Review {
        anonymous: request.anonymous,
        rating: request.rating.clone(),
        scores: Some(request.scores.clone()),
        text: text(request.text.as_deref(), ctx)?,
        images: pictures::named(&request.images, pictures::most_shown(ctx.limits), ctx)?,
        ..blank(order, line, product, ctx)
    };
    Ok(Applied::written(review, ctx))
}

/// The review a line gets when its buyer has written none in time: good, without scores and words, and without a name
/// the buyer never agreed to show.
pub fn default_review(order: &Order, line: &OrderLine, product: ProductCard, ctx: &Context) -> Review {
    let review = Review { by_default: true, anonymous: true, ..blank(order, line, product, ctx) };
    Applied::written(review, ctx).review
}

/// The text of a review, within the limit; a blank one is none.
pub(super) fn text(text: Option<&str>, ctx: &Context) -> Result<Option<String>, Refused> {
    let limit = ctx.limits.and_then(|limits| limits.text(&TextField::ReviewText));
    let text = text.filter(|text| !is_blank(text));
    text.map(|text| input::written("/text", Some(text), limit)).transpose()
}

fn check_scores(scores: &Scores) -> Result<(), Refused> {
    let scores =
        [("as_described", scores.as_described), ("service", scores.service), ("shipping", scores.shipping)];
    match scores.iter().find(|(_, score)| !SCORES.contains(score)) {
        Some((name, _)) => Err(Refused::at(format!("/scores/{name}"), ProblemCode::InvalidValue)),
        None => Ok(()),
    }
}

/// A good review without a word.
fn blank(order: &Order, line: &OrderLine, product: ProductCard, ctx: &Context) -> Review {
    Review {
        id: ctx.new_id.into(),
        version: 1,
        product,
        order_id: Some(order.id.clone()),
        line_id: Some(line.id.clone()),
        buyer: order.buyer.clone(),
        anonymous: false,
        rating: Rating::Good,
        scores: None,
        text: None,
        images: Vec::new(),
        by_default: false,
        changed_at: None,
        follow_up: None,
        explanation: None,
        triage: None,
        contact_at: None,
        group: None,
        deadlines: Vec::new(),
        warnings: Vec::new(),
        created_at: ctx.now,
        updated_at: ctx.now,
        actions: Vec::new(),
    }
}

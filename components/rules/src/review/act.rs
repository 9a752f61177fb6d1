//! Doing an action: a request and a review give the review afterwards, or a refusal that names the field.

use super::actions::{decide, fields, groups};
use super::window::ReviewDenial;
use super::{Context, actions, pictures, refresh, write};
use crate::input;
use crate::order::Refused;
use kefu_contract::{
    ActOnReview, FollowUp, ProblemCode, ProblemField, Rating, Review, ReviewActionCode as Code, ReviewGroup,
    TextField, Upload,
};

/// What has to happen outside the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// File what the shop noted, for staff only.
    Note(String),
    /// Report the review to the marketplace, and keep the evidence.
    Report {
        /// What happened.
        text: String,
        /// Pictures that show it.
        evidence: Vec<Upload>,
    },
}

/// A review after something was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The review.
    pub review: Review,
    /// How often its author has changed it, removal included.
    pub changes: u32,
    /// Whether its author has removed it: nobody sees it any more, but its line stays reviewed.
    pub removed: bool,
    /// What may be better said otherwise, without standing in the way.
    pub warnings: Vec<ProblemField>,
    /// What has to happen besides.
    pub facts: Vec<Fact>,
}

impl Applied {
    fn of(review: &Review, ctx: &Context) -> Self {
        let review = review.clone();
        Self { review, changes: ctx.changes, removed: false, warnings: Vec::new(), facts: Vec::new() }
    }

    /// A new review.
    pub(super) fn written(mut review: Review, ctx: &Context) -> Self {
        refresh(&mut review, 0, ctx.now, ctx.policy, ctx.lang);
        Self { changes: 0, ..Self::of(&review, ctx) }
    }

    /// The next version of a review.
    pub(super) fn next(
        review: &Review,
        ctx: &Context,
        change: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<Self, Refused> {
        let mut applied = Self::of(review, ctx);
        change(&mut applied)?;
        let review = &mut applied.review;
        review.version += 1;
        review.updated_at = ctx.now;
        refresh(review, applied.changes, ctx.now, ctx.policy, ctx.lang);
        Ok(applied)
    }
}

/// A denial as an answer.
pub(super) fn denied(denial: ReviewDenial, ctx: &Context) -> Refused {
    let code = match denial {
        ReviewDenial::WrongRole => ProblemCode::Forbidden,
        ReviewDenial::NotAuthor => ProblemCode::AccountMismatch,
        ReviewDenial::ChangeWindowOver | ReviewDenial::ExplainWindowOver => ProblemCode::WindowClosed,
        _ => ProblemCode::ActionNotAllowed,
    };
    Refused { detail: Some(actions::words(denial, ctx.lang).to_owned()), ..Refused::plain(code) }
}

/// Does an action on a review.
///
/// # Errors
/// [`Refused`], with the review unchanged: a stale version, an action denied now, a field that does not belong to
/// the action or has a value that is not allowed.
pub fn act(review: &Review, request: &ActOnReview, ctx: &Context) -> Result<Applied, Refused> {
    input::check_version(request.version, review.version)?;
    decide(&request.code, review, ctx).map_err(|denial| denied(denial, ctx))?;
    let filled = [
        ("rating", request.rating.is_some()),
        ("text", request.text.is_some()),
        ("images", !request.images.is_empty()),
        ("group", request.group.is_some()),
    ];
    input::check_fields(&filled, &fields(&request.code, review, ctx))?;
    Applied::next(review, ctx, |applied| match &request.code {
        Code::Change => change(applied, request, ctx),
        Code::Remove => {
            applied.removed = true;
            changed(applied, ctx);
            Ok(())
        }
        Code::FollowUp => follow_up(applied, request, ctx),
        Code::SetGroup => set_group(applied, request, ctx),
        Code::Report => report(applied, request, ctx),
        // Done at its own address, with a body of its own.
        Code::Reply | Code::Other(_) => Err(Refused::at("/code", ProblemCode::InvalidValue)),
    })
}

/// Counts a change of the author's. Evidence against a malicious review is not lost by its change.
fn changed(applied: &mut Applied, ctx: &Context) {
    applied.changes += 1;
    applied.review.changed_at = Some(ctx.now);
    if applied.review.group != Some(ReviewGroup::Malicious) {
        applied.review.group = Some(ReviewGroup::Changed);
    }
}

fn images(request: &ActOnReview, ctx: &Context) -> Result<Vec<Upload>, Refused> {
    pictures::named(&request.images, pictures::most_shown(ctx.limits), ctx)
}

/// Another verdict; text and pictures that are missing stay as they are, a blank text goes.
fn change(applied: &mut Applied, request: &ActOnReview, ctx: &Context) -> Result<(), Refused> {
    let rating = request.rating.clone().filter(|rating| !matches!(rating, Rating::Other(_)));
    let rating = rating.ok_or_else(|| Refused::at("/rating", ProblemCode::InvalidValue))?;
    let review = &mut applied.review;
    review.rating = rating;
    if request.text.is_some() {
        review.text = write::text(request.text.as_deref(), ctx)?;
    }
    if !request.images.is_empty() {
        review.images = images(request, ctx)?;
    }
    changed(applied, ctx);
    Ok(())
}

fn follow_up(applied: &mut Applied, request: &ActOnReview, ctx: &Context) -> Result<(), Refused> {
    let limit = ctx.limits.and_then(|limits| limits.text(&TextField::ReviewText));
    let text = input::written("/text", request.text.as_deref(), limit)?;
    applied.review.follow_up = Some(FollowUp { text, images: images(request, ctx)?, at: ctx.now });
    Ok(())
}

fn note(request: &ActOnReview, ctx: &Context) -> Result<String, Refused> {
    let limit = ctx.limits.and_then(|limits| limits.text(&TextField::Note));
    input::written("/text", request.text.as_deref(), limit)
}

fn set_group(applied: &mut Applied, request: &ActOnReview, ctx: &Context) -> Result<(), Refused> {
    let group = request.group.clone().filter(|group| groups(&applied.review).contains(group));
    let group = group.ok_or_else(|| Refused::at("/group", ProblemCode::InvalidValue))?;
    applied.review.group = Some(group);
    if request.text.is_some() {
        applied.facts.push(Fact::Note(note(request, ctx)?));
    }
    Ok(())
}

fn report(applied: &mut Applied, request: &ActOnReview, ctx: &Context) -> Result<(), Refused> {
    let evidence = pictures::named(&request.images, pictures::most_evidence(ctx.limits), ctx)?;
    applied.facts.push(Fact::Report { text: note(request, ctx)?, evidence });
    applied.review.group = Some(ReviewGroup::Malicious);
    Ok(())
}

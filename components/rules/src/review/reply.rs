//! The shop's public words below a review (解释): written, searched for what must not stand there, and checked.

use super::act::denied;
use super::actions::decide;
use super::window::{ReviewDenial, explanation_limit};
use super::{Applied, Context};
use crate::input;
use crate::language::Language;
use crate::order::Refused;
use crate::policy::Severity;
use crate::reply_guard::{self, PrivateData};
use crate::variables;
use kefu_contract::{
    Explanation, ModerationState, Order, ProblemCode, ProblemField, ReplyToReview, Review, ReviewActionCode,
    Role,
};

const AT: &str = "/text";

/// Explains below a review.
///
/// # Errors
/// [`Refused`], with the review unchanged: a stale version, a reply denied now, an empty or too long text, a text
/// with open variables, or one that breaks a hard rule of the reply guard; every such place is named.
pub fn reply(review: &Review, request: &ReplyToReview, ctx: &Context) -> Result<Applied, Refused> {
    input::check_version(request.version, review.version)?;
    decide(&ReviewActionCode::Reply, review, ctx).map_err(|denial| denied(denial, ctx))?;
    let limit = explanation_limit(&ctx.policy.reviews);
    let text = input::written(AT, Some(&request.text), Some(&limit))?;
    let warnings = guarded(&text, review, ctx)?;
    let moderation = match ctx.policy.reviews.moderate_replies {
        true => ModerationState::Pending,
        false => ModerationState::Published,
    };
    Applied::next(review, ctx, |applied| {
        let author = Some(ctx.viewer.clone());
        let explanation = Explanation { text, author, at: ctx.now, moderation, rejected_reason: None };
        applied.review.explanation = Some(explanation);
        applied.warnings = warnings;
        Ok(())
    })
}

/// The verdict of the check (审核) on an explanation that waits for it: public, or refused for a reason. It is up to
/// supervisors and the marketplace.
///
/// # Errors
/// [`Refused`], with the review unchanged: another role, nothing to check, or no reason.
pub fn moderate(review: &Review, verdict: Result<(), &str>, ctx: &Context) -> Result<Applied, Refused> {
    if !matches!(ctx.viewer.role, Role::Supervisor | Role::System) {
        return Err(denied(ReviewDenial::WrongRole, ctx));
    }
    Applied::next(review, ctx, |applied| {
        let explanation = applied.review.explanation.as_mut();
        let pending = explanation.filter(|explanation| explanation.moderation == ModerationState::Pending);
        let explanation = pending.ok_or_else(|| denied(ReviewDenial::NothingToModerate, ctx))?;
        match verdict {
            Ok(()) => explanation.moderation = ModerationState::Published,
            Err(reason) => {
                explanation.rejected_reason = Some(input::written("/reason", Some(reason), None)?);
                explanation.moderation = ModerationState::Rejected;
            }
        }
        Ok(())
    })
}

/// What a reply must not give away about the author of a review.
pub fn private_data(review: &Review, order: Option<&Order>) -> PrivateData {
    let address = order.and_then(|order| order.address.as_ref()).filter(|address| !address.masked);
    let phones = address.map_or("", |address| &address.phone);
    let numbers = order.into_iter().flat_map(|order| {
        let parcels = order.shipments.iter().filter_map(|shipment| shipment.tracking_no.as_ref());
        std::iter::once(&order.number).chain(parcels)
    });
    let names = std::iter::once(&review.buyer.name).chain(address.map(|address| &address.recipient));
    PrivateData {
        phones: phones.split([',', '#']).map(|phone| phone.trim().to_owned()).collect(),
        order_numbers: numbers.cloned().collect(),
        names: names.cloned().collect(),
        addresses: address.map(|address| address.street.clone()).into_iter().collect(),
    }
}

/// The soft findings in a reply; hard ones and open variables refuse it.
fn guarded(text: &str, review: &Review, ctx: &Context) -> Result<Vec<ProblemField>, Refused> {
    let hits = reply_guard::check(text, &private_data(review, ctx.order), &ctx.policy.reply_guard);
    let (hard, soft): (Vec<_>, Vec<_>) = hits.iter().partition(|hit| hit.severity == Severity::Hard);
    let found = |hit| reply_guard::finding(hit, text, AT, ctx.lang);
    let errors: Vec<_> =
        open_variable(text, ctx.lang).into_iter().chain(hard.into_iter().map(found)).collect();
    match errors.first() {
        None => Ok(soft.into_iter().map(found).collect()),
        Some(first) => {
            let detail = first.detail.clone();
            Err(Refused { detail, errors: errors.clone(), ..Refused::plain(first.code.clone()) })
        }
    }
}

fn open_variable(text: &str, lang: Language) -> Option<ProblemField> {
    let variable = &text[variables::unresolved(text)?];
    let detail = lang.pick(format!("“{variable}”尚未填写"), format!("“{variable}” has not been filled in"));
    Some(ProblemField { detail: Some(detail), ..ProblemField::new(AT, ProblemCode::UnresolvedVariable) })
}

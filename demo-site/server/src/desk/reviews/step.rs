//! What people do with a review that is written.

use super::{
    context, order_of,
    pictures::{self, signed},
    save,
    view::{shown, view},
};
use crate::{
    app::App,
    auth::Viewer,
    http::{ApiError, Begun, Current, Write},
    locale::Locale,
    store::{Change, ReviewFile, ReviewRecord},
};
use kefu_contract::{ActOnReview, ClientId, Person, ProblemCode, ReplyToReview, Review, ReviewId, UploadId};
use kefu_rules::{
    order::Refused,
    review::{self, Applied, Context, Fact},
};
use serde::Serialize;

/// A request about a review.
trait Step: Serialize {
    /// Last part of its path.
    const PATH: &str;

    fn client_id(&self) -> &ClientId;

    fn images(&self) -> &[UploadId];

    fn apply(&self, review: &Review, context: &Context) -> Result<Applied, Refused>;
}

impl Step for ReplyToReview {
    const PATH: &str = "reply";

    fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    fn images(&self) -> &[UploadId] {
        &[]
    }

    fn apply(&self, review: &Review, context: &Context) -> Result<Applied, Refused> {
        review::reply(review, self, context)
    }
}

impl Step for ActOnReview {
    const PATH: &str = "actions";

    fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    fn images(&self) -> &[UploadId] {
        &self.images
    }

    fn apply(&self, review: &Review, context: &Context) -> Result<Applied, Refused> {
        review::act(review, self, context)
    }
}

/// Explains below a review and gives the review afterwards.
pub(crate) async fn reply(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ReviewId,
    request: &ReplyToReview,
) -> Result<Review, ApiError> {
    step(app, viewer, locale, id, request).await
}

/// Carries out an action on a review and gives the review afterwards; as it was last when it is removed.
pub(crate) async fn act(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ReviewId,
    request: &ActOnReview,
) -> Result<Review, ApiError> {
    step(app, viewer, locale, id, request).await
}

async fn step<S: Step>(
    app: &App,
    viewer: &Viewer,
    locale: Locale,
    id: &ReviewId,
    request: &S,
) -> Result<Review, ApiError> {
    let target = format!("POST reviews/{id}/{}", S::PATH);
    let mut write = match Write::begin(app, viewer, request.client_id(), &target, request).await? {
        Begun::Earlier(answer) => return Ok(signed(app, answer)),
        Begun::New(write) => write,
    };
    let record = write.change.review(id).await?.ok_or_else(ApiError::not_found)?;
    let images = pictures::named(&mut write.change, viewer, request.images()).await?;
    let (order, limits) = (order_of(&mut write.change, &record).await?, app.limits());
    let context = Context {
        limits: Some(&limits),
        images: &images,
        order: order.as_ref().map(|record| &record.order),
        ..context(app, &viewer.person, locale, &record)
    };
    let applied = request.apply(&record.review, &context).map_err(|refused| {
        if refused.code == ProblemCode::VersionConflict {
            return ApiError::stale(Current::Review(Box::new(shown(app, viewer, locale, &record))));
        }
        refused.into()
    })?;
    let Applied { review, changes, removed, facts, .. } = applied;
    let record = ReviewRecord { review, changes, removed, ..record };
    pictures::keep(&mut write.change, &images).await?;
    save(app, &mut write.change, &record).await?;
    file(&mut write.change, &record.review, &viewer.person, &facts).await?;
    let answer = view(app, viewer, locale, &record);
    write.finish(&answer, context.now).await?;
    Ok(signed(app, answer))
}

/// Files what is not part of the review.
async fn file(change: &mut Change, review: &Review, author: &Person, facts: &[Fact]) -> Result<(), ApiError> {
    for fact in facts {
        let file = match fact {
            Fact::Note(text) => ReviewFile::Note { text },
            Fact::Report { text, evidence } => ReviewFile::Report { text, evidence, review },
        };
        change.file_review(review, author, file).await?;
    }
    Ok(())
}

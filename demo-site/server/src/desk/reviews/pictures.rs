//! Pictures of reviews: public, hence without the names their owners gave them.

use crate::{
    app::App,
    auth::Viewer,
    desk::uploads,
    store::{Change, StoreError},
};
use kefu_contract::{Review, Upload, UploadId};

/// The uploads a request names, as far as they exist and are the viewer's. Those of buyers are about to be seen by
/// everybody; what stands in their names may tell who an anonymous author is. The shop's evidence keeps its names.
pub(super) async fn named(
    change: &mut Change,
    viewer: &Viewer,
    ids: &[UploadId],
) -> Result<Vec<Upload>, StoreError> {
    let mut found = uploads::named(change, viewer, ids).await?;
    if !viewer.is_staff() {
        for (number, upload) in (1..).zip(&mut found) {
            let kind = upload.name.rsplit_once('.').map_or("", |(_, kind)| kind);
            upload.name = format!("{number}.{kind}");
        }
    }
    Ok(found)
}

/// Keeps what a review refers to from now on, under the names it has there.
pub(super) async fn keep(change: &mut Change, pictures: &[Upload]) -> Result<(), StoreError> {
    for picture in pictures {
        change.use_upload(&picture.id).await?;
        change.rename_upload(&picture.id, &picture.name).await?;
    }
    Ok(())
}

/// The review with addresses at which its pictures are found for now.
pub(super) fn signed(app: &App, mut review: Review) -> Review {
    let followed = review.follow_up.iter_mut().flat_map(|follow_up| &mut follow_up.images);
    review.images.iter_mut().chain(followed).for_each(|picture| uploads::sign(app, picture));
    review
}

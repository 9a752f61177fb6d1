//! Files people send: judged by what they are, kept without what they tell about their owner, shown for a while.

mod clean;
mod judge;
mod links;
mod name;
mod orientation;

pub(crate) use links::Links;

use crate::{
    app::App,
    auth::Viewer,
    clock, fresh,
    http::{ApiError, Begun, Write},
    locale::Text,
    store::{Change, NewUpload, StoreError},
};
use img_parts::Bytes;
use kefu_contract::{ClientId, ProblemCode, Upload, UploadId};
use sha2::{Digest, Sha256};

/// A file as it arrived.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) client_id: ClientId,
    /// What its sender calls it.
    pub(crate) name: String,
    pub(crate) content: Bytes,
}

/// Keeps a file, and says whether it is new: the same file under the same key is kept once.
pub(crate) async fn add(app: &App, viewer: &Viewer, arrived: Arrived) -> Result<(bool, Upload), ApiError> {
    let policy = &app.policy.after_sale.evidence;
    // Before the writer's turn is taken: this is the slow part.
    let judged = judge::judge(arrived.content.clone(), policy)?;
    let sent = (&arrived.name, format!("{:x}", Sha256::digest(&arrived.content)));
    let begun = Write::begin(app, viewer, &arrived.client_id, "POST uploads", &sent).await?;
    let mut write = match begun {
        Begun::Earlier(mut upload) => {
            sign(app, &mut upload);
            return Ok((false, upload));
        }
        Begun::New(write) => write,
    };
    let unused = write.change.unused_uploads(&viewer.person.id).await?;
    if unused >= policy.max_unused_files {
        return Err(ApiError::new(ProblemCode::RateLimited).detail(Text::new(
            format!("已有 {unused} 个文件尚未使用，请先使用，或稍后再传。"),
            format!("{unused} files are waiting to be used; use them first, or try again later."),
        )));
    }
    let mut upload = Upload {
        id: UploadId(fresh::id("up")),
        url: String::new(),
        thumbnail_url: None,
        name: name::clean(&arrived.name, judged.extensions),
        media_type: judged.media_type.to_owned(),
        bytes: judged.content.len() as u64,
        width: judged.size.map(|(width, _)| width),
        height: judged.size.map(|(_, height)| height),
    };
    let now = app.clock.now();
    let new = NewUpload {
        upload: &upload,
        owner: &viewer.person.id,
        client_id: &arrived.client_id,
        content: &judged.content,
        at: now,
    };
    write.change.add_upload(new).await?;
    // Kept without an address: one that was good then would not be when the answer is asked for again.
    write.finish(&upload, now).await?;
    sign(app, &mut upload);
    Ok((true, upload))
}

/// The uploads of these ids that exist and are the viewer's, in order.
pub(crate) async fn named(
    change: &mut Change,
    viewer: &Viewer,
    ids: &[UploadId],
) -> Result<Vec<Upload>, StoreError> {
    let mut found = Vec::new();
    for id in ids {
        found.extend(change.upload(&viewer.person.id, id).await?);
    }
    Ok(found)
}

/// Keeps uploads that something refers to from now on.
pub(crate) async fn mark_used(change: &mut Change, ids: &[UploadId]) -> Result<(), StoreError> {
    for id in ids {
        change.use_upload(id).await?;
    }
    Ok(())
}

/// Puts in where a file is found for now. Addresses expire like other credentials, by the machine's clock.
pub(crate) fn sign(app: &App, upload: &mut Upload) {
    upload.url = app.links.path(&upload.id, clock::wall());
}

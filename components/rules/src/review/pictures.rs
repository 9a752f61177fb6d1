//! Pictures named in a request.

use super::Context;
use crate::order::Refused;
use kefu_contract::{Limits, ProblemCode, ProblemField, Upload, UploadId, UploadLimits};

const AT: &str = "/images";

/// Most pictures of a review or a follow-up; nothing where no limit is known.
pub(super) fn most_shown(limits: Option<&Limits>) -> Option<u32> {
    limits.map(|limits| most(limits.upload.as_ref()))
}

/// Most pictures that go with a report; nothing where no limit is known.
pub(super) fn most_evidence(limits: Option<&Limits>) -> Option<u32> {
    limits.map(|limits| most(limits.evidence.as_ref()))
}

/// A backend that takes no uploads takes none here.
fn most(uploads: Option<&UploadLimits>) -> u32 {
    uploads.map_or(0, |uploads| uploads.max_per_message)
}

/// The uploads a request names, in its order.
pub(super) fn named(ids: &[UploadId], most: Option<u32>, ctx: &Context) -> Result<Vec<Upload>, Refused> {
    if let Some(most) = most.filter(|most| ids.len() > *most as usize) {
        let fault = ProblemField::new(AT, ProblemCode::TooManyItems);
        return Err(Refused::field(ProblemField { max: Some(most.into()), ..fault }));
    }
    let picture = |(i, id): (usize, &UploadId)| {
        let refused = |code| Refused::at(format!("{AT}/{i}"), code);
        if ids[..i].contains(id) {
            return Err(refused(ProblemCode::InvalidValue));
        }
        match ctx.images.iter().find(|upload| upload.id == *id) {
            None => Err(refused(ProblemCode::UnknownUpload)),
            Some(upload) if upload.media_type.starts_with("image/") => Ok(upload.clone()),
            Some(_) => Err(refused(ProblemCode::UnsupportedEvidence)),
        }
    };
    ids.iter().enumerate().map(picture).collect()
}

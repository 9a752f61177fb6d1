//! Texts people hand in, made plain before the rules see them.

use crate::{
    app::App,
    http::{ApiError, plain},
};
use kefu_contract::{ActOnCase, LengthLimit, LengthUnit, OpenCase};

/// An application with plain texts.
pub(super) fn in_application(request: &OpenCase) -> Result<OpenCase, ApiError> {
    let explanation = request.explanation.as_deref().map(|text| plain(text, "/explanation")).transpose()?;
    Ok(OpenCase { explanation, ..request.clone() })
}

/// An action with plain texts, and notes no longer than any other note.
pub(super) fn in_action(request: &ActOnCase, app: &App) -> Result<ActOnCase, ApiError> {
    let mut request = request.clone();
    request.text = request.text.as_deref().map(|text| plain(text, "/text")).transpose()?;
    let limit = LengthLimit { max: app.policy.texts.note_chars, unit: LengthUnit::Chars };
    for (i, line) in request.inspected.iter_mut().enumerate() {
        let pointer = format!("/inspected/{i}/note");
        line.note = line.note.as_deref().map(|note| plain(note, &pointer)).transpose()?;
        if let Some(note) = line.note.as_deref().filter(|note| !limit.allows(note)) {
            return Err(ApiError::too_long(&pointer, limit.measure(note), limit.max));
        }
    }
    Ok(request)
}

//! Texts people hand in, made ready for the rules: composed, and left out where there is nothing to read.

use crate::{
    app::App,
    desk::orders::texts,
    http::{ApiError, composed},
};
use kefu_contract::{ActOnCase, LengthLimit, LengthUnit, OpenCase};

/// An application with its texts ready.
pub(super) fn in_application(request: &OpenCase) -> Result<OpenCase, ApiError> {
    let explanation = ready(request.explanation.as_deref(), "/explanation")?;
    Ok(OpenCase { explanation, ..request.clone() })
}

/// An action with its texts ready, and notes no longer than any other note.
pub(super) fn in_action(request: &ActOnCase, app: &App) -> Result<ActOnCase, ApiError> {
    let mut request = request.clone();
    request.text = ready(request.text.as_deref(), "/text")?;
    request.return_address = request.return_address.map(texts::address);
    request.shipment = request.shipment.map(texts::parcel).transpose()?;
    let limit = LengthLimit { max: app.policy.texts.note_chars, unit: LengthUnit::Chars };
    for (i, line) in request.inspected.iter_mut().enumerate() {
        let pointer = format!("/inspected/{i}/note");
        line.note = ready(line.note.as_deref(), &pointer)?;
        if let Some(note) = line.note.as_deref().filter(|note| !limit.allows(note)) {
            return Err(ApiError::too_long(&pointer, limit.measure(note), limit.max));
        }
    }
    Ok(request)
}

fn ready(text: Option<&str>, pointer: &str) -> Result<Option<String>, ApiError> {
    text.filter(|text| !text.trim().is_empty()).map(|text| composed(text, pointer)).transpose()
}

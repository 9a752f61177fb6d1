//! Whether a request answers what its action asks for.

use super::Context;
use super::words::Denial;
use crate::language::Language;
use crate::order::{Refused, parcel};
use kefu_contract::{
    ActOnCase, ActionInput, CaseLine, LengthLimit, LengthUnit, LineQuantity, NewShipment, ProblemCode,
    ProblemField, Shipment, ShipmentId, ShipmentState, TextField, Upload, UploadId, UploadLimits,
};

/// A decision said no.
pub(super) fn denied(denial: &Denial, lang: Language) -> Refused {
    let code = match denial {
        Denial::WrongRole => ProblemCode::Forbidden,
        Denial::WrongAccount => ProblemCode::AccountMismatch,
        Denial::WindowClosed | Denial::InterventionOver | Denial::NoReasonOver => ProblemCode::WindowClosed,
        _ => ProblemCode::ActionNotAllowed,
    };
    Refused { detail: Some(denial.text(lang).to_owned()), ..Refused::plain(code) }
}

/// A field is wrong, and why.
pub(super) fn explained(pointer: &str, code: ProblemCode, words: &str) -> Refused {
    Refused::field(ProblemField { detail: Some(words.to_owned()), ..ProblemField::new(pointer, code) })
}

/// A field has more than `max`.
fn above(pointer: impl Into<String>, code: ProblemCode, max: u64) -> Refused {
    Refused::field(ProblemField { max: Some(max), ..ProblemField::new(pointer, code) })
}

/// What is said in a text, if anything.
pub(super) fn said(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// Refuses fields the action does not read, and an action without a field it needs.
pub(super) fn fields(request: &ActOnCase, input: Option<&ActionInput>) -> Result<(), Refused> {
    let filled = [
        ("kind", request.kind.is_some()),
        ("reason", request.reason.is_some()),
        ("amount", request.amount.is_some()),
        ("quote_id", request.quote_id.is_some()),
        ("text", said(request.text.as_ref()).is_some()),
        ("evidence", !request.evidence.is_empty()),
        ("return_address", request.return_address.is_some()),
        ("payer", request.payer.is_some()),
        ("shipment", request.shipment.is_some()),
        ("inspected", !request.inspected.is_empty()),
        ("dispute", request.dispute.is_some()),
        ("in_favour_of_buyer", request.in_favour_of_buyer.is_some()),
    ];
    let wanted = input.map_or(&[][..], |input| &input.fields);
    let wrong = |(name, filled): &&(&str, bool)| match wanted.iter().find(|field| field.name == *name) {
        Some(field) => field.required && !filled,
        None => *filled,
    };
    match filled.iter().find(wrong) {
        Some((name, _)) => Err(Refused::at(format!("/{name}"), ProblemCode::InvalidValue)),
        None => Ok(()),
    }
}

/// Refuses a text longer than policy or session allow. Texts are expected in NFC, as everywhere in the contract.
pub(super) fn length(pointer: &str, text: Option<&String>, ctx: &Context) -> Result<(), Refused> {
    let policy = LengthLimit { max: ctx.policy.after_sale.explanation_chars, unit: LengthUnit::Chars };
    let session = ctx.limits.and_then(|limits| limits.text(&TextField::CaseExplanation));
    let broken = |limit: &&LengthLimit| text.is_some_and(|text| !limit.allows(text));
    match [Some(&policy), session].into_iter().flatten().find(broken) {
        Some(limit) => Err(above(pointer, ProblemCode::TextTooLong, limit.max.into())),
        None => Ok(()),
    }
}

/// What the session takes as evidence; nothing where it sets no limits of its own.
fn session(ctx: &Context) -> Option<UploadLimits> {
    let none = UploadLimits { max_bytes: 0, types: Vec::new(), max_per_message: 0 };
    ctx.limits.map(|limits| limits.evidence.clone().unwrap_or(none))
}

/// Most files of evidence in one request.
pub(super) fn most_files(ctx: &Context) -> u32 {
    let policy = ctx.policy.after_sale.evidence.max_files;
    session(ctx).map_or(policy, |limits| policy.min(limits.max_per_message))
}

/// The files a request names, in its order: all known, each once, of accepted types and sizes.
pub(super) fn evidence(ids: &[UploadId], ctx: &Context) -> Result<Vec<Upload>, Refused> {
    let most = u64::from(most_files(ctx));
    if ids.len() as u64 > most {
        return Err(above("/evidence", ProblemCode::TooManyItems, most));
    }
    let (policy, session) = (&ctx.policy.after_sale.evidence, session(ctx));
    let bytes = session.as_ref().map_or(policy.max_bytes, |limits| policy.max_bytes.min(limits.max_bytes));
    let accepted = |media: &String| {
        policy.types.contains(media) && session.as_ref().is_none_or(|limits| limits.types.contains(media))
    };
    let file = |(i, id): (usize, &UploadId)| {
        let pointer = format!("/evidence/{i}");
        if ids[..i].contains(id) {
            return Err(Refused::at(pointer, ProblemCode::InvalidValue));
        }
        match ctx.evidence.iter().find(|upload| upload.id == *id) {
            None => Err(Refused::at(pointer, ProblemCode::UnknownUpload)),
            Some(upload) if !accepted(&upload.media_type) => {
                Err(Refused::at(pointer, ProblemCode::UnsupportedEvidence))
            }
            Some(upload) if upload.bytes > bytes => Err(above(pointer, ProblemCode::FileTooLarge, bytes)),
            Some(upload) => Ok(upload.clone()),
        }
    };
    ids.iter().enumerate().map(file).collect()
}

/// A parcel with pieces of the case, everything when it names none. What a buyer sends back needs a number to be
/// followed by; what the shop sends is labelled like the order's own parcels.
pub(super) fn parcel(
    parcel: Option<&NewShipment>,
    lines: &[CaseLine],
    numbered: bool,
    ctx: &Context,
) -> Result<Shipment, Refused> {
    let parcel = parcel.ok_or_else(|| Refused::at("/shipment", ProblemCode::InvalidValue))?;
    if numbered && parcel.tracking_no.is_none() {
        return Err(Refused::at("/shipment/tracking_no", ProblemCode::InvalidValue));
    }
    parcel::check_label(parcel, ctx.order)?;
    for (i, LineQuantity { line_id, quantity }) in parcel.lines.iter().enumerate() {
        let at = |field: &str| format!("/shipment/lines/{i}/{field}");
        let line = lines.iter().find(|line| line.line_id == *line_id);
        let line = line.ok_or_else(|| Refused::at(at("line_id"), ProblemCode::UnknownLine))?;
        if parcel.lines[..i].iter().any(|before| before.line_id == *line_id) {
            return Err(Refused::at(at("line_id"), ProblemCode::InvalidValue));
        }
        parcel::check_pieces(*quantity, line.quantity, &at("quantity"))?;
    }
    Ok(Shipment {
        id: ShipmentId::from(ctx.new_id),
        courier: parcel.courier.clone(),
        tracking_no: parcel.tracking_no.clone(),
        tracking_url: None,
        lines: parcel.lines.clone(),
        state: ShipmentState::Announced,
        exception: None,
        shipped_at: ctx.now,
        expected_at: None,
        delivered_at: None,
        events: Vec::new(),
    })
}

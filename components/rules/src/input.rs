//! What actions ask for, and whether a request answers it.

use crate::order::Refused;
use crate::text::is_blank;
use kefu_contract::{InputField, InputKind, InputOption, LengthLimit, ProblemCode, ProblemField};

/// A field without options or limits.
pub(crate) fn field(name: &str, kind: InputKind, required: bool) -> InputField {
    InputField {
        name: name.to_owned(),
        kind,
        label: None,
        required,
        options: Vec::new(),
        max: None,
        length: None,
        max_amount: None,
    }
}

/// A text with its limit, where it has one.
pub(crate) fn text(name: &str, required: bool, length: Option<&LengthLimit>) -> InputField {
    InputField { length: length.cloned(), ..field(name, InputKind::Text, required) }
}

/// A value to choose.
pub(crate) fn option(value: &str, label: &str) -> InputOption {
    InputOption { value: value.to_owned(), label: label.to_owned() }
}

/// Refuses a request made on another version of the object.
pub(crate) fn check_version(asked: u64, current: u64) -> Result<(), Refused> {
    if asked == current { Ok(()) } else { Err(Refused::at("/version", ProblemCode::VersionConflict)) }
}

/// Refuses fields the action does not read, and an action without a field it needs. `filled` has every field
/// of the request with whether it is filled.
pub(crate) fn check_fields(filled: &[(&str, bool)], wanted: &[InputField]) -> Result<(), Refused> {
    let wrong = |(name, filled): &&(&str, bool)| match wanted.iter().find(|field| field.name == *name) {
        Some(field) => field.required && !filled,
        None => *filled,
    };
    match filled.iter().find(wrong) {
        Some((name, _)) => Err(Refused::at(format!("/{name}"), ProblemCode::InvalidValue)),
        None => Ok(()),
    }
}

/// Refuses a text longer than its limit.
pub(crate) fn check_length(pointer: &str, text: &str, limit: Option<&LengthLimit>) -> Result<(), Refused> {
    match limit {
        Some(limit) if !limit.allows(text) => {
            let fault = ProblemField::new(pointer, ProblemCode::TextTooLong);
            Err(Refused::field(ProblemField { max: Some(limit.max.into()), ..fault }))
        }
        _ => Ok(()),
    }
}

/// A text that says something, within its limit.
pub(crate) fn written(
    pointer: &str,
    text: Option<&str>,
    limit: Option<&LengthLimit>,
) -> Result<String, Refused> {
    let text = text.filter(|text| !is_blank(text));
    let text = text.ok_or_else(|| Refused::at(pointer, ProblemCode::InvalidValue))?;
    check_length(pointer, text, limit)?;
    Ok(text.to_owned())
}

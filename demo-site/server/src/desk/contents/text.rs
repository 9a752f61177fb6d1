//! Plain text.

use super::Sending;
use crate::{
    http::{ApiError, accept_text},
    locale::Text,
};
use kefu_contract::{Content, LengthLimit, LengthUnit, ProblemCode, Visibility};
use kefu_rules::variables;

const AT: &str = "/content/text";

pub(super) fn accept(sending: &Sending<'_>) -> Result<Content, ApiError> {
    sending.only(&["text"])?;
    let limit = LengthLimit { max: sending.app.policy.texts.message_chars, unit: LengthUnit::Chars };
    let text = accept_text(sending.content.text.as_deref().unwrap_or_default(), &limit, AT)?;
    // Buyers know nothing of variables, and notes may be about them.
    if sending.viewer.is_staff() && *sending.visibility == Visibility::Everyone {
        check_variables(&text)?;
    }
    Ok(Content::text(text))
}

fn check_variables(text: &str) -> Result<(), ApiError> {
    let Some(variable) = variables::unresolved(text).map(|span| &text[span]) else { return Ok(()) };
    Err(ApiError::new(ProblemCode::UnresolvedVariable)
        .detail(Text::new(
            format!("{variable} 还没有填写，请填好或删去再发送。"),
            format!("{variable} is not filled in; fill it in or delete it."),
        ))
        .at(AT))
}

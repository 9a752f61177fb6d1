//! A line the shop itself wrote.

use crate::{app::App, http::ApiError, locale::Locale};
use kefu_contract::Message;

/// The content has it in Chinese; lines of other origin are in one language only.
pub(super) async fn refresh(app: &App, locale: Locale, message: &mut Message) -> Result<(), ApiError> {
    if locale == Locale::En
        && let Some(english) = app.store.english_of(&message.id).await?
    {
        message.content.text = Some(english);
    }
    Ok(())
}

//! Conversations and messages as somebody reads them.

use crate::{
    app::App, auth::Viewer, desk::contents, http::ApiError, locale::Locale, store::ConversationRecord,
};
use kefu_contract::{Conversation, Event, Limits, Message, Person};
use kefu_rules::conversation::{self, Context, Kept};

/// Somebody who reads: gets everything in their language, as it is now, and with what they may do.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(super) app: &'a App,
    pub(super) viewer: &'a Viewer,
    pub(super) locale: Locale,
    limits: Limits,
    /// To whom conversations can be handed; nobody for buyers.
    staff: Vec<Person>,
}

impl<'a> Reader<'a> {
    pub(crate) async fn new(app: &'a App, viewer: &'a Viewer, locale: Locale) -> Result<Self, ApiError> {
        let staff = if viewer.is_staff() { app.store.staff().await? } else { Vec::new() };
        Ok(Self { app, viewer, locale, limits: app.limits(), staff })
    }

    /// What decides about a conversation besides itself.
    pub(super) fn context(&self, kept: Kept) -> Context<'_> {
        Context {
            lang: self.locale.language(),
            limits: Some(&self.limits),
            staff: &self.staff,
            kept,
            ..Context::new(&self.viewer.person, self.app.clock.now())
        }
    }

    /// A conversation with what may be done.
    pub(crate) async fn conversation(&self, record: ConversationRecord) -> Result<Conversation, ApiError> {
        let actions = conversation::actions(&record.conversation, &self.context(record.kept));
        let mut conversation = Conversation { actions, ..record.conversation };
        if let Some(card) = &mut conversation.context.product {
            self.app.catalogue.localise_card(card, self.locale);
        }
        if let Some(message) = &mut conversation.last_message {
            self.message(message).await?;
        }
        Ok(conversation)
    }

    /// Puts in what the message shows now, in the words of the reader's language.
    pub(crate) async fn message(&self, message: &mut Message) -> Result<(), ApiError> {
        contents::refresh(self.app, self.viewer, self.locale, message).await
    }

    /// The same for what an event carries.
    pub(crate) async fn event(&self, event: &mut Event, kept: Kept) -> Result<(), ApiError> {
        if let Some(conversation) = event.conversation.take() {
            event.conversation = Some(self.conversation(ConversationRecord { conversation, kept }).await?);
        }
        match &mut event.message {
            Some(message) => self.message(message).await,
            None => Ok(()),
        }
    }
}

//! What every part of the panel is drawn from.

use super::Perspective;
use super::text::Text;
use crate::Locale;
use kefu_client::Core;
use kefu_contract::{Conversation, ConversationId, OpenContext, ProductCard};

/// What the host asked for; changes while the panel is shown.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Wishes {
    pub(super) conversation: Option<ConversationId>,
    pub(super) locale: Locale,
    pub(super) context: OpenContext,
    pub(super) subject: Option<ProductCard>,
    pub(super) active: bool,
}

/// One moment of the panel.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) core: &'a Core,
    pub(super) wishes: &'a Wishes,
    pub(super) perspective: Perspective,
    /// The conversation on screen: the one asked for, or a buyer's own.
    pub(super) shown: Option<&'a ConversationId>,
    /// Whether the browser offers no storage.
    pub(super) volatile: bool,
}

impl<'a> View<'a> {
    pub(super) fn text(&self) -> &'static Text {
        Text::of(self.wishes.locale)
    }

    pub(super) fn conversation(&self) -> Option<&'a Conversation> {
        self.shown.and_then(|id| self.core.conversation(id))
    }
}

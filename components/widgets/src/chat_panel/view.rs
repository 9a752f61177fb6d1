//! What every part of the panel is drawn from.

use super::Perspective;
use super::text::Text;
use crate::Locale;
use kefu_client::Core;
use kefu_contract::{Conversation, ConversationId, OpenContext, ProductCard};

/// What the host asks a [`super::Panel`] for; changes while it is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wishes {
    /// Which conversation. A buyer's panel may leave it `None`: their own is found or opened.
    pub conversation: Option<ConversationId>,
    /// Language of the interface.
    pub locale: Locale,
    /// What a buyer's next message is about.
    pub context: OpenContext,
    /// The product page the panel was opened on, shown above the composer.
    pub subject: Option<ProductCard>,
    /// Whether the panel is on screen; only then are messages marked as read.
    pub active: bool,
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

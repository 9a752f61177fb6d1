//! The chat panel: one conversation between a buyer and the shop, seen from either side.

mod announcer;
mod banner;
mod bubble;
mod catalogue;
#[cfg(feature = "leptos")]
mod component;
mod composer;
mod header;
mod keeper;
mod lines;
mod list;
mod machine;
mod news;
mod paint;
mod panel;
mod resize;
mod text;
mod typing;
mod view;

#[cfg(feature = "leptos")]
pub use component::ChatPanel;
pub use panel::Panel;
use text::Text;
pub use view::Wishes;

/// Style sheet of the panel, for hosts that adopt it themselves. Needs [`crate::kit::TOKENS_CSS`] and [`crate::kit::KIT_CSS`].
pub const STYLE_CSS: &str = include_str!("style.css");

/// From which side the conversation is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Perspective {
    /// The customer: the shop is in the header, the conversation opens with the first message.
    Buyer,
    /// Customer service: the buyer is in the header, a conversation has to be chosen.
    Agent,
}

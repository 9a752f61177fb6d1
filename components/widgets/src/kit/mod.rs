//! Shared primitives: languages, icons, pictures of people, time in words.

mod avatar;
mod clock;
pub(crate) mod dom;
mod icon;
mod locale;
mod safe;

#[cfg(feature = "leptos")]
pub use avatar::Avatar;
pub use clock::{Day, LocalTime, day_label, time_label};
pub(crate) use icon::IconName;
pub use locale::{Added, Locale};
pub use safe::{money_label, safe_url};

/// Style sheet of the design tokens, for hosts that adopt it themselves.
pub const TOKENS_CSS: &str = include_str!("tokens.css");

/// Style sheet of the primitives. Needs [`TOKENS_CSS`].
pub const KIT_CSS: &str = include_str!("kit.css");

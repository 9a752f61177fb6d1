//! Leptos views of the Kefu components.
//!
//! One folder per component ([`chat_panel`]), with the shared primitives in [`kit`]. A [`Runtime`] joins a
//! component to the browser client: create one per identity and hand it to every component of the page.
//!
//! What is drawn without a framework ([`chat_panel::Panel`]) does without the feature `leptos`, as the custom
//! elements do: even unused, a framework leaves kilobytes in a bundle.
#![deny(missing_docs)]

pub mod chat_panel;
pub mod kit;
#[cfg(feature = "leptos")]
mod runtime;

pub use kit::Locale;
#[cfg(feature = "leptos")]
pub use runtime::{ClientHandle, Runtime};

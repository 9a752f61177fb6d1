//! Leptos views of the Kefu components.
//!
//! One folder per component ([`chat_panel`]), with the shared primitives in [`kit`]. A [`Runtime`] joins a
//! component to the browser client: create one per identity and hand it to every component of the page.
#![deny(missing_docs)]

pub mod chat_panel;
pub mod kit;
mod runtime;

pub use kit::Locale;
pub use runtime::{ClientHandle, Runtime};

//! Carrying out what the core decides, with the browser's own means.

mod client;
mod env;
mod http;
mod stream;
mod tabs;

pub use client::{Client, Config, Subscription};
pub use http::{TokenProvider, TokenUnavailable};

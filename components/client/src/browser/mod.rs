//! Carrying out what the core decides, with the browser's own means.

mod client;
mod effects;
mod http;
mod keeping;
mod outside;
mod stream;
mod tabs;

pub use client::{Client, Config, Subscription};
pub use http::{TokenProvider, TokenUnavailable};
pub use outside::{Outside, Transport};

//! Browser runtime of the Kefu components.
//!
//! [`core`] decides and never touches a browser: it takes one [`core::Input`] at a time and answers with the
//! [`core::Effect`]s to carry out, so every race can be replayed in a native test. `browser` carries effects
//! out with fetch, timers and IndexedDB; [`store`] is the cache and the outbox behind one trait with an
//! in-memory twin. Views talk to `Client` alone.
#![deny(missing_docs)]

pub mod backoff;
pub mod core;
pub mod sse;
pub mod store;

mod browser;
mod json;

pub use browser::{Client, Config, Outside, Subscription, TokenProvider, TokenUnavailable, Transport};
pub use core::{Change, Connection, Core, Delivery, Row};

//! Reference backend of the Kefu contract: one process, one SQLite file.
//!
//! - `http/` speaks the contract, one file per resource; `auth/` says who is asking.
//! - `desk/` carries out what the rules decide on orders, cases, reviews; `scheduler` lets deadlines pass;
//!   `desk/assistant` answers by itself what the policy lets it.
//! - `payments` is all that knows the payment service: refunds are ordered, answered later, and never paid twice.
//! - `store/` holds every SQL statement; a change and its events are one transaction.
//! - `live/` wakes event streams and passes on what is never stored (typing).
//! - `demo/` is the demo shop: people, products, pictures, conversations.
//!
//! # What is kept, and for how long
//! Conversations and messages stay. Of events, the newest 10,000 of each audience are kept (`--event-retention`);
//! whoever is further behind is told to start anew. The answers of writes are kept for 7 days
//! (`--idempotency-retention-s`): within that time the same write sent again gets the answer given before, after it
//! the write would be new. Quotes are kept while they hold, files that nothing refers to for a day (policy); what a
//! case, a review or a message refers to stays.
#![deny(missing_docs)]

mod app;
mod audience;
mod auth;
mod catalogue;
mod clock;
mod config;
mod demo;
mod desk;
mod fresh;
mod http;
mod live;
mod locale;
mod payments;
mod scheduler;
mod server;
mod store;
mod subject;

pub use config::Config;
pub use server::{Server, StartError};

//! The HTTP side: the contract's resources, the demo's own, and the site.

mod body;
mod cases;
mod checkout;
mod conversations;
mod cursor;
mod demo;
mod events;
mod messages;
mod metrics;
mod objects;
mod orders;
mod problems;
mod query;
mod quotes;
mod reading;
mod refusals;
mod routes;
mod segment;
mod session;
mod site;
mod stream;
mod text_rules;
mod typing;
mod uploads;
mod writes;

pub(crate) use body::MAX_BYTES;
pub(crate) use cursor::Cursors;
pub(crate) use problems::{ApiError, Current};
pub(crate) use routes::router;
pub(crate) use session::{PAGE_SIZE, may};
pub(crate) use site::Site;
pub(crate) use text_rules::{accept as accept_text, composed};
pub(crate) use writes::{Begun, Write};

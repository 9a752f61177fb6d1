//! Safety (安全): links, secrets, names that resemble another, buyers paid back often.

mod confusables;
mod find_links;
mod host;
pub mod links;
pub mod lookalike;
pub mod refunds;
pub mod secrets;

//! Safety of chats (安全): links, secrets and names that resemble another.

mod confusables;
mod find_links;
mod host;
pub mod links;
pub mod lookalike;
pub mod secrets;

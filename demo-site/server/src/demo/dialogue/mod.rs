//! What is said in the demo shop: short exchanges, kept as text and put together into conversations.

mod script;
mod words;

pub(super) use script::{Exchange, Phase, Scripts, Who};
pub(super) use words::Words;

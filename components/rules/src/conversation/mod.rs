//! Conversations (会话): what may be done with them besides writing, and what it does.
//!
//! [`actions()`] says what a viewer may do and why not; [`act()`] and [`update()`] do it; all ask the same guards, so
//! an action shown as allowed is not refused for the state of the conversation. What a message does to its
//! conversation is the server's: a message of the buyer or a public one of the staff opens a closed one.

pub mod act;
pub mod actions;
pub mod context;
pub mod denial;
pub mod machine;
pub mod update;

pub use act::{Applied, Fact, act};
pub use actions::actions;
pub use context::{Context, Kept, RatingState};
pub use denial::Denial;
pub use machine::{Event, next};
pub use update::{update, wake};

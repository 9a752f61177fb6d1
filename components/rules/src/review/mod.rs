//! Reviews (评价): what may be done with them, what it does, and what time does to them.
//!
//! [`actions()`] says what a viewer may do and why not; [`act()`] and [`reply()`] do it; both ask the same guards, so
//! an action shown as allowed is not refused for the state of the review. Whether a review may be written at all is
//! an action of the order.

pub mod act;
pub mod actions;
pub mod context;
mod pictures;
pub mod refresh;
pub mod reply;
pub mod window;
pub mod write;

pub use act::{Applied, Fact, act};
pub use actions::actions;
pub use context::Context;
pub use refresh::{refresh, refresh_at};
pub use reply::{moderate, private_data, reply};
pub use window::ReviewDenial;
pub use write::{default_review, write};

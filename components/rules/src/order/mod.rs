//! Orders (订单): what may be done, what it does, and what happens when nobody does anything.
//!
//! [`actions()`] says what a viewer may do and why not; [`act()`] does it; both ask the same guards, so an action
//! shown as allowed is not refused for its state. Nothing here reads a clock, a database or a number of its own.

pub mod act;
pub mod actions;
mod bundle;
pub mod context;
pub mod deadlines;
mod edit;
mod fact;
pub(crate) mod guard;
mod input;
mod labels;
pub mod machine;
pub(crate) mod parcel;
pub mod place;
pub mod reason;
pub mod refund;
pub mod reviews;
pub mod totals;

pub use act::{Applied, Fact, Refused, act};
pub use actions::actions;
pub use context::Context;
pub use deadlines::{expire, on_enter, pause, resume};
pub use labels::label;
pub use machine::{Event, next};
pub use parcel::track;
pub use place::{Goods, Purchase, place};
pub use reason::{Denial, Reason};
pub use refund::{RefundPart, record_refund};
pub use reviews::record_reviews;

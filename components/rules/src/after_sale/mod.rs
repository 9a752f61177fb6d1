//! After-sale (售后): the state machine, who may do what, which reasons fit, how much is paid back.
//!
//! [`open`] hands an application in, [`act`] does what a person asks for, [`expire`] what time does, and [`settle`]
//! takes the payment service's answer. Each gives the case afterwards and what has to happen outside it, or a
//! refusal; `actions` and `act` ask the same decisions, so an action shown as allowed is not refused for the state.

mod act;
pub mod actions;
mod answers;
mod check;
mod claim;
mod context;
pub mod deadlines;
mod exchange;
mod expire;
mod follow;
mod input;
pub mod inspection;
pub mod intervention;
pub mod labels;
pub mod machine;
mod open;
pub mod options;
mod pieces;
pub mod quote;
mod quoted;
pub mod reasons;
mod revise;
mod settle;
mod step;
pub mod words;

pub use act::act;
pub use claim::{refund_parts, reserved};
pub use context::Context;
pub use expire::expire;
pub use follow::follow;
pub use open::open;
pub use settle::settle;
pub use step::{Applied, Fact};

/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;
/// Milliseconds of a day.
const DAY_MS: i64 = 24 * HOUR_MS;

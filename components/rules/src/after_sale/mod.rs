//! After-sale (售后): the state machine, who may do what, which reasons fit, how much is paid back.

pub mod actions;
pub mod deadlines;
mod input;
pub mod inspection;
pub mod intervention;
pub mod machine;
pub mod options;
pub mod quote;
pub mod reasons;
pub mod words;

/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;
/// Milliseconds of a day.
const DAY_MS: i64 = 24 * HOUR_MS;

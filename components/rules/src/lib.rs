//! Pure decisions of customer service: no browser, no I/O, and no clock of its own — time is a parameter.
//!
//! Every number a shop may want to change lives in [`policy::Policy`]; the functions take the part they need.
#![deny(missing_docs)]

pub mod address;
pub mod after_sale;
pub mod assistant;
pub mod business_hours;
pub mod conversation;
pub mod customer;
pub mod figures;
pub mod freight;
mod input;
pub mod language;
pub mod money;
pub mod offers;
pub mod order;
pub mod policy;
pub mod rank;
pub mod reminder;
pub mod reply_guard;
pub mod review;
pub mod rfm;
pub mod safety;
mod text;
pub mod triage;
pub mod variables;
pub mod waiting;

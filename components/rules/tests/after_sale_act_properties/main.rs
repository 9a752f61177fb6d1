//! After-sale cases carried out: random lives of orders with several cases, and the answers to single requests.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod lives;
mod opening;
mod requests;
mod sound;
mod world;

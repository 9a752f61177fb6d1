//! The server as its clients see it: over TCP, on a database file of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod after_sale;
mod auth;
mod bad_input;
mod contents;
mod conversations;
mod demo;
mod events;
mod harness;
mod history;
mod journey;
mod lists;
mod metrics;
mod orders;
mod oversize;
mod paging;
mod presence;
mod process;
mod restart;
mod retention;
mod silence;
mod site;
mod stream;
mod talk;
mod writes;

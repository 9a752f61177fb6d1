//! The server as its clients see it: over TCP, on a database file of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod addresses;
mod after_sale;
mod assistant;
mod auth;
mod bad_input;
mod contents;
mod conversations;
mod customers;
mod demo;
mod events;
mod harness;
mod history;
mod journey;
mod knowledge;
mod lists;
mod loyalty;
mod metrics;
mod offers;
mod orders;
mod oversize;
mod paging;
mod presence;
mod process;
mod purchases;
mod quick_replies;
mod ratings;
mod restart;
mod retention;
mod reviews;
mod silence;
mod site;
mod stream;
mod talk;
mod writes;

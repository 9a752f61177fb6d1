//! After-sale: uploads, quotes, cases and refunds.

mod books;
mod deadlines;
mod flows;
mod intervention;
mod lists;
mod refunds;
mod refusals;
pub(crate) mod uploads;
mod world;

//! After-sale: uploads, quotes, cases and refunds.

mod flows;
mod uploads;
mod world;

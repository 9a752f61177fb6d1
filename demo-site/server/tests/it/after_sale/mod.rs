//! After-sale: uploads, quotes, cases and refunds.

mod uploads;

//! Pure decisions of customer service: no browser, no I/O, and no clock of its own — time is a parameter.
#![deny(missing_docs)]

pub mod waiting;

//! Customers (客户): what their orders say about them.
//!
//! [`Figures::of`] sums up somebody's orders, [`Standing::of`] derives scores, tier and stage from the sums, and
//! [`warnings()`] says what staff should beware of. What staff file themselves goes before what is derived.

mod figures;
mod standing;
mod warnings;
pub mod words;

pub use figures::{Figures, OrderFacts};
pub use standing::Standing;
pub use warnings::{Caution, warnings};

//! Reviews (评价): their windows, and who may do what with them.

pub mod actions;
pub mod window;

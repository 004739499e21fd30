//! Rows of a table: which, in which order, and what of them.
//!
//! Rows come in one by one as JSON lists, whatever the file's format is. What is kept of them is bounded.

mod cell;
mod filter;
mod select;

pub use select::{Selected, Selection};

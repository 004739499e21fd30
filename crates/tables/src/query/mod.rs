//! Rows of a table: which, in which order, and what of them.
//!
//! Rows come in one by one as JSON lists, whatever the file's format is. What is kept of them is bounded.

mod best;
mod cell;
mod filter;
mod plan;
mod row;
mod select;

#[cfg(feature = "formats")]
pub(crate) use best::{Best, check};
#[cfg(feature = "formats")]
pub(crate) use cell::Cell;
pub use plan::Page;
#[cfg(feature = "formats")]
pub(crate) use plan::Plan;
#[cfg(feature = "formats")]
pub(crate) use row::Row;
pub use select::{Cut, Selected, Selection};

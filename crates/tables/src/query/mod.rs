//! Rows of a table: which, in which order, and what of them.
//!
//! Rows come in one by one as JSON lists, whatever the file's format is. What is kept of them is bounded.

mod best;
mod cell;
mod filter;
mod plan;
mod select;

#[cfg(feature = "formats")]
pub(crate) use best::{Best, check, weight};
#[cfg(feature = "formats")]
pub(crate) use cell::Cell;
#[cfg(feature = "formats")]
pub(crate) use plan::Plan;
pub use select::{Selected, Selection};

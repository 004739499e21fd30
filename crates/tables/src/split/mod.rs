//! pandas' JSON with `orient="split"`, which is what MLflow's tables are.

mod compose;
mod nest;
mod read;
mod scan;
mod write;

pub use compose::{Composition, Refit, Segment};
pub(crate) use scan::cells;
pub use scan::{Part, Scanner};
#[cfg(feature = "formats")]
pub(crate) use write::{row, string};

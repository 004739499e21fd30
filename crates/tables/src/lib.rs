//! The tables of runs as files: the split-orient JSON that MLflow's clients read and write.
//!
//! A [`Table`] is one in memory, for whoever reads, extends and writes it. Pure functions over bytes:
//! where a file lies and who appends to it is not known here.

mod columns;
mod split;
mod table;

pub use columns::Columns;
pub use table::Table;

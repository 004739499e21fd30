//! Tables to which rows are appended, under `/api/runlore/v1/tables`.

mod request;
mod response;

pub use request::{AppendRows, FlushTables, MAX_CELL, MAX_OFFSET, MAX_ROWS, NewRows, ReadRows, RowsAsked};
pub use response::{AppendedBody, CutCell, FlushedBody, FlushedTable, RowsBody};

//! SQLite through `rusqlite`, with the library built in.

mod conn;
mod errors;
mod open;

pub(crate) use conn::SqliteConn;
pub(crate) use open::{open_reader, open_writer};

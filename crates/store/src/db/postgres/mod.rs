//! PostgreSQL through the synchronous `postgres` client.
//!
//! The client panics when it is made, used or dropped inside async code, so connections live on
//! the store's own threads only (the lanes and the readers).

mod conn;
mod errors;
mod open;
mod tls;

pub(crate) use conn::PostgresConn;
pub(crate) use open::PostgresTarget;

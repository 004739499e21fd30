//! Runlore's database: MLflow's schema on SQLite or PostgreSQL.
//!
//! [`Store`] is the whole public face: one async method per thing that can be asked or changed,
//! next to the statements that do it (`<aggregate>/<verb>.rs`). Inside, everything is synchronous:
//! reads run on a few threads with a connection each ([`readers`]), writes wait in a lane
//! ([`lane`]) and are committed in groups. Every statement is written once, for both databases
//! ([`db`]).

mod changes;
mod checkpoint;
mod datasets;
mod db;
mod durability;
mod experiments;
mod ingest;
mod lane;
mod logged_models;
mod long_work;
mod metrics;
mod readers;
mod runs;
mod schema;
mod search;
mod spools;
mod stats;
mod store;
mod tables;
mod target;
mod uri;

pub use changes::Changes;
pub use store::{Closed, Store, StoreConfig};
pub use uri::{DatabaseUri, PostgresUri, TlsOptions};

pub(crate) use store::unexpected;

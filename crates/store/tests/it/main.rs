//! The store on real databases: one contract for both, and the schema itself.
#![expect(clippy::unwrap_used, reason = "a test that unwraps an error fails with it")]

mod contract;
mod postgres_connection;
mod refusals;
mod replicas;
mod schema;
mod support;

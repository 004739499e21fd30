//! Real servers and shared suites for tests. A dev-dependency only.
#![warn(missing_docs)]

pub mod database;
pub mod postgres;

pub use database::TestDb;

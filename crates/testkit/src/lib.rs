//! Real servers and shared suites for tests. A dev-dependency only.
#![warn(missing_docs)]

pub mod database;
pub mod postgres;
#[cfg(feature = "s3")]
pub mod s3;

pub use database::TestDb;

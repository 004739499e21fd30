//! MLflow's REST shapes: what requests and answers look like as JSON, and their conversions to and
//! from `runlore_domain`. Pure values; what carries them (HTTP, a file, a function call) is not
//! this crate's business, so the server and every client share them.

pub mod artifacts;
pub mod datasets;
pub mod decode;
pub mod error_body;
pub mod experiments;
mod fields;
pub mod heartbeats;
mod identity;
pub mod ingest;
mod listed;
pub mod logged_models;
pub mod metrics;
mod python_json;
pub mod runs;
pub mod scalar;
pub mod tables;

pub use fields::{invalid_value, missing};
pub use identity::ServerIdentity;
pub use listed::Listed;

//! Runlore's vocabulary, shared by every other crate.
//!
//! Everything here is a plain value or a pure function: entities as they are stored, writes as
//! values, the limits that requests must keep, the filter language, and the one error type. The
//! crate knows nothing of HTTP, JSON, SQL, files or threads, so each of those can change without
//! touching what a run *is*.
#![warn(missing_docs)]

pub mod dataset;
pub mod durations;
pub mod error;
pub mod experiment;
pub mod heartbeat;
pub mod ids;
pub mod ingest;
pub mod limits;
pub mod location;
pub mod logged_artifacts;
pub mod logged_model;
pub mod metric;
pub mod names;
pub mod page;
pub mod python;
pub mod run;
pub mod run_batch;
pub mod run_change;
pub mod run_name;
pub mod search;
pub mod table;
pub mod write;

pub use error::{Error, ErrorKind, Result};
pub use ids::{ExperimentId, ModelId, RunId};

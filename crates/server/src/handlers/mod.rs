//! One file per aggregate. A handler takes a request apart, turns it into domain values, calls the
//! store once and answers.

pub(crate) mod artifacts;
pub(crate) mod events;
pub(crate) mod experiments;
pub(crate) mod heartbeats;
pub(crate) mod ingest;
pub(crate) mod logged_models;
pub(crate) mod many_runs;
pub(crate) mod metrics;
pub(crate) mod runs;
pub(crate) mod served_files;
pub(crate) mod system;
pub(crate) mod tables;
pub(crate) mod traces;

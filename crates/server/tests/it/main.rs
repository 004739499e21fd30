//! The HTTP side in process, on a real SQLite store. The modules mirror the URL tree.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod artifacts;
mod close_lost;
mod events;
mod experiments;
mod heartbeats;
mod hostile;
mod ingest;
mod locations;
mod logged_models;
mod many_runs;
mod metrics;
mod openapi;
mod runs;
mod search;
mod support;
mod system;
mod tables;
mod ui;
mod wire;

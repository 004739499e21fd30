//! Runlore's HTTP server as a library: [`app`] is a router over a store, ready to be served on a
//! socket or to be called in process.

mod answer;
mod clock;
mod close_lost;
mod config;
mod error;
mod extract;
mod fallback;
mod folder;
mod handlers;
mod in_process;
mod location;
mod middleware;
mod open;
mod page;
mod router;
mod serve;
mod state;
mod tables;
mod telemetry;
mod trace_senders;
mod transfer;
mod ui;
mod zip;

pub use config::{AppConfig, TableCache};
pub use in_process::{InProcess, Pieces};
pub use open::{OpenConfig, Opened, build_indexes, open};
pub use router::app;
pub use serve::{ServeLimits, serve};
pub use state::AppState;

//! The real binary, started as a user would.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod artifacts;
mod demo;
mod evaluate;
mod experiments;
mod flags;
mod index;
mod process;
mod refusals;
mod runs;
mod sample;
mod stopping;
mod sync;
mod tables;
mod terminal;
mod usage;

//! The real binary, started as a user would.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod flags;
mod index;
mod process;
mod refusals;
mod stopping;

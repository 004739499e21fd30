//! The SDK against a real server, over a real socket. Its settings are the process's, and nextest gives
//! each test a process.
#![expect(clippy::unwrap_used, reason = "a test that unwraps an error fails with it")]

mod crash;
#[cfg(feature = "embedded")]
mod embedded;
mod examples;
mod files;
mod fluent;
mod modes;
mod server;
#[cfg(feature = "image")]
mod surface;

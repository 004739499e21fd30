//! Checks that guard the shape of the project.
//!
//! Each takes the workspace and answers with what is wrong, one line a finding; nothing found
//! means nothing printed. The tests of this crate run them all, so `make test` does too.

pub mod edges;
pub mod hygiene;
pub mod links;
pub mod sources;
pub mod unused;
pub mod workspace;

pub use workspace::Workspace;

/// One thing that is wrong: where, and what.
pub type Finding = String;

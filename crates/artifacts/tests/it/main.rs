//! One contract suite for every store, what is particular to each, and finding the right one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod durable;
mod local;
mod resolve;
mod s3;
mod suite;
mod traversal;

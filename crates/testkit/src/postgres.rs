//! A real PostgreSQL server for tests, started by the tests themselves in a throw-away folder.
//!
//! Each test has a process of its own under nextest, so the server is shared over processes: the
//! first test of a run starts it, and a watchdog stops it when the runner has gone, however that
//! happened. Tests that stop or break a server start one of their own with [`Server::start`].

mod binaries;
mod server;
mod shared;
mod tls;

pub use binaries::Binaries;
pub use server::Server;
pub use shared::shared;
pub use tls::Tls;

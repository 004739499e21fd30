//! Signs of life of the runs that this process has open, so that a server can tell a run whose program
//! vanished from one that has nothing to say.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::others::Others;
use crate::client::{Client, Peer};
use crate::recording::open_runs;

/// Between two signs. A run counts as lost after 90 seconds without one.
const INTERVAL: Duration = Duration::from_secs(20);
/// Runs in one request, which takes no more.
const RUNS: usize = 1000;

/// Beats for the runs that are recorded for one server.
#[derive(Debug)]
pub(crate) struct Heart {
    client: Client,
    /// None for a program that keeps nothing on the disk.
    others: Option<Arc<Others>>,
    last: Instant,
}

impl Heart {
    pub(super) fn new(client: Client, others: Option<Arc<Others>>) -> Self {
        Self { client, others, last: Instant::now() }
    }

    /// How long until the next sign; zero when it is due.
    pub(crate) fn next(&self) -> Duration {
        INTERVAL.saturating_sub(self.last.elapsed())
    }

    /// Gives a sign if it is due. A sign that does not arrive is nothing: the next one may.
    pub(crate) fn beat(&mut self) {
        if !self.next().is_zero() {
            return;
        }
        self.last = Instant::now();
        if let Some(others) = &self.others {
            others.look(&self.client);
        }
        let runs = open_runs(self.client.uri());
        if runs.is_empty() || self.client.known_peer() != Some(Peer::Runlore) {
            return;
        }
        for some in runs.chunks(RUNS) {
            if let Err(error) = self.client.wait(self.client.heartbeat(some)) {
                tracing::debug!(%error, "a sign of life did not arrive");
            }
        }
    }
}

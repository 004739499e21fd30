//! What waits for a lane, bounded in bytes and in age.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result};
use tokio::sync::oneshot;

use super::Job;
use crate::stats::Stats;

/// Bytes that may wait.
const BYTES: usize = 64 << 20;
/// When the oldest write has waited this long, newer ones are refused.
const AGE: Duration = Duration::from_secs(2);
/// Writes in a group.
const GROUP: usize = 1024;
/// Bytes in a group.
const GROUP_BYTES: usize = 8 << 20;

pub(super) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
    stats: Arc<Stats>,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    bytes: usize,
    closed: bool,
}

impl Queue {
    pub(super) fn new(stats: Arc<Stats>) -> Self {
        Self { state: Mutex::default(), filled: Condvar::new(), stats }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under this lock can leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, write: Write, answer: oneshot::Sender<Result<Written>>) -> Result<()> {
        let weight = write.weight();
        let mut state = self.state();
        if state.closed {
            return Err(Error::unavailable("The server is shutting down."));
        }
        let late = state.jobs.front().is_some_and(|job| job.queued.elapsed() > AGE);
        if late || state.bytes + weight > BYTES {
            drop(state);
            self.stats.refused();
            return Err(Error::overloaded("The server has more writes waiting than it can take; try again later."));
        }
        state.bytes += weight;
        state.jobs.push_back(Job { write, weight, queued: Instant::now(), answer });
        self.stats.queued(weight);
        if state.jobs.len() == 1 {
            self.filled.notify_one();
        }
        Ok(())
    }

    /// The next group, empty when none came within `patience`. `None` when the queue is closed and empty.
    pub(super) fn take(&self, patience: Duration) -> Option<Vec<Job>> {
        let mut state = self.state();
        if state.jobs.is_empty() && !state.closed && !patience.is_zero() {
            let empty = |state: &mut State| state.jobs.is_empty() && !state.closed;
            (state, _) = self.filled.wait_timeout_while(state, patience, empty).unwrap_or_else(PoisonError::into_inner);
        }
        if state.jobs.is_empty() && state.closed {
            return None;
        }
        let mut group = Vec::new();
        let mut bytes = 0;
        while let Some(job) = state.jobs.front() {
            let full = group.len() >= GROUP || bytes + job.weight > GROUP_BYTES;
            if full && !group.is_empty() {
                break;
            }
            bytes += job.weight;
            group.extend(state.jobs.pop_front());
        }
        state.bytes -= bytes;
        drop(state);
        self.stats.taken(group.len(), bytes);
        Some(group)
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
        self.filled.notify_all();
    }
}

//! What waits for a lane, bounded in bytes and in age.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use runlore_domain::write::{Write, Written};
use runlore_domain::{Error, Result};
use tokio::sync::oneshot;

use super::{Job, Place};
use crate::stats::Stats;

/// Bytes that may wait.
const BYTES: usize = 64 << 20;
/// When the oldest write has waited this long, newer ones are refused.
const AGE: Duration = Duration::from_secs(2);
/// Writes in a group.
const GROUP: usize = 1024;
/// Bytes in a group.
const GROUP_BYTES: usize = 8 << 20;
/// Rows in a group: some 20 ms of work, so that nobody waits long behind big batches.
const GROUP_ROWS: usize = 2000;
/// How long a group may be waited for when several callers write at once.
const GATHER: Duration = Duration::from_micros(1500);
/// When no write came for this long, no more are waited for.
const QUIET: Duration = Duration::from_micros(60);

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
    /// The database can not be reached.
    away: bool,
    /// How many writes the lane waits for; it sleeps until they are there.
    wanted: usize,
}

impl Queue {
    pub(super) fn new(stats: Arc<Stats>) -> Self {
        Self { state: Mutex::default(), filled: Condvar::new(), stats }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that runs under this lock can leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(
        &self,
        write: Write,
        place: Option<Place>,
        answer: oneshot::Sender<Result<Written>>,
    ) -> Result<()> {
        let weight = write.weight();
        let mut state = self.state();
        if state.closed {
            return Err(Error::unavailable("The server is shutting down."));
        }
        if state.away {
            return Err(Error::unavailable("The database is not available at the moment; try again later."));
        }
        let late = state.jobs.front().is_some_and(|job| job.queued.elapsed() > AGE);
        if late || state.bytes + weight > BYTES {
            drop(state);
            self.stats.refused();
            return Err(Error::overloaded("The server has more writes waiting than it can take; try again later."));
        }
        state.bytes += weight;
        state.jobs.push_back(Job { write, weight, queued: Instant::now(), answer, _place: place });
        self.stats.queued(weight);
        if state.jobs.len() == state.wanted {
            self.filled.notify_one();
        }
        Ok(())
    }

    /// The next group, empty when none came within `patience`. `None` when the queue is closed and empty.
    ///
    /// `gather` is how many callers there seem to be: when several write at once, their next writes are
    /// a moment away, and one commit for all costs less than one for each few. They are waited for as
    /// long as they keep coming.
    pub(super) fn take(&self, patience: Duration, gather: usize) -> Option<Vec<Job>> {
        let mut state = self.state();
        if !patience.is_zero() {
            state = self.wait(state, 1, patience);
        }
        if gather > 1 && !state.jobs.is_empty() {
            let begin = Instant::now();
            let mut before = 0;
            while (before + 1..gather).contains(&state.jobs.len()) && begin.elapsed() < GATHER {
                before = state.jobs.len();
                state = self.wait(state, gather, QUIET);
            }
        }
        if state.jobs.is_empty() && state.closed {
            return None;
        }
        let (mut group, mut bytes, mut rows) = (Vec::new(), 0, 0);
        while let Some(job) = state.jobs.front() {
            let (more, weight) = (job.write.rows(), job.weight);
            let full = group.len() >= GROUP || bytes + weight > GROUP_BYTES || rows + more > GROUP_ROWS;
            if full && !group.is_empty() {
                break;
            }
            bytes += weight;
            rows += more;
            group.extend(state.jobs.pop_front());
        }
        state.bytes -= bytes;
        drop(state);
        self.stats.taken(group.len(), bytes);
        Some(group)
    }

    fn wait<'q>(
        &'q self,
        mut state: MutexGuard<'q, State>,
        wanted: usize,
        patience: Duration,
    ) -> MutexGuard<'q, State> {
        state.wanted = wanted;
        let fewer = |state: &mut State| state.jobs.len() < wanted && !state.closed;
        self.filled.wait_timeout_while(state, patience, fewer).unwrap_or_else(PoisonError::into_inner).0
    }

    /// While the database is away, writes are refused at once instead of waiting for nothing.
    pub(super) fn set_away(&self, away: bool) {
        self.state().away = away;
    }

    pub(super) fn len(&self) -> usize {
        self.state().jobs.len()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
        self.filled.notify_all();
    }
}

//! What a server told about runs that were begun here.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use runlore_protocol::ingest::CreatedRun;

/// Runs by the id that the program knows.
#[derive(Debug, Default)]
pub(crate) struct Told {
    runs: Mutex<HashMap<String, CreatedRun>>,
    changed: Condvar,
}

impl Told {
    pub(crate) fn take(&self, runs: &[CreatedRun]) {
        if runs.is_empty() {
            return;
        }
        let mut known = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(runs.iter().map(|run| (run.run_id.clone(), run.clone())));
        drop(known);
        self.changed.notify_all();
    }

    /// What is known of a run, waited for no longer than `patience` and only while `hope` says so.
    pub(crate) fn about(&self, run_id: &str, patience: Duration, hope: impl Fn() -> bool) -> Option<CreatedRun> {
        /// How often the hope is looked at.
        const LOOK: Duration = Duration::from_millis(20);
        let end = Instant::now() + patience;
        let mut known = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(run) = known.get(run_id) {
                return Some(run.clone());
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || !hope() {
                return None;
            }
            known = self.changed.wait_timeout(known, left.min(LOOK)).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

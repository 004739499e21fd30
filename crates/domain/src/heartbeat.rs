//! Signs of life: how it is known that a run's program is gone.
//!
//! A program that logs through Runlore's own clients says now and then that it goes on. A run that is
//! still `RUNNING` but was silent for too long is *lost*. That is derived whenever somebody asks and
//! never stored, so a late sign takes it back. A run that never gave a sign is never lost.

use std::time::Duration;

use crate::{ExperimentId, RunId};

/// How often a program gives a sign.
pub const INTERVAL: Duration = Duration::from_secs(20);
/// How long a run may be silent before it counts as lost, in milliseconds.
pub const SILENCE_MS: i64 = 90_000;

/// A sign of life of some runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heartbeat {
    /// The runs.
    pub run_ids: Vec<RunId>,
    /// Epoch milliseconds by the server's clock.
    pub now: i64,
}

/// Which lost runs are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LostSearch {
    /// Only these runs.
    pub run_ids: Option<Vec<RunId>>,
    /// Only runs of these experiments.
    pub experiment_ids: Option<Vec<ExperimentId>>,
    /// Epoch milliseconds by the server's clock.
    pub now: i64,
}

/// A run whose program seems to be gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostRun {
    /// The run.
    pub run_id: RunId,
    /// Its experiment.
    pub experiment_id: ExperimentId,
    /// Its last sign of life, in epoch milliseconds.
    pub last_seen: i64,
}

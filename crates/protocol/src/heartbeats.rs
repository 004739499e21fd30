//! `/api/runlore/v1/heartbeat` and `/api/runlore/v1/runs/lost`: signs of life. Not MLflow's; the shapes are ours.

use runlore_domain::heartbeat::{Heartbeat, INTERVAL, LostRun, LostSearch};
use runlore_domain::limits::RUNS_PER_HEARTBEAT;
use runlore_domain::{Error, ExperimentId, Result, RunId};
use serde::{Deserialize, Serialize};

use crate::fields::missing;
use crate::scalar::{Repeated, Text};

/// `heartbeat`.
#[derive(Debug, Deserialize)]
pub struct HeartbeatRequest {
    run_ids: Option<Repeated<Text>>,
}

impl HeartbeatRequest {
    /// The sign, at `now` in epoch milliseconds.
    pub fn into_domain(self, now: i64) -> Result<Heartbeat> {
        let run_ids = runs(self.run_ids.ok_or_else(|| missing("run_ids"))?);
        if run_ids.len() > RUNS_PER_HEARTBEAT {
            let sent = run_ids.len();
            let message =
                format!("A heartbeat can be of {RUNS_PER_HEARTBEAT} runs at most, not of {sent}; send several.");
            return Err(Error::invalid(message));
        }
        Ok(Heartbeat { run_ids, now })
    }
}

/// Answer of `heartbeat`, for both sides.
#[derive(Debug, Serialize, Deserialize)]
pub struct HeartbeatAnswer {
    /// Seconds until the next one is wanted.
    pub interval_seconds: u64,
    /// Runs that do not exist.
    pub unknown: Vec<String>,
}

impl HeartbeatAnswer {
    /// All but the `unknown` runs were heard of.
    pub fn new(unknown: &[RunId]) -> Self {
        Self { interval_seconds: INTERVAL.as_secs(), unknown: unknown.iter().map(ToString::to_string).collect() }
    }
}

/// `runs/lost`. A list that is there and empty asks for nothing.
#[derive(Debug, Deserialize)]
pub struct LostRuns {
    run_ids: Option<Repeated<Text>>,
    experiment_ids: Option<Repeated<Text>>,
}

impl LostRuns {
    /// Which runs, as they are at `now` in epoch milliseconds.
    pub fn into_domain(self, now: i64) -> Result<LostSearch> {
        let experiments = self.experiment_ids.map(|ids| ids.0.iter().map(|id| ExperimentId::parse(&id.0)).collect());
        Ok(LostSearch { run_ids: self.run_ids.map(runs), experiment_ids: experiments.transpose()?, now })
    }
}

fn runs(ids: Repeated<Text>) -> Vec<RunId> {
    ids.0.into_iter().map(|id| id.0.into()).collect()
}

/// Answer of `runs/lost`, for both sides.
#[derive(Debug, Serialize, Deserialize)]
pub struct LostRunsAnswer {
    /// The lost runs, those that were heard of last first.
    pub runs: Vec<LostRunJson>,
}

/// A run whose program seems to be gone.
#[derive(Debug, Serialize, Deserialize)]
pub struct LostRunJson {
    /// The run.
    pub run_id: String,
    /// Its experiment.
    pub experiment_id: String,
    /// Its last sign of life, in epoch milliseconds.
    pub last_seen: i64,
}

impl From<&[LostRun]> for LostRunsAnswer {
    fn from(lost: &[LostRun]) -> Self {
        let runs = lost.iter().map(|run| LostRunJson {
            run_id: run.run_id.to_string(),
            experiment_id: run.experiment_id.to_string(),
            last_seen: run.last_seen,
        });
        Self { runs: runs.collect() }
    }
}

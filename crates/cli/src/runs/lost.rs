//! Which runs are lost: no status of theirs, but what a Runlore server derives from signs of life that stopped.

use std::collections::HashMap;

use runlore::{Client, Peer, Result, Run};
use serde::Serialize;

/// Runs in one question.
const TOGETHER: usize = 1000;

/// A run, and whether it is lost.
#[derive(Debug, Serialize)]
pub(super) struct Seen<'a> {
    #[serde(flatten)]
    pub(super) run: &'a Run,
    pub(super) lost: bool,
}

impl Seen<'_> {
    /// What people read as the status.
    pub(super) fn status(&self) -> &str {
        if self.lost { "lost" } else { &self.run.info.status }
    }
}

/// Those of these runs that are lost, with their last signs of life.
pub(super) fn among(client: &Client, runs: &[Run]) -> Result<HashMap<String, i64>> {
    let running: Vec<String> =
        runs.iter().filter(|run| run.info.status == "RUNNING").map(|run| run.info.run_id.clone()).collect();
    let mut lost = HashMap::new();
    if running.is_empty() || client.wait(client.peer())? != Peer::Runlore {
        return Ok(lost);
    }
    for ids in running.chunks(TOGETHER) {
        let found = client.wait(client.lost_runs(ids, &[]))?;
        lost.extend(found.into_iter().map(|run| (run.run_id, run.last_seen)));
    }
    Ok(lost)
}

/// Runs, each with whether it is lost.
pub(super) fn seen<'a>(client: &Client, runs: &'a [Run]) -> Result<Vec<Seen<'a>>> {
    let lost = among(client, runs)?;
    Ok(runs.iter().map(|run| Seen { run, lost: lost.contains_key(&run.info.run_id) }).collect())
}

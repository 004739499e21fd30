//! `runlore runs close`: a person says that a run is over whose program can not say it any more.

use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use runlore::{Client, Error, ErrorKind, Peer, Result, Run, RunStatus, RunUpdate};

use super::{all, lost, named};
use crate::session::Experiments;
use crate::{ask, print};

#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    /// Ids of runs that are RUNNING
    #[arg(value_name = "RUN_ID", required_unless_present = "lost", conflicts_with = "lost")]
    runs: Vec<String>,

    /// Every run that is lost: RUNNING, and its program has given no sign of life for 90 seconds
    #[arg(long)]
    lost: bool,

    /// With --lost: only in the experiment of this name or id; may be given several times
    #[arg(short = 'x', long, alias = "experiment-id", value_name = "NAME", requires = "lost")]
    experiment: Vec<String>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

pub(super) fn run(client: &Client, args: &CloseArgs) -> Result<String> {
    let runs = if args.lost { lost_runs(client, &args.experiment)? } else { open_runs(client, &args.runs)? };
    if runs.is_empty() {
        return Ok("no run is lost\n".to_owned());
    }
    if args.lost || runs.len() > 1 {
        ask::sure(&format!("Close {} as KILLED?", print::count(runs.len(), "run")), args.yes)?;
    }
    let seen = lost::among(client, &runs)?;
    let mut text = String::new();
    for run in &runs {
        let end = seen.get(&run.info.run_id).copied();
        let update =
            RunUpdate { status: Some(RunStatus::Killed), end_time: Some(end.unwrap_or_else(now)), run_name: None };
        client.wait(client.update_run(&run.info.run_id, &update))?;
        let heard = end.map(|end| format!(", last heard of {}", print::time(end))).unwrap_or_default();
        text += &format!("closed {}{heard}\n", named(run));
    }
    Ok(text)
}

/// Those that are named, if all of them can be closed.
fn open_runs(client: &Client, ids: &[String]) -> Result<Vec<Run>> {
    let runs = all(client, ids)?;
    let closed = |run: &&Run| !matches!(run.info.status.as_str(), "RUNNING" | "SCHEDULED");
    match runs.iter().find(closed) {
        Some(run) => Err(Error::new(
            ErrorKind::InvalidState,
            format!("The run {} is {} already; nothing was closed.", run.info.run_id, run.info.status),
        )),
        None => Ok(runs),
    }
}

fn lost_runs(client: &Client, experiments: &[String]) -> Result<Vec<Run>> {
    if client.wait(client.peer())? != Peer::Runlore {
        return Err(Error::not_implemented(
            "An MLflow server does not know which runs are lost: name the runs that are to be closed.",
        ));
    }
    let named = Experiments::named(client, experiments)?.unwrap_or_default();
    let named: Vec<String> = named.into_iter().map(|experiment| experiment.experiment_id).collect();
    let lost = client.wait(client.lost_runs(&[], &named))?;
    all(client, &lost.into_iter().map(|run| run.run_id).collect::<Vec<_>>())
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

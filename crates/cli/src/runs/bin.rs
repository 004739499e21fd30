//! `runlore runs delete` and `runs restore`. A deleted run is in the bin, with everything that it holds.

use clap::Args;
use runlore::{Client, Result};

use super::{all, named};
use crate::{ask, print};

#[derive(Debug, Args)]
pub(super) struct DeleteArgs {
    /// Ids of runs
    #[arg(value_name = "RUN_ID", required = true)]
    runs: Vec<String>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// Ids of runs
    #[arg(value_name = "RUN_ID", required = true)]
    runs: Vec<String>,
}

/// `runlore runs delete`.
pub(super) fn delete(client: &Client, args: &DeleteArgs) -> Result<String> {
    let runs = all(client, &args.runs)?;
    if runs.len() > 1 {
        ask::sure(&format!("Delete {}?", print::count(runs.len(), "run")), args.yes)?;
    }
    let mut text = String::new();
    for run in &runs {
        client.wait(client.delete_run(&run.info.run_id))?;
        text += &format!("deleted {}\n", named(run));
    }
    Ok(text)
}

/// `runlore runs restore`.
pub(super) fn restore(client: &Client, args: &RestoreArgs) -> Result<String> {
    let mut text = String::new();
    for run in &all(client, &args.runs)? {
        client.wait(client.restore_run(&run.info.run_id))?;
        text += &format!("restored {}\n", named(run));
    }
    Ok(text)
}

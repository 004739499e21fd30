//! `runlore runs …`.

mod bin;
mod close;
mod columns;
mod find;
mod lost;
mod show;

use clap::{Args, Subcommand};
use runlore::{Client, Result, Run};

use crate::outcome::Outcome;
use crate::session::Tracking;

#[derive(Debug, Args)]
pub(crate) struct RunsArgs {
    #[command(flatten)]
    tracking: Tracking,
    #[command(subcommand)]
    command: RunsCommand,
}

#[derive(Debug, Subcommand)]
enum RunsCommand {
    /// List runs, the newest first
    List(find::FindArgs),
    /// List runs with their metrics and params
    Search(find::FindArgs),
    /// Show a run with everything but its history
    #[command(visible_alias = "describe")]
    Show(show::ShowArgs),
    /// Put runs into the bin
    Delete(bin::DeleteArgs),
    /// Take runs out of the bin
    Restore(bin::RestoreArgs),
    /// End runs whose program has vanished, as KILLED
    Close(close::CloseArgs),
}

pub(crate) fn run(args: RunsArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let client = args.tracking.existing()?;
    let text = match args.command {
        RunsCommand::List(args) => find::list(&client, args),
        RunsCommand::Search(args) => find::search(&client, args),
        RunsCommand::Show(args) => show::run(&client, &args),
        RunsCommand::Delete(args) => bin::delete(&client, &args),
        RunsCommand::Restore(args) => bin::restore(&client, &args),
        RunsCommand::Close(args) => close::run(&client, &args),
    };
    text.map(Outcome::from)
}

/// Runs that are all there, so that nothing is changed when one of them is not.
fn all(client: &Client, ids: &[String]) -> Result<Vec<Run>> {
    ids.iter().map(|id| client.wait(client.get_run(id))).collect()
}

/// A run as one line names it.
fn named(run: &Run) -> String {
    match run.info.run_name.as_str() {
        "" => run.info.run_id.clone(),
        name => format!("{} ({})", run.info.run_id, crate::print::escape(name)),
    }
}

//! `runlore experiments …`.

mod change;
mod list;
mod show;

use clap::{Args, Subcommand};
use runlore::Result;

use crate::outcome::Outcome;
use crate::session::Tracking;

#[derive(Debug, Args)]
pub(crate) struct ExperimentsArgs {
    #[command(flatten)]
    tracking: Tracking,
    #[command(subcommand)]
    command: ExperimentsCommand,
}

#[derive(Debug, Subcommand)]
enum ExperimentsCommand {
    /// List experiments, those that changed last first
    #[command(visible_alias = "search")]
    List(list::ListArgs),
    /// Show an experiment
    #[command(visible_alias = "get")]
    Show(show::ShowArgs),
    /// Make an experiment and print its id
    Create(change::CreateArgs),
    /// Rename an experiment
    Rename(change::RenameArgs),
    /// Put experiments and their runs into the bin
    Delete(change::DeleteArgs),
    /// Take experiments and their runs out of the bin
    Restore(change::RestoreArgs),
}

pub(crate) fn run(args: ExperimentsArgs) -> Result<Outcome> {
    crate::logging::warnings();
    // The first experiment may well be what makes a database.
    let client = match args.command {
        ExperimentsCommand::Create(_) => args.tracking.client(),
        _ => args.tracking.existing(),
    }?;
    let text = match args.command {
        ExperimentsCommand::List(args) => list::run(&client, args),
        ExperimentsCommand::Show(args) => show::run(&client, &args),
        ExperimentsCommand::Create(args) => change::create(&client, &args),
        ExperimentsCommand::Rename(args) => change::rename(&client, &args),
        ExperimentsCommand::Delete(args) => change::delete(&client, &args),
        ExperimentsCommand::Restore(args) => change::restore(&client, &args),
    };
    text.map(Outcome::from)
}

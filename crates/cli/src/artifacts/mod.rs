//! `runlore artifacts …`.

mod download;
mod list;
mod upload;

use clap::{Args, Subcommand};
use runlore::Result;

use crate::outcome::Outcome;
use crate::session::Tracking;

#[derive(Debug, Args)]
pub(crate) struct ArtifactsArgs {
    #[command(flatten)]
    tracking: Tracking,
    #[command(subcommand)]
    command: ArtifactsCommand,
}

#[derive(Debug, Subcommand)]
enum ArtifactsCommand {
    /// List a folder of a run's files
    List(list::ListArgs),
    /// Copy a file or folder of a run to this machine
    Download(download::DownloadArgs),
    /// Copy files and folders of this machine to a run
    #[command(visible_alias = "log")]
    Upload(upload::UploadArgs),
    /// As `mlflow artifacts log-artifact` has it
    #[command(hide = true)]
    LogArtifact(upload::LogFileArgs),
    /// As `mlflow artifacts log-artifacts` has it
    #[command(hide = true)]
    LogArtifacts(upload::LogFolderArgs),
}

/// A file or folder of a run, as it is typed here or after `mlflow artifacts`.
#[derive(Debug, Args)]
struct Place {
    /// Id of the run
    #[arg(value_name = "RUN_ID", required_unless_present = "run_id")]
    run: Option<String>,

    /// A file or folder of it [default: all of its files]
    #[arg(value_name = "PATH")]
    path: Option<String>,

    #[arg(short, long, hide = true, conflicts_with = "run")]
    run_id: Option<String>,

    #[arg(short, long, hide = true, conflicts_with = "path")]
    artifact_path: Option<String>,
}

impl Place {
    /// The run, and the path in it, `""` for its top.
    fn parts(&self) -> (&str, &str) {
        let run = self.run.as_deref().or(self.run_id.as_deref()).unwrap_or_default();
        let path = self.path.as_deref().or(self.artifact_path.as_deref()).unwrap_or_default();
        (run, path)
    }
}

pub(crate) fn run(args: ArtifactsArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let client = args.tracking.existing()?;
    let text = match args.command {
        ArtifactsCommand::List(args) => list::run(&client, &args),
        ArtifactsCommand::Download(args) => download::run(&client, &args),
        ArtifactsCommand::Upload(args) => upload::run(&client, &args),
        ArtifactsCommand::LogArtifact(args) => upload::file(&client, &args),
        ArtifactsCommand::LogArtifacts(args) => upload::folder(&client, &args),
    };
    text.map(Outcome::from)
}

//! `runlore artifacts upload`.

use std::path::PathBuf;

use clap::Args;
use runlore::{Client, LocalFile, Result};

use crate::print;
use crate::progress::Bar;

#[derive(Debug, Args)]
pub(super) struct UploadArgs {
    /// Files and folders of this machine; a folder keeps its name
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    to: To,
}

/// Where files go.
#[derive(Debug, Args)]
struct To {
    /// Id of the run
    #[arg(short, long, value_name = "RUN_ID")]
    run_id: String,

    /// The folder of the run's files that they go into [default: the top]
    #[arg(short, long, short_alias = 'a', alias = "artifact-path", value_name = "FOLDER")]
    path: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct LogFileArgs {
    #[arg(short, long)]
    local_file: PathBuf,

    #[command(flatten)]
    to: To,
}

#[derive(Debug, Args)]
pub(super) struct LogFolderArgs {
    #[arg(short, long)]
    local_dir: PathBuf,

    #[command(flatten)]
    to: To,
}

/// `runlore artifacts upload`.
pub(super) fn run(client: &Client, args: &UploadArgs) -> Result<String> {
    let mut files = Vec::new();
    for file in &args.files {
        files.extend(LocalFile::at(file, args.to.path.as_deref())?);
    }
    put(client, &args.to.run_id, &files)
}

/// `mlflow artifacts log-artifact`.
pub(super) fn file(client: &Client, args: &LogFileArgs) -> Result<String> {
    put(client, &args.to.run_id, &LocalFile::at(&args.local_file, args.to.path.as_deref())?)
}

/// `mlflow artifacts log-artifacts`, in which a folder loses its name.
pub(super) fn folder(client: &Client, args: &LogFolderArgs) -> Result<String> {
    put(client, &args.to.run_id, &LocalFile::within(&args.local_dir, args.to.path.as_deref())?)
}

fn put(client: &Client, run_id: &str, files: &[LocalFile]) -> Result<String> {
    let bytes = files.iter().map(|file| file.bytes).sum();
    let bar = Bar::over(bytes);
    client.wait(client.put_artifacts(run_id, files, bar.as_ref().map(Bar::progress)))?;
    Ok(format!("uploaded {}, {}\n", print::count(files.len(), "file"), print::bytes(bytes)))
}

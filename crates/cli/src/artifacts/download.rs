//! `runlore artifacts download`.

use std::path::PathBuf;

use clap::Args;
use runlore::{Client, Files, Result};

use super::Place;
use crate::print::escape;
use crate::progress::Bar;

#[derive(Debug, Args)]
pub(super) struct DownloadArgs {
    #[command(flatten)]
    place: Place,

    /// The folder to copy it to, which is made if need be
    #[arg(short = 'd', long, alias = "dst-path", value_name = "FOLDER", default_value = ".")]
    to: PathBuf,
}

/// Prints where the file or folder is now.
pub(super) fn run(client: &Client, args: &DownloadArgs) -> Result<String> {
    let (run, path) = args.place.parts();
    let bar = match Bar::is_seen() {
        true => Bar::over(client.wait(client.size(Files::Run(run), path))?),
        false => None,
    };
    let progress = bar.as_ref().map(Bar::progress);
    let copied = client.wait(client.download(Files::Run(run), path, &args.to, progress))?;
    Ok(escape(&copied.display().to_string()) + "\n")
}

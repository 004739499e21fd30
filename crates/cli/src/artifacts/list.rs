//! `runlore artifacts list`.

use clap::Args;
use runlore::{Client, Result};

use super::Place;
use crate::print::{self, Cell, Format};

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    place: Place,

    /// How to print them
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(super) fn run(client: &Client, args: &ListArgs) -> Result<String> {
    let (run, path) = args.place.parts();
    let files = client.wait(client.list_artifacts(run, path.trim_matches('/')))?;
    match args.output {
        Format::Json => print::json(&files),
        Format::Csv => {
            let row =
                |file: &runlore::FileInfo| vec![Cell::text(&file.path), Cell::Flag(file.is_dir), print::size(file)];
            print::csv(&["path", "is_dir", "file_size"].map(str::to_owned), &files.iter().map(row).collect::<Vec<_>>())
        }
        Format::Table => {
            let rows: Vec<_> = files.iter().map(print::file).collect();
            Ok(print::list(&["path", "size"].map(str::to_owned), &rows, "file", false))
        }
    }
}

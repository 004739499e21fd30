//! `runlore experiments show`.

use clap::Args;
use runlore::{Client, Result};

use super::list;
use crate::print::{self, Cell, Format, Sheet};
use crate::session::experiment;

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Name or id of the experiment
    #[arg(value_name = "NAME")]
    experiment: String,

    /// How to print it
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(super) fn run(client: &Client, args: &ShowArgs) -> Result<String> {
    let found = experiment(client, &args.experiment)?;
    match args.output {
        Format::Json => return print::json(&found),
        Format::Csv => return list::csv(&[found]),
        Format::Table => {}
    }
    let mut sheet = Sheet::default();
    sheet.part(
        "",
        [
            ("experiment_id", Cell::text(&found.experiment_id)),
            ("name", Cell::text(&found.name)),
            ("lifecycle_stage", Cell::text(&found.lifecycle_stage)),
            ("creation_time", Cell::time(found.creation_time)),
            ("last_update_time", Cell::time(found.last_update_time)),
            ("artifact_location", Cell::text(&found.artifact_location)),
        ]
        .map(|(name, cell)| vec![Cell::text(name), cell]),
    );
    sheet.part("tags", found.tags.iter().map(|(key, value)| vec![Cell::text(key), Cell::text(value)]));
    Ok(sheet.text())
}

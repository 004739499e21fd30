//! `runlore experiments list`.

use clap::Args;
use runlore::{Client, Experiment, Result, SearchExperiments};

use crate::print::{self, Cell, Format};
use crate::session::{View, most, pages};

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Which experiments, such as "name LIKE 'squirrel%'"
    #[arg(short, long, value_name = "FILTER", default_value = "", hide_default_value = true)]
    filter: String,

    /// Order, such as "name ASC"; may be given several times
    #[arg(long, value_name = "ORDER")]
    order_by: Vec<String>,

    /// How many at most [default: 100 in a table, else all]
    #[arg(short = 'n', long, value_name = "N", value_parser = most)]
    max_results: Option<usize>,

    /// Experiments that are in use, in the bin, or both
    #[arg(short, long, value_name = "VIEW", default_value = "active")]
    view: View,

    /// How to print them
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(super) fn run(client: &Client, args: ListArgs) -> Result<String> {
    let wanted = args.max_results.or((args.output == Format::Table).then_some(print::ENOUGH));
    let mut search = SearchExperiments {
        filter: args.filter,
        order_by: args.order_by,
        view: args.view.into(),
        ..SearchExperiments::default()
    };
    let found = pages(wanted, |most, token| {
        (search.max_results, search.page_token) = (Some(most), token);
        client.wait(client.search_experiments(&search))
    })?;
    match args.output {
        Format::Json => print::json(&found.items),
        Format::Csv => csv(&found.items),
        Format::Table => {
            let stage = args.view != View::Active;
            let (columns, rows) = table(&found.items, |name| name != "lifecycle_stage" || stage);
            Ok(print::list(&columns, &rows, "experiment", found.more))
        }
    }
}

/// Experiments as CSV.
pub(super) fn csv(experiments: &[Experiment]) -> Result<String> {
    let (columns, rows) = table(experiments, |_| true);
    print::csv(&columns, &rows)
}

fn table(experiments: &[Experiment], wanted: impl Fn(&str) -> bool) -> (Vec<String>, Vec<Vec<Cell>>) {
    let names = ["experiment_id", "name", "lifecycle_stage", "creation_time", "last_update_time", "artifact_location"];
    let row = |experiment: &Experiment| {
        let cells = [
            Cell::text(&experiment.experiment_id),
            Cell::text(&experiment.name),
            Cell::text(&experiment.lifecycle_stage),
            Cell::time(experiment.creation_time),
            Cell::time(experiment.last_update_time),
            Cell::text(&experiment.artifact_location),
        ];
        names.into_iter().zip(cells).filter(|(name, _)| wanted(name)).map(|(_, cell)| cell).collect()
    };
    let columns = names.into_iter().filter(|name| wanted(name)).map(str::to_owned).collect();
    (columns, experiments.iter().map(row).collect())
}

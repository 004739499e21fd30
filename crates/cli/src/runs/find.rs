//! `runlore runs list` and `runs search`: one search, with few columns or with what the runs logged.

use clap::Args;
use runlore::{Client, Result, Run, SearchRuns};

use super::columns::{self, Column};
use super::lost::{self, Seen};
use crate::print::{self, Cell, Format};
use crate::session::{Experiments, View, most, pages};

#[derive(Debug, Args)]
pub(super) struct FindArgs {
    /// Name or id of an experiment; may be given several times [default: the experiment of the environment, else all]
    #[arg(short = 'x', long, alias = "experiment-id", value_name = "NAME")]
    experiment: Vec<String>,

    /// Which runs, such as "metrics.score > 0.5 and params.model = 'small'"
    #[arg(short, long, value_name = "FILTER", default_value = "", hide_default_value = true)]
    filter: String,

    /// Order, such as "metrics.score DESC"; may be given several times [default: the newest first]
    #[arg(long, value_name = "ORDER")]
    order_by: Vec<String>,

    /// How many at most [default: 100 in a table, else all]
    #[arg(short = 'n', long, value_name = "N", value_parser = most)]
    max_results: Option<usize>,

    /// Runs that are in use, in the bin, or both
    #[arg(short, long, value_name = "VIEW", default_value = "active")]
    view: View,

    /// Columns of the table or CSV: run_name, metrics.KEY, params.KEY, tags.KEY…
    #[arg(short, long, value_name = "LIST", value_delimiter = ',')]
    columns: Vec<Column>,

    /// How to print them
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

/// `runlore runs list`.
pub(super) fn list(client: &Client, args: FindArgs) -> Result<String> {
    find(client, args, false)
}

/// `runlore runs search`.
pub(super) fn search(client: &Client, args: FindArgs) -> Result<String> {
    find(client, args, true)
}

fn find(client: &Client, args: FindArgs, logged: bool) -> Result<String> {
    let experiments = Experiments::chosen(client, &args.experiment)?;
    let wanted = args.max_results.or((args.output == Format::Table).then_some(print::ENOUGH));
    let mut search = SearchRuns {
        experiment_ids: experiments.ids,
        filter: args.filter,
        view: args.view.into(),
        order_by: args.order_by,
        ..SearchRuns::default()
    };
    let found = pages(wanted, |most, token| {
        (search.max_results, search.page_token) = (Some(most), token);
        client.wait(client.search_runs(&search))
    })?;
    let runs = lost::seen(client, &found.items)?;
    let mut columns = args.columns;
    if columns.is_empty() {
        columns = match args.output {
            Format::Table => columns::people(are_several(&found.items), args.view != View::Active, logged),
            Format::Json | Format::Csv => columns::machines(),
        };
        if logged {
            columns.extend(columns::logged(&runs, args.output == Format::Csv));
        }
    }
    let names: Vec<String> = columns.iter().map(Column::name).collect();
    let human = args.output == Format::Table;
    let row = |seen: &Seen<'_>| columns.iter().map(|column| column.cell(seen, &experiments.names, human)).collect();
    let rows: Vec<Vec<Cell>> = runs.iter().map(row).collect();
    match args.output {
        Format::Json => print::json(&runs),
        Format::Csv => print::csv(&names, &rows),
        Format::Table => Ok(print::list(&names, &rows, "run", found.more)),
    }
}

/// Whether runs are of more than one experiment.
fn are_several(runs: &[Run]) -> bool {
    runs.windows(2).any(|pair| pair[0].info.experiment_id != pair[1].info.experiment_id)
}

//! `runlore tables …`.

use clap::{Args, Subcommand};
use runlore::{Client, Error, Peer, Result, RowsOf, TableRows};

use crate::outcome::Outcome;
use crate::print::{self, Cell, Format, Long};
use crate::session::{Tracking, most};

/// Rows in one answer, whose size is bounded: of 12 KiB each they fit.
const PAGE: u64 = 4_000;
/// Bytes of a cell that is shown on a terminal.
const GLANCE: u64 = 4_096;

#[derive(Debug, Args)]
pub(crate) struct TablesArgs {
    #[command(flatten)]
    tracking: Tracking,
    #[command(subcommand)]
    command: TablesCommand,
}

#[derive(Debug, Subcommand)]
enum TablesCommand {
    /// Show rows of a table of a run: a .json that was logged as a table, a .csv or a .parquet
    Show(ShowArgs),
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// Id of the run
    #[arg(value_name = "RUN_ID")]
    run: String,

    /// The table, such as evals/answers.json
    #[arg(value_name = "PATH")]
    path: String,

    /// Which rows, such as "score > 0.5 and answer LIKE '%no%'"
    #[arg(short, long, value_name = "FILTER", default_value = "", hide_default_value = true)]
    filter: String,

    /// Columns, in this order [default: all]
    #[arg(short, long, value_name = "LIST", value_delimiter = ',')]
    columns: Vec<String>,

    /// Order, such as "score DESC"; may be given several times [default: as logged]
    #[arg(long, value_name = "ORDER")]
    order_by: Vec<String>,

    /// How many rows at most [default: 100 in a table, else all]
    #[arg(short = 'n', long, value_name = "N", value_parser = most)]
    rows: Option<usize>,

    /// Rows to skip
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u64,

    /// How to print them
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(crate) fn run(args: TablesArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let client = args.tracking.existing()?;
    let TablesCommand::Show(args) = args.command;
    let found = match client.wait(client.peer())? {
        Peer::Runlore => asked(&client, &args)?,
        Peer::Mlflow => read(&client, &args)?,
    };
    let row = |row: &Vec<serde_json::Value>| row.iter().map(Cell::from).collect::<Vec<_>>();
    let text = match args.output {
        Format::Json => print::json(&found)?,
        Format::Csv => print::csv(&found.columns, &found.rows.iter().map(row).collect::<Vec<_>>())?,
        Format::Table => people(&found, &found.rows.iter().map(row).collect::<Vec<_>>(), args.offset),
    };
    Ok(text.into())
}

/// How many rows are wanted; `None` for all.
fn wanted(args: &ShowArgs) -> Option<u64> {
    let wanted = args.rows.or((args.output == Format::Table).then_some(print::ENOUGH))?;
    u64::try_from(wanted).ok()
}

/// From a server that finds and orders rows itself.
fn asked(client: &Client, args: &ShowArgs) -> Result<TableRows> {
    let mut rows_of = RowsOf {
        columns: args.columns.clone(),
        filter: args.filter.clone(),
        order_by: args.order_by.clone(),
        offset: args.offset,
        max_rows: None,
        // A terminal shows less of them.
        max_cell: (args.output == Format::Table).then_some(GLANCE),
    };
    let mut found: Option<TableRows> = None;
    loop {
        let so_far = found.as_ref().map_or(0, |found| found.rows.len() as u64);
        rows_of.offset = args.offset + so_far;
        rows_of.max_rows = Some(wanted(args).map_or(PAGE, |wanted| wanted - so_far).min(PAGE));
        let page = client.wait(client.table_rows(&args.run, &args.path, &rows_of))?;
        let (last, total) = (page.rows.is_empty(), page.total);
        let all = match &mut found {
            Some(found) => {
                found.rows.extend(page.rows);
                found
            }
            None => found.insert(page),
        };
        let rows = all.rows.len() as u64;
        if last || args.offset + rows >= total || wanted(args).is_some_and(|wanted| rows >= wanted) {
            return found.ok_or_else(|| Error::internal("A table without an answer"));
        }
    }
}

/// From a server that has files only.
fn read(client: &Client, args: &ShowArgs) -> Result<TableRows> {
    if !args.filter.is_empty() || !args.order_by.is_empty() {
        return Err(Error::not_implemented(
            "An MLflow server can not find or order rows of tables: leave out --filter and --order-by, or ask a Runlore server.",
        ));
    }
    let table = client.wait(client.read_table(&args.run, &args.path))?;
    let total = table.rows.len() as u64;
    let places = args.columns.iter().map(|name| {
        table.columns.iter().position(|column| column == name).ok_or_else(|| {
            Error::not_found(format!("The table has no column '{name}'; it has {}.", table.columns.join(", ")))
        })
    });
    let places: Vec<usize> = places.collect::<Result<_>>()?;
    let skip = usize::try_from(args.offset).unwrap_or(usize::MAX);
    let take = wanted(args).map_or(usize::MAX, |wanted| usize::try_from(wanted).unwrap_or(usize::MAX));
    let mut rows: Vec<_> = table.rows.into_iter().skip(skip).take(take).collect();
    if places.is_empty() {
        return Ok(TableRows { columns: table.columns, rows, total, cut: Vec::new() });
    }
    for row in &mut rows {
        *row = places.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect();
    }
    Ok(TableRows { columns: args.columns.clone(), rows, total, cut: Vec::new() })
}

fn people(found: &TableRows, rows: &[Vec<Cell>], offset: u64) -> String {
    if rows.is_empty() {
        return "no rows\n".to_owned();
    }
    let text = print::table(&found.columns, rows, Long::Wrap, print::width());
    let (first, last) = (offset + 1, offset + rows.len() as u64);
    if first == 1 && last == found.total {
        return text;
    }
    format!("{text}(rows {first} to {last} of {}; --rows and --offset show others)\n", found.total)
}

//! `runlore runs show`.

use std::collections::HashMap;

use clap::Args;
use runlore::{Client, Result};

use super::columns;
use super::lost::{self, Seen};
use crate::print::{self, Cell, Format, Sheet};

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Id of the run
    #[arg(value_name = "RUN_ID", required_unless_present = "id")]
    run: Option<String>,

    /// As `mlflow runs describe` has it
    #[arg(long = "run-id", value_name = "RUN_ID", hide = true, conflicts_with = "run")]
    id: Option<String>,

    /// How to print it
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Format,
}

pub(super) fn run(client: &Client, args: &ShowArgs) -> Result<String> {
    let id = args.run.as_ref().or(args.id.as_ref()).map_or("", String::as_str);
    let runs = [client.wait(client.get_run(id))?];
    let seen = lost::seen(client, &runs)?;
    match args.output {
        Format::Json => print::json(&seen[0]),
        Format::Csv => {
            let mut all = columns::machines();
            all.extend(columns::logged(&seen, true));
            let row = all.iter().map(|column| column.cell(&seen[0], &HashMap::new(), false)).collect();
            print::csv(&all.iter().map(columns::Column::name).collect::<Vec<_>>(), &[row])
        }
        Format::Table => sheet(client, &seen[0]),
    }
}

fn sheet(client: &Client, seen: &Seen<'_>) -> Result<String> {
    let (info, data) = (&seen.run.info, &seen.run.data);
    let experiment = match &info.experiment_id {
        Some(id) => format!("{} ({id})", client.wait(client.get_experiment(id))?.name),
        None => String::new(),
    };
    let mut sheet = Sheet::default();
    let duration = info.end_time.map_or(Cell::Empty, |end| Cell::Duration(end.saturating_sub(info.start_time)));
    let stage = if info.lifecycle_stage == "active" { "" } else { info.lifecycle_stage.as_str() };
    sheet.part(
        "",
        [
            ("run_id", Cell::text(&info.run_id)),
            ("run_name", Cell::text(&info.run_name)),
            ("experiment", Cell::text(&experiment)),
            ("status", Cell::text(seen.status())),
            ("lifecycle_stage", Cell::text(stage)),
            ("start_time", Cell::Time(info.start_time)),
            ("end_time", Cell::time(info.end_time)),
            ("duration", duration),
            ("user_id", Cell::text(&info.user_id)),
            ("artifact_uri", Cell::text(info.artifact_uri.as_deref().unwrap_or_default())),
        ]
        .map(|(name, cell)| vec![Cell::text(name), cell])
        .into_iter()
        .filter(|row| row[1] != Cell::Empty),
    );
    let pairs = |(key, value): (&String, &String)| vec![Cell::text(key), Cell::text(value)];
    sheet.part("params", data.params.iter().map(pairs));
    let point = |point: &runlore::Metric| {
        let step = if point.step == 0 { Cell::Empty } else { Cell::Text(format!("step {}", point.step)) };
        vec![Cell::text(&point.key), Cell::Number(point.value), step]
    };
    sheet.part("metrics", data.latest.iter().map(point));
    sheet.part("tags", data.tags.iter().map(pairs));
    sheet.part(
        "datasets",
        seen.run.inputs.dataset_inputs.iter().map(|input| {
            let context = input.tags.get("mlflow.data.context").map(String::as_str).unwrap_or_default();
            [&input.dataset.name, &input.dataset.digest, context].map(Cell::text).to_vec()
        }),
    );
    let files = client.wait(client.list_artifacts(&info.run_id, ""));
    match files {
        Ok(files) => sheet.part("artifacts", files.iter().map(print::file)),
        // The rest of the run is worth showing.
        Err(error) => sheet.part("artifacts", [vec![Cell::Text(format!("can not be listed: {error}"))]]),
    }
    Ok(sheet.text())
}

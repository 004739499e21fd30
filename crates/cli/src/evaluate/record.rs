//! The run of an evaluation.

use std::path::Path;

use runlore::{Dataset, Result, Table};
use runlore_eval::Outcome;
use runlore_eval::baseline::Comparison;
use serde_json::json;

use super::EvaluateArgs;

/// No tag is longer, in characters.
const LONGEST: usize = 5000;
/// The table of results, by MLflow's name.
pub(super) const TABLE: &str = "eval_results_table.json";

/// What is evaluated, as the run's input.
pub(super) fn dataset(path: &Path, data: &runlore_eval::Dataset) -> Dataset {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Dataset {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        digest: runlore_eval_io::digest(data),
        source_type: "local".to_owned(),
        source: json!({"uri": whole.display().to_string()}).to_string(),
        schema: None,
        profile: Some(json!({"num_rows": data.rows(), "num_elements": data.rows() * data.columns().len()}).to_string()),
    }
}

/// Logs what was found; answers the run's id when all of it is there.
pub(super) fn log(
    args: &EvaluateArgs,
    dataset: Dataset,
    found: &Outcome,
    spent: &[(String, f64)],
    beside: Option<&Comparison>,
) -> Result<String> {
    runlore::set_tracking_uri(args.tracking.uri());
    let mut builder = runlore::start_run();
    if let Some(name) = &args.run_name {
        builder = builder.name(name);
    }
    if let Some(name) = &args.experiment {
        builder = builder.experiment(name);
    }
    let run = builder.start()?;
    let id = run.run_id().to_owned();
    runlore::log_input(dataset, Some("eval"))?;
    runlore::log_param("data", args.data.display())?;
    if let Some(model_type) = &args.model_type {
        runlore::log_param("model_type", model_type)?;
    }
    let mut metrics = found.metrics.clone();
    metrics.extend_from_slice(spent);
    runlore::log_metrics(metrics, None)?;
    let told = found.statuses.iter().filter_map(|status| {
        let reason = status.reason.as_ref()?;
        Some((format!("runlore.evaluation.{}", status.key), format!("{}: {reason}", status.state.name())))
    });
    runlore::set_tags(told.chain(compared(args, beside)).collect::<Vec<_>>())?;
    if found.has_scores {
        let columns = found.columns.iter().map(|column| column.name.clone()).collect();
        let count = found.columns.first().map_or(0, |column| column.cells.len());
        let row = |at: usize| found.columns.iter().map(|column| column.cells[at].clone()).collect();
        runlore::log_table(Table { columns, rows: (0..count).map(row).collect() }, TABLE)?;
    }
    run.end()?;
    runlore::flush()?;
    Ok(id)
}

/// What it was compared with, and what is worse than allowed.
fn compared(args: &EvaluateArgs, beside: Option<&Comparison>) -> Vec<(String, String)> {
    let Some(beside) = beside else { return Vec::new() };
    let failed: Vec<_> = super::failures(beside).collect();
    let verdict = if failed.is_empty() { "passed".to_owned() } else { format!("failed\n{}", failed.join("\n")) };
    let verdict: String = verdict.chars().take(LONGEST).collect();
    let baseline = args.baseline.iter().map(|run| ("runlore.evaluation.baseline".to_owned(), run.clone()));
    baseline.chain([("runlore.evaluation.verdict".to_owned(), verdict)]).collect()
}

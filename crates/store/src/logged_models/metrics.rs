//! Metrics that were measured on a logged model are kept with it, beside the run's.

use std::collections::HashMap;

use runlore_domain::Result;
use runlore_domain::metric::to_columns;
use runlore_domain::run_batch::RunBatch;

use crate::db::{Conn, InsertRows, Kind, Value};
use crate::runs::log_batch::RunState;

const METRICS: InsertRows = InsertRows {
    table: "logged_model_metrics",
    columns: &[
        ("model_id", Kind::Text),
        ("metric_name", Kind::Text),
        ("metric_timestamp_ms", Kind::Int),
        ("metric_step", Kind::Int),
        ("metric_value", Kind::Real),
        ("experiment_id", Kind::SmallInt),
        ("run_id", Kind::Text),
        ("dataset_name", Kind::Text),
        ("dataset_digest", Kind::Text),
    ],
    conflict: "ON CONFLICT DO NOTHING",
};

/// Inserts the points of all batches that name a model.
pub(crate) fn insert(conn: &mut dyn Conn, batches: &[&RunBatch], states: &HashMap<&str, RunState>) -> Result<()> {
    let mut rows: Vec<Value<'_>> = Vec::new();
    for batch in batches {
        let run = batch.run_id.as_str();
        let Some(state) = states.get(run) else { continue };
        for metric in &batch.metrics {
            let Some(about) = &metric.about else { continue };
            let Some(model) = &about.model_id else { continue };
            let (value, _) = to_columns(metric.value);
            rows.extend([
                model.into(),
                Value::Text(&metric.key),
                metric.timestamp.into(),
                metric.step.into(),
                value.into(),
                state.experiment.into(),
                run.into(),
                about.dataset_name.as_deref().into(),
                about.dataset_digest.as_deref().into(),
            ]);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    conn.insert_rows(&METRICS, &rows).map(drop)
}

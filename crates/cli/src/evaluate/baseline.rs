//! An earlier evaluation, as its run has it.

use runlore::{Result, Run, Table};
use runlore_eval::baseline::Side;

use super::record::TABLE;
use crate::session::Tracking;

/// A run's numbers, and its table of results if it has one.
#[derive(Debug)]
pub(super) struct Baseline {
    run: Run,
    table: Option<Table>,
}

pub(super) fn read(tracking: &Tracking, run_id: &str) -> Result<Baseline> {
    let client = tracking.existing()?;
    let run = client.wait(client.get_run(run_id))?;
    // Without it, numbers are compared, and how sure a difference is stays open.
    let table = client.wait(client.read_table(run_id, TABLE)).ok();
    Ok(Baseline { run, table })
}

impl Baseline {
    /// Its scores of the metrics that the evaluation has too.
    pub(super) fn side(&self, found: &runlore_eval::Outcome) -> Side {
        let metrics = self.run.data.metrics.iter().map(|(name, value)| (name.clone(), *value)).collect();
        Side::of_run(found, metrics, &|name| self.column(name))
    }

    fn column(&self, name: &str) -> Option<Vec<Option<f64>>> {
        let table = self.table.as_ref()?;
        let at = table.columns.iter().position(|column| column == name)?;
        Some(table.rows.iter().map(|row| row.get(at).and_then(serde_json::Value::as_f64)).collect())
    }
}

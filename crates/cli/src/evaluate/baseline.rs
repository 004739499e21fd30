//! An earlier evaluation, as its run has it.

use runlore::{Result, Run, Table};
use runlore_eval::baseline::Side;
use serde_json::Value;

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
    // A run without it has numbers only, and how sure a difference is stays open; one that can not be read now is another thing.
    let has_table = client.wait(client.list_artifacts(run_id, ""))?.iter().any(|file| file.path == TABLE);
    let table = has_table.then(|| client.wait(client.read_table(run_id, TABLE))).transpose()?;
    Ok(Baseline { run, table })
}

impl Baseline {
    /// Its scores of the metrics that the evaluation has too.
    pub(super) fn side(&self, found: &runlore_eval::Outcome) -> Side {
        let metrics = self.run.data.metrics.iter().map(|(name, value)| (name.clone(), *value)).collect();
        Side::of_run(found, metrics, &|name| self.column(name))
    }

    fn column(&self, name: &str) -> Option<Vec<Value>> {
        let table = self.table.as_ref()?;
        let at = table.columns.iter().position(|column| column == name)?;
        Some(table.rows.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect())
    }
}

//! The distinct datasets of some experiments with the contexts that they were used in.

use runlore_domain::dataset::DatasetSummary;
use runlore_domain::limits::SEARCH_DATASETS_ROWS;
use runlore_domain::{ExperimentId, Result};

use crate::db::{Conn, Value};

pub(super) fn summaries(conn: &mut dyn Conn, experiments: &[ExperimentId]) -> Result<Vec<DatasetSummary>> {
    let ids: Vec<i64> = experiments.iter().filter(|id| conn.dialect().holds(**id)).map(|id| id.0).collect();
    let sql = format!(
        "SELECT DISTINCT d.experiment_id, d.name, d.digest, t.value FROM datasets d \
         JOIN inputs i ON i.source_type = 'DATASET' AND i.source_id = d.dataset_uuid \
         LEFT JOIN input_tags t ON t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context' \
         WHERE d.experiment_id {} ORDER BY 1, 2, 3, 4 LIMIT $2",
        conn.dialect().in_list("$1")
    );
    conn.rows(&sql, &[Value::Ints(&ids), SEARCH_DATASETS_ROWS.into()], |row| {
        Ok(DatasetSummary {
            experiment_id: ExperimentId(row.int(0)?),
            name: row.text(1)?,
            digest: row.text(2)?,
            context: row.opt_text(3)?,
        })
    })
}

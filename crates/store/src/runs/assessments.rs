//! Assessments that a run made go into the bin with it: MLflow deletes them for good, and so does this.
//!
//! Only their metadata, a JSON text without an index, names the run. So the table is read once,
//! however many runs go.

use std::collections::HashSet;

use runlore_domain::Result;

use crate::db::{Conn, Value};

/// What stands before the run's id in the metadata, as MLflow writes it.
const SOURCE_RUN: &str = "\"mlflow.assessment.sourceRunId\": \"";

/// Deletes the assessments of these runs.
pub(crate) fn delete(conn: &mut dyn Conn, runs: &[&str]) -> Result<()> {
    let runs: HashSet<&str> = runs.iter().copied().collect();
    let mut found: Vec<String> = Vec::new();
    conn.query(
        "SELECT assessment_id, assessment_metadata FROM assessments WHERE assessment_metadata LIKE $1",
        &[Value::Text(&format!("%{SOURCE_RUN}%"))],
        &mut |row| {
            if source_run(row.str(1)?).is_some_and(|run| runs.contains(run)) {
                found.push(row.text(0)?);
            }
            Ok(())
        },
    )?;
    if found.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = found.iter().map(String::as_str).collect();
    let sql = format!("DELETE FROM assessments WHERE assessment_id {}", conn.dialect().in_list("$1"));
    conn.execute(&sql, &[Value::Texts(&ids)]).map(drop)
}

fn source_run(metadata: &str) -> Option<&str> {
    let (_, after) = metadata.split_once(SOURCE_RUN)?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::source_run;

    #[test]
    fn the_run_is_what_the_key_names() {
        assert_eq!(source_run(r#"{"a": "b", "mlflow.assessment.sourceRunId": "r_1", "c": "d"}"#), Some("r_1"));
        assert_eq!(source_run(r#"{"sourceRunId": "r_1"}"#), None);
    }
}

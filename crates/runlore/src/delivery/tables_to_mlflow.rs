//! Rows of tables to an MLflow server, which has files only: read, extend, write, as its own client does.
//!
//! Rows that follow each other go together. Two programs that append to one table at a time lose rows
//! of each other there; a Runlore server has no such window.

use ::http::Method;
use runlore_domain::{ErrorKind, Result};
use runlore_tables::Table;
use serde_json::{Value, json};

use super::{AppendRecord, Delivery, FileRecord, Numbered, Outcome, is_about_records, put_file, refused};
use crate::client::V2;
use crate::transport::{Body, Failure, Request};

/// The tag that lists a run's tables.
const LOGGED: &str = "mlflow.loggedArtifacts";
/// What MLflow keeps of a tag; more is cut, and then it is no JSON any more.
const LONGEST_TAG: usize = 8000;

impl Delivery {
    pub(super) async fn append_to_mlflow(
        &self,
        first: i64,
        append: AppendRecord,
        more: &[Numbered],
    ) -> std::result::Result<Outcome, Failure> {
        let mut outcome = Outcome { applied: first, ..Outcome::default() };
        let (run_id, path) = (append.run_id, append.path);
        let mut rows = Table { columns: append.columns, rows: append.data };
        for (number, json) in more {
            match FileRecord::read(json) {
                Ok(FileRecord::Append(next)) if next.run_id == run_id && next.path == path => {
                    rows.extend(Table { columns: next.columns, rows: next.data });
                    outcome.applied = *number;
                }
                _ => break,
            }
        }
        match self.extend(&self.server_id(&run_id), &path, rows).await {
            Ok(()) => Ok(outcome),
            Err(failure) if is_about_records(&failure) => {
                outcome.refused.push(refused(first, &failure));
                Ok(outcome)
            }
            Err(failure) => Err(failure),
        }
    }

    async fn extend(&self, run_id: &str, path: &str, rows: Table) -> std::result::Result<(), Failure> {
        let file = Request::new(Method::GET, "get-artifact").query("run_id", run_id).query("path", path);
        let table = match self.client.send(file).await {
            Ok(answer) => {
                let mut table = read(path, answer.bytes().await.map_err(Failure::away)?).map_err(Failure::ours)?;
                table.extend(rows);
                table
            }
            Err(failure) if is_missing(&failure) => rows,
            Err(failure) => return Err(failure),
        };
        let body = Body::from(write(path, &table).map_err(Failure::ours)?);
        put_file(&self.client, run_id, path, body).await?;
        self.list(run_id, path).await
    }

    /// Adds the table to the run's list of tables.
    async fn list(&self, run_id: &str, path: &str) -> std::result::Result<(), Failure> {
        let run = Request::new(Method::GET, format!("{V2}/runs/get")).query("run_id", run_id);
        let answer = self.client.send(run).await?.bytes().await.map_err(Failure::away)?;
        let told: Value = serde_json::from_slice(&answer).unwrap_or_default();
        let tags = told["run"]["data"]["tags"].as_array().cloned().unwrap_or_default();
        let before = tags.iter().find(|tag| tag["key"] == LOGGED).and_then(|tag| tag["value"].as_str());
        let Some(listed) = with_table(before.unwrap_or("[]"), path) else { return Ok(()) };
        if listed.chars().count() > LONGEST_TAG {
            tracing::warn!(
                "the tag {LOGGED} of run {run_id} is full: {path} is logged, but `load_table` over several runs does not \
                 find it. A Runlore server has no such limit."
            );
            return Ok(());
        }
        self.post("runs/set-tag", &json!({"run_id": run_id, "key": LOGGED, "value": listed})).await.map(drop)
    }
}

/// The list with the table in it, in MLflow's spelling; `None` when it is there, or the list is none.
fn with_table(list: &str, path: &str) -> Option<String> {
    let listed: Vec<Value> = serde_json::from_str(list).ok()?;
    if listed.iter().any(|entry| entry["path"] == path && entry["type"] == "table") {
        return None;
    }
    let entry = format!("{{\"path\": {}, \"type\": \"table\"}}", Value::from(path));
    let inner = list.trim().trim_start_matches('[').trim_end_matches(']');
    Some(if inner.trim().is_empty() { format!("[{entry}]") } else { format!("[{inner}, {entry}]") })
}

fn is_missing(failure: &Failure) -> bool {
    matches!(failure.error.kind(), ErrorKind::NotFound | ErrorKind::EndpointNotFound)
        || failure.error_code == "INTERNAL_ERROR" && failure.error.message().contains("No such file or directory")
}

/// Reads a table's file.
pub(crate) fn read(path: &str, bytes: Vec<u8>) -> Result<Table> {
    match path.rsplit('.').next() {
        Some("parquet") => formats::from_parquet(bytes),
        Some("csv") => formats::from_csv(&bytes),
        _ => Table::from_split(&bytes),
    }
}

fn write(path: &str, table: &Table) -> Result<Vec<u8>> {
    if path.ends_with(".parquet") { formats::to_parquet(table) } else { Ok(table.to_split()) }
}

#[cfg(feature = "formats")]
mod formats {
    use super::*;

    pub(super) fn from_parquet(bytes: Vec<u8>) -> Result<Table> {
        Table::from_parquet(bytes)
    }

    pub(super) fn from_csv(bytes: &[u8]) -> Result<Table> {
        Table::from_csv(bytes)
    }

    pub(super) fn to_parquet(table: &Table) -> Result<Vec<u8>> {
        table.to_parquet()
    }
}

#[cfg(not(feature = "formats"))]
mod formats {
    use super::*;

    pub(super) fn from_parquet(_: Vec<u8>) -> Result<Table> {
        Err(unknown())
    }

    pub(super) fn from_csv(_: &[u8]) -> Result<Table> {
        Err(unknown())
    }

    pub(super) fn to_parquet(_: &Table) -> Result<Vec<u8>> {
        Err(unknown())
    }

    fn unknown() -> runlore_domain::Error {
        runlore_domain::Error::not_implemented(
            "This program was built without the feature `formats`: its tables are .json files.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_listed_once_and_in_mlflows_spelling() {
        let one = with_table("[]", "a.json").unwrap();
        assert_eq!(one, r#"[{"path": "a.json", "type": "table"}]"#);
        assert_eq!(with_table(&one, "a.json"), None);
        let two = with_table(&one, "b.json").unwrap();
        assert_eq!(two, r#"[{"path": "a.json", "type": "table"}, {"path": "b.json", "type": "table"}]"#);
        assert_eq!(with_table("[{\"path\": \"cut", "c.json"), None);
    }
}

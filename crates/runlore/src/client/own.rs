//! What only Runlore's server has.

use ::http::Method;
use runlore_domain::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Client, OWN, post};
use crate::entities::{LostRun, TableRows, TableState};
use crate::transport::{Body, Request, encode};

/// Which rows of a table are wanted.
#[derive(Debug, Clone, Default)]
pub struct RowsOf {
    /// The columns; all when empty.
    pub columns: Vec<String>,
    /// A filter over columns, such as `score > 0.5 and answer LIKE '%no%'`; empty for all rows.
    pub filter: String,
    /// Orders, such as `score DESC`; as they were logged when empty.
    pub order_by: Vec<String>,
    /// Rows to skip.
    pub offset: u64,
    /// How many at most; 100 when `None`.
    pub max_rows: Option<u64>,
    /// The most bytes of a cell's JSON: of a longer one the beginning comes, as a string. All of each when `None`; a page has
    /// 48 MiB at most.
    pub max_cell: Option<u64>,
}

#[derive(Deserialize)]
struct Lost {
    #[serde(default)]
    runs: Vec<LostRun>,
}

#[derive(Deserialize)]
struct Flushed {
    #[serde(default)]
    tables: Vec<TableState>,
}

#[derive(Deserialize)]
struct Appended {
    rows: u64,
}

/// The number of a file in a spool, so that a resend is skipped.
pub(crate) type Numbered<'a> = Option<(&'a str, i64)>;

impl Client {
    /// Appends rows to a table of a run; answers how many it has then.
    ///
    /// # Errors
    /// When the path is none of a table, or there is a file that is none.
    pub async fn append_table(&self, run_id: &str, path: &str, columns: &[String], rows: &[Vec<Value>]) -> Result<u64> {
        let body = json!({"run_id": run_id, "path": path, "columns": columns, "data": rows});
        Ok(self.ask::<Appended>(post(&format!("{OWN}/tables/append"), &body)?).await?.rows)
    }

    /// Makes a run's tables (or the one at `path`) whole files below its artifact root, for those who read there
    /// without the server. It happens by itself some seconds after an append and at the end of the run.
    ///
    /// # Errors
    /// When there is no such run.
    pub async fn flush_tables(&self, run_id: &str, path: Option<&str>) -> Result<Vec<TableState>> {
        let mut body = json!({"run_id": run_id});
        if let Some(path) = path {
            body["path"] = path.into();
        }
        Ok(self.ask::<Flushed>(post(&format!("{OWN}/tables/flush"), &body)?).await?.tables)
    }

    /// Some rows of a table of a run: a `.json` that was logged with `log_table`, a `.csv` or a `.parquet`.
    ///
    /// # Errors
    /// When there is no such file, it is no table, or the filter can not be read.
    pub async fn table_rows(&self, run_id: &str, path: &str, rows: &RowsOf) -> Result<TableRows> {
        let mut body = json!({
            "run_id": run_id, "path": path, "offset": rows.offset, "max_rows": rows.max_rows.unwrap_or(100),
        });
        if let Some(most) = rows.max_cell {
            body["max_cell"] = most.into();
        }
        if !rows.columns.is_empty() {
            body["columns"] = json!(rows.columns);
        }
        if !rows.filter.is_empty() {
            body["filter"] = rows.filter.as_str().into();
        }
        if !rows.order_by.is_empty() {
            body["order_by"] = json!(rows.order_by);
        }
        self.ask(post(&format!("{OWN}/tables/rows"), &body)?).await
    }

    /// A sign of life of runs whose program goes on.
    ///
    /// # Errors
    /// When the server is away.
    pub async fn heartbeat(&self, run_ids: &[String]) -> Result<()> {
        self.tell(post(&format!("{OWN}/heartbeat"), &json!({"run_ids": run_ids}))?).await
    }

    /// The runs, of these or of these experiments or of all, whose program has vanished.
    ///
    /// # Errors
    /// When the server is away or not Runlore's.
    pub async fn lost_runs(&self, run_ids: &[String], experiment_ids: &[String]) -> Result<Vec<LostRun>> {
        let mut body = json!({});
        if !run_ids.is_empty() {
            body["run_ids"] = json!(run_ids);
        }
        if !experiment_ids.is_empty() {
            body["experiment_ids"] = json!(experiment_ids);
        }
        Ok(self.ask::<Lost>(post(&format!("{OWN}/runs/lost"), &body)?).await?.runs)
    }
}

/// The request that writes a file of a run.
pub(crate) fn put(run_id: &str, path: &str, body: Body, numbered: Numbered<'_>) -> Request {
    let request = Request::new(Method::PUT, format!("{OWN}/runs/{}/artifacts/{}", encode(run_id), encode(path)));
    let request = request.body(body);
    match numbered {
        Some((spool, number)) => request.query("spool", spool).query("number", number.to_string()),
        None => request,
    }
}

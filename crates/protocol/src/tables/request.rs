//! What is asked about tables. Paths stay as they were sent; whoever opens them checks them.

use runlore_domain::ingest::SpoolNumber;
use runlore_domain::table::TableName;
use runlore_domain::{Error, Result, RunId};
use serde::Deserialize;
use serde_json::Value;

use crate::fields::{items, missing, non_empty, required};
use crate::scalar::{Flag, Int64, Repeated, Text};

/// The most rows that are read at once.
pub const MAX_ROWS: i64 = 10_000;
/// The most bytes to which cells are cut: no page has more.
pub const MAX_CELL: i64 = 48 << 20;
/// The most rows that are skipped or kept for an order.
pub const MAX_OFFSET: i64 = 100_000;

/// `tables/append`.
#[derive(Debug, Deserialize)]
pub struct AppendRows {
    run_id: Option<Text>,
    path: Option<Text>,
    columns: Option<Repeated<Text>>,
    data: Option<Repeated<Repeated<Value>>>,
    spool: Option<Text>,
    number: Option<Int64>,
}

/// Rows for a table.
#[derive(Debug)]
pub struct NewRows {
    /// The table.
    pub table: TableName,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// As many cells in each row.
    pub rows: Vec<Vec<Value>>,
    /// Where in a client's spool they stand, if they come from one.
    pub spool: Option<SpoolNumber>,
}

impl AppendRows {
    /// The rows, each as long as there are columns.
    pub fn into_domain(self) -> Result<NewRows> {
        let table = TableName::new(required(self.run_id, "run_id")?, required(self.path, "path")?);
        if !TableName::is_table(&table.path) {
            return Err(Error::invalid(format!(
                "Invalid artifact file path '{}'. Please ensure the file you are trying to log as a table has a file \
                 name with either '.json' or '.parquet' extension.",
                table.path
            )));
        }
        let columns: Vec<String> =
            self.columns.ok_or_else(|| missing("columns"))?.0.into_iter().map(|name| name.0).collect();
        let rows: Vec<Vec<Value>> = self.data.ok_or_else(|| missing("data"))?.0.into_iter().map(|row| row.0).collect();
        if let Some(at) = rows.iter().position(|row| row.len() != columns.len()) {
            let (cells, names) = (rows[at].len(), columns.len());
            return Err(Error::invalid(format!("'data[{at}]' has {cells} cells, but there are {names} columns.")));
        }
        Ok(NewRows { table, columns, rows, spool: spool(self.spool, self.number)? })
    }
}

fn spool(spool: Option<Text>, number: Option<Int64>) -> Result<Option<SpoolNumber>> {
    match (non_empty(spool), number) {
        (None, None) => Ok(None),
        (Some(spool), Some(Int64(number))) => SpoolNumber { spool, number }.checked().map(Some),
        _ => Err(Error::invalid("'spool' and 'number' go together: give both or none.")),
    }
}

/// `tables/flush`.
#[derive(Debug, Deserialize)]
pub struct FlushTables {
    run_id: Option<Text>,
    path: Option<Text>,
}

impl FlushTables {
    /// The run, and the only table that is meant, if it is one.
    pub fn into_domain(self) -> Result<(RunId, Option<String>)> {
        Ok((RunId::from(required(self.run_id, "run_id")?), non_empty(self.path)))
    }
}

/// `tables/rows`.
#[derive(Debug, Deserialize)]
pub struct ReadRows {
    run_id: Option<Text>,
    path: Option<Text>,
    columns: Option<Repeated<Text>>,
    filter: Option<Text>,
    order_by: Option<Repeated<Text>>,
    offset: Option<Int64>,
    max_rows: Option<Int64>,
    max_cell: Option<Int64>,
    count: Option<Flag>,
}

/// Which rows of a table, and what of them.
#[derive(Debug)]
pub struct RowsAsked {
    /// The table.
    pub table: TableName,
    /// The columns to answer, all when there are none.
    pub columns: Option<Vec<String>>,
    /// Which rows; empty means all.
    pub filter: String,
    /// Columns, each with `ASC` or `DESC` or neither.
    pub order_by: Vec<String>,
    /// Rows to leave out first.
    pub offset: usize,
    /// The most rows to answer.
    pub max_rows: usize,
    /// The most bytes of a cell's JSON to answer.
    pub max_cell: Option<usize>,
    /// Whether all rows that are found must be counted, even where that takes long.
    pub count: bool,
}

impl ReadRows {
    /// What is asked.
    pub fn into_domain(self) -> Result<RowsAsked> {
        let texts = |list: Repeated<Text>| list.0.into_iter().map(|text| text.0).collect::<Vec<_>>();
        Ok(RowsAsked {
            table: TableName::new(required(self.run_id, "run_id")?, required(self.path, "path")?),
            columns: self.columns.map(texts).filter(|columns| !columns.is_empty()),
            filter: non_empty(self.filter).unwrap_or_default(),
            order_by: items(self.order_by).into_iter().map(|text| text.0).collect(),
            offset: within("offset", self.offset.map_or(0, |n| n.0), MAX_OFFSET)?,
            max_rows: within("max_rows", self.max_rows.map_or(100, |n| n.0), MAX_ROWS)?,
            max_cell: self.max_cell.map(|n| within("max_cell", n.0, MAX_CELL)).transpose()?,
            count: self.count.is_none_or(|count| count.0),
        })
    }
}

fn within(field: &str, value: i64, most: i64) -> Result<usize> {
    let refusal = || Error::invalid(format!("'{field}' must be from 0 to {most}, not {value}."));
    usize::try_from(value).ok().filter(|_| value <= most).ok_or_else(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::from_json;

    fn append(body: &str) -> Result<NewRows> {
        from_json::<AppendRows>(body.as_bytes()).and_then(AppendRows::into_domain)
    }

    #[test]
    fn rows_are_read_or_refused() {
        let rows = append(r#"{"run_id":"r","path":"d/t.json","columns":["a"],"data":[["007"],[{"x":1}]],"spool":"00000000000000000000000000000001","number":5}"#).unwrap();
        assert_eq!((rows.rows.len(), rows.spool.unwrap().number), (2, 5));
        for (body, told) in [
            (r#"{"path":"t.json","columns":[],"data":[]}"#, "'run_id'"),
            (r#"{"run_id":"r","path":"t.csv","columns":[],"data":[]}"#, "Invalid artifact file path 't.csv'. Please"),
            (r#"{"run_id":"r","path":"t.json","data":[]}"#, "'columns'"),
            (r#"{"run_id":"r","path":"t.json","columns":["a"]}"#, "'data'"),
            (r#"{"run_id":"r","path":"t.json","columns":["a"],"data":[[1],[1,2]]}"#, "'data[1]' has 2 cells"),
            (r#"{"run_id":"r","path":"t.json","columns":["a"],"data":{"a":1}}"#, "'data'"),
            (r#"{"run_id":"r","path":"t.json","columns":["a"],"data":[],"number":1}"#, "go together"),
            (r#"{"run_id":"r","path":"t.json","columns":["a"],"data":[],"spool":"x","number":1}"#, "32 hexadecimal"),
        ] {
            let error = append(body).unwrap_err();
            assert!(error.message().contains(told), "{body}: {error}");
        }
    }

    #[test]
    fn pages_are_bounded() {
        let read = |body: &str| from_json::<ReadRows>(body.as_bytes()).and_then(ReadRows::into_domain);
        let asked = read(r#"{"run_id":"r","path":"t.csv","columns":[]}"#).unwrap();
        assert_eq!((asked.offset, asked.max_rows, asked.columns, asked.count), (0, 100, None, true));
        for bad in [r#""offset":-1"#, r#""max_rows":10001"#, r#""offset":100001"#, r#""max_cell":-1"#] {
            let error = read(&format!(r#"{{"run_id":"r","path":"t.csv",{bad}}}"#)).unwrap_err();
            assert!(error.message().contains("must be from 0 to"), "{error}");
        }
    }
}

//! Tables, which grow with each call.

use runlore_domain::{Error, Result};
use runlore_tables::Table;
use serde::Serialize;
use serde_json::Value;

use super::RunHandle;
use crate::local::check;
use crate::recorder::Rows;

/// What can be logged as a table: a [`Table`], or anything that is a list of structs or maps; with the
/// feature `formats` also an Arrow record batch.
pub trait IntoTable {
    /// As columns and rows.
    ///
    /// # Errors
    /// When it is no list of rows.
    fn into_table(self) -> Result<Table>;
}

impl IntoTable for Table {
    fn into_table(self) -> Result<Table> {
        Ok(self)
    }
}

#[cfg(feature = "formats")]
impl IntoTable for &runlore_tables::RecordBatch {
    fn into_table(self) -> Result<Table> {
        self.try_into()
    }
}

impl<T: Serialize> IntoTable for &[T] {
    fn into_table(self) -> Result<Table> {
        let mut table = Table::default();
        for (i, row) in self.iter().enumerate() {
            let cells = serde_json::to_value(row)
                .map_err(|cause| Error::invalid(format!("Row {i} can not be JSON: {cause}")).with_source(cause))?;
            let Value::Object(cells) = cells else {
                return Err(Error::invalid(format!("Row {i} is no struct or map: a table has named columns.")));
            };
            let (columns, row) = cells.into_iter().unzip();
            table.extend(Table { columns, rows: vec![row] });
        }
        Ok(table)
    }
}

impl<T: Serialize> IntoTable for &Vec<T> {
    fn into_table(self) -> Result<Table> {
        self.as_slice().into_table()
    }
}

impl<T: Serialize> IntoTable for Vec<T> {
    fn into_table(self) -> Result<Table> {
        self.as_slice().into_table()
    }
}

impl<T: Serialize, const N: usize> IntoTable for [T; N] {
    fn into_table(self) -> Result<Table> {
        self.as_slice().into_table()
    }
}

impl RunHandle {
    /// Appends rows to the table at `path`, a `.json` or `.parquet` file of the run.
    ///
    /// On a Runlore server an append costs what its rows cost, however long the table is; on an MLflow
    /// server the file is read, extended and written.
    ///
    /// # Errors
    /// When the path is none of a table.
    pub fn log_table(&self, rows: impl IntoTable, path: &str) -> Result<()> {
        check_name(path)?;
        let Table { columns, rows } = rows.into_table()?;
        self.0.recorder.append(self.run_id(), path, Rows { columns, rows }, self.0.begun())
    }
}

/// MLflow's rule for names of tables.
fn check_name(path: &str) -> Result<()> {
    check(path)?;
    if !path.ends_with(".json") && !path.ends_with(".parquet") {
        let extension = path.rsplit('/').next().and_then(|name| name.split_once('.').map(|(_, end)| format!(".{end}")));
        return Err(Error::invalid(format!(
            "Invalid artifact file path '{path}'. Please ensure the file you are trying to log as a table has a file name \
             with either '.json' or '.parquet' extension. It has {}.",
            extension.as_deref().unwrap_or("none")
        )));
    }
    if let Some(bad) = path.chars().find(|c| "\"',:[]{}".contains(*c)) {
        return Err(Error::invalid(format!("The name of a table can not have a {bad} in it: '{path}'.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structs_are_rows() {
        #[derive(Serialize)]
        struct Answer {
            question: &'static str,
            score: Option<f64>,
        }
        let rows = [Answer { question: "2+2?", score: Some(1.0) }, Answer { question: "why?", score: None }];
        let table = rows.into_table().unwrap();
        assert_eq!(table.columns, ["question", "score"]);
        assert_eq!(table.rows, [vec![Value::from("2+2?"), 1.0.into()], vec!["why?".into(), Value::Null]]);
        assert!([1, 2].into_table().is_err());
    }

    #[test]
    fn names_of_tables() {
        assert!(check_name("a/b.json").is_ok() && check_name("b.parquet").is_ok());
        for name in ["a.csv", "a", "a:b.json", "x[1].json", "../a.json"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}

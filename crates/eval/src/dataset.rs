//! What is evaluated: named columns of equal length, whose cells are JSON values.

use runlore_domain::{Error, Result};
use serde_json::Value;

/// A column of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// One cell for each row.
    pub cells: Vec<Value>,
}

/// Columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dataset {
    columns: Vec<Column>,
    rows: usize,
}

impl Dataset {
    /// A dataset of these columns.
    ///
    /// # Errors
    /// When two columns have one name or columns differ in length; the error names them.
    pub fn new(columns: Vec<Column>) -> Result<Self> {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        for (at, column) in columns.iter().enumerate() {
            let (name, length) = (&column.name, column.cells.len());
            if length != rows {
                let first = &columns[0].name;
                return Err(Error::invalid(format!(
                    "The columns of a dataset must be equally long: {first} has {rows} rows, {name} has {length}."
                )));
            }
            if columns[..at].iter().any(|other| other.name == *name) {
                return Err(Error::invalid(format!("The dataset has two columns that are called {name}.")));
            }
        }
        Ok(Self { columns, rows })
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its columns, to keep.
    pub fn into_columns(self) -> Vec<Column> {
        self.columns
    }

    /// The cells of a column.
    ///
    /// # Errors
    /// When there is none of that name; the error lists those that there are.
    pub fn column(&self, name: &str) -> Result<&[Value]> {
        let found = self.columns.iter().find(|column| column.name == name);
        found.map(|column| column.cells.as_slice()).ok_or_else(|| {
            let names: Vec<_> = self.columns.iter().map(|column| column.name.as_str()).collect();
            Error::invalid(format!("The dataset has no column {name}; it has: {}.", names.join(", ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, cells: &[&str]) -> Column {
        Column { name: name.to_owned(), cells: cells.iter().map(|cell| Value::from(*cell)).collect() }
    }

    #[test]
    fn columns_are_equally_long_and_have_names_of_their_own() {
        let told = |columns| Dataset::new(columns).unwrap_err().message().to_owned();
        assert!(told(vec![column("a", &["1"]), column("b", &[])]).contains("a has 1 rows, b has 0"));
        assert!(told(vec![column("a", &[]), column("a", &[])]).contains("called a"));
        let dataset = Dataset::new(vec![column("a", &["1"]), column("b", &["2"])]).unwrap();
        assert_eq!((dataset.rows(), dataset.column("b").unwrap()), (1, &[Value::from("2")][..]));
        assert!(dataset.column("c").unwrap_err().message().contains("a, b"));
    }
}

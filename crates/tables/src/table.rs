//! A table in memory.

use serde_json::Value;

use crate::Columns;

/// Column names and rows of as many cells each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The names, in the order of the cells.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// Appends the rows of another table. The columns are united in the order in which they first
    /// appear; cells that a row does not have are null.
    pub fn extend(&mut self, other: Self) {
        let mut columns = Columns::default();
        columns.place(&self.columns);
        let places = columns.place(&other.columns);
        self.columns = columns.into_names();
        let width = self.columns.len();
        for row in &mut self.rows {
            row.resize(width, Value::Null);
        }
        self.rows.extend(other.rows.into_iter().map(|cells| {
            let mut row = vec![Value::Null; width];
            for (place, cell) in places.iter().zip(cells) {
                row[*place] = cell;
            }
            row
        }));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn table(columns: &[&str], rows: &[Value]) -> Table {
        let rows = rows.iter().map(|row| row.as_array().unwrap().clone()).collect();
        Table { columns: columns.iter().map(ToString::to_string).collect(), rows }
    }

    #[test]
    fn columns_are_united_and_gaps_are_null() {
        let mut grown = table(&["q", "a"], &[json!(["x", "007"])]);
        grown.extend(table(&["score", "q"], &[json!([1.0, "y"]), json!([null, "z"])]));
        grown.extend(table(&[], &[json!([])]));
        let rows =
            [json!(["x", "007", null]), json!(["y", null, 1.0]), json!(["z", null, null]), json!([null, null, null])];
        assert_eq!(grown, table(&["q", "a", "score"], &rows));
        let mut empty = Table::default();
        empty.extend(grown.clone());
        assert_eq!(empty, grown);
    }
}

//! A whole file into a table in memory.

use std::fmt;

use runlore_domain::{Error, Result};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::Table;

impl Table {
    /// Reads a file. Keys may come in any order, others than `columns` and `data` are ignored.
    pub fn from_split(file: &[u8]) -> Result<Self> {
        let Split(table) = serde_json::from_slice(file).map_err(|cause| no_table(&cause.to_string()))?;
        let width = table.columns.len();
        match table.rows.iter().position(|row| row.len() != width) {
            None => Ok(table),
            Some(at) => {
                let cells = table.rows[at].len();
                Err(no_table(&format!("row {} has {cells} cells, but there are {width} columns", at + 1)))
            }
        }
    }
}

/// The error for a file that is no table.
pub(crate) fn no_table(why: &str) -> Error {
    Error::invalid(format!(
        "The file is no table: it must be a JSON object with 'columns' and 'data', as pandas writes it with \
         orient=\"split\" ({why})."
    ))
}

/// A column's name: pandas writes what is no string (numbers, parts of a multi-index) as it is.
pub(crate) fn name(value: Value) -> String {
    match value {
        Value::String(name) => name,
        other => other.to_string(),
    }
}

struct Split(Table);

impl<'de> Deserialize<'de> for Split {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Split;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> std::result::Result<Split, M::Error> {
                use serde::de::Error as _;
                let (mut columns, mut rows) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "columns" => columns = Some(map.next_value::<Vec<Value>>()?),
                        "data" => rows = Some(map.next_value()?),
                        _ => drop(map.next_value::<serde::de::IgnoredAny>()?),
                    }
                }
                let columns = columns.ok_or_else(|| M::Error::missing_field("columns"))?;
                let rows = rows.ok_or_else(|| M::Error::missing_field("data"))?;
                Ok(Split(Table { columns: columns.into_iter().map(name).collect(), rows }))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

#[cfg(test)]
mod tests {
    use runlore_domain::ErrorKind;

    use super::*;

    #[test]
    fn files_of_pandas_in_any_order() {
        // The last is what pandas writes of columns that have no names, or two levels of them.
        for (file, columns, rows) in [
            (r#"{"columns":["q\/","n"],"data":[["a\/b",1.0],[null,2]]}"#, r#"["q/","n"]"#, r#"[["a/b",1.0],[null,2]]"#),
            (" {\n\"data\" : [ [ 1 ] ] ,\"index\":[0],\"columns\":[\"x\"]}\n", r#"["x"]"#, "[[1]]"),
            (r#"{"columns":[],"data":[[],[]]}"#, "[]", "[[],[]]"),
            (r#"{"columns":[0,["a","b"]],"data":[]}"#, r#"["0","[\"a\",\"b\"]"]"#, "[]"),
        ] {
            let table = Table::from_split(file.as_bytes()).unwrap();
            assert_eq!(serde_json::to_string(&table.columns).unwrap(), columns);
            assert_eq!(serde_json::to_string(&table.rows).unwrap(), rows);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (file, why) in [
            ("", "EOF"),
            ("[1]", "expected a JSON object"),
            (r#"{"data":[]}"#, "`columns`"),
            (r#"{"columns":[]}"#, "`data`"),
            (r#"{"columns":["a"],"data":[[1],[1,2]]}"#, "row 2 has 2 cells, but there are 1 columns"),
            (r#"{"columns":["a"],"data":{"a":1}}"#, "expected a sequence"),
            (r#"{"columns":["a"],"data":[[1]]"#, "EOF"),
            (r#"{"columns":["a"],"data":[[1]]} x"#, "trailing"),
        ] {
            let error = Table::from_split(file.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidParameter);
            assert!(error.message().contains(why), "{file}: {error}");
        }
        let deep = format!(r#"{{"columns":["a"],"data":[[{}]]}}"#, "[".repeat(1_000_000));
        Table::from_split(deep.as_bytes()).unwrap_err();
    }
}

//! Files of rows as datasets: JSON, JSON lines, CSV and Parquet.

use std::path::Path;

use runlore_domain::{Error, Result};
use runlore_eval::{Column, Dataset};
use runlore_tables::{CsvScanner, Table};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// Reads a file into a dataset. Its name says what it is: `.json` (a list of objects, an object of columns, or pandas'
/// split form with `columns` and `data`), `.jsonl` and `.ndjson` (an object a line), `.csv` (the first row names the
/// columns), `.parquet`. Rows that lack a column have null there.
///
/// CSV has no types: what is spelled like a number is one, apart from the columns in `texts`, whose cells stay as they
/// are spelled. An empty cell is null.
///
/// # Errors
/// When the file can not be read, or is not what its name says; the error says where.
pub fn read_dataset(path: &Path, texts: &[&str]) -> Result<Dataset> {
    let told = |why: &str| Error::invalid(format!("The data in {} can not be read: {why}", path.display()));
    let bytes = std::fs::read(path).map_err(|cause| told(&cause.to_string()).with_source(cause))?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    // What editors on Windows put before a text.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let table = match extension.as_str() {
        "json" => json(text),
        "jsonl" | "ndjson" => lines(text),
        "csv" => csv(text, texts),
        "parquet" => Table::from_parquet(bytes),
        _ => Err(Error::invalid("its name must end with .json, .jsonl, .csv or .parquet.")),
    };
    table.and_then(dataset).map_err(|error| told(error.message()))
}

/// What tells a dataset from others of its name: 16 hexadecimal digits, of SHA-256 over the names and cells of its columns.
pub fn digest(data: &Dataset) -> String {
    let mut hash = Sha256::new();
    for column in data.columns() {
        hash.update(Value::from(column.name.as_str()).to_string());
        for cell in &column.cells {
            // JSON of a line has no line's end in it.
            hash.update("\n");
            hash.update(cell.to_string());
        }
        hash.update("\n\n");
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn dataset(table: Table) -> Result<Dataset> {
    let Table { columns, rows } = table;
    let mut columns: Vec<_> =
        columns.into_iter().map(|name| Column { name, cells: Vec::with_capacity(rows.len()) }).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.cells.push(cell);
        }
    }
    Dataset::new(columns)
}

fn json(text: &[u8]) -> Result<Table> {
    let no = |cause: serde_json::Error| Error::invalid(format!("it is no JSON ({cause})."));
    match serde_json::from_slice(text).map_err(no)? {
        Value::Array(rows) => objects(rows.into_iter().map(Ok)),
        Value::Object(object) if object.contains_key("columns") && object.contains_key("data") => {
            Table::from_split(text)
        }
        Value::Object(object) => columns(object),
        _ => Err(Error::invalid("it must be a list of objects, or an object of columns.")),
    }
}

fn lines(text: &[u8]) -> Result<Table> {
    let lines = text.split(|byte| *byte == b'\n').enumerate();
    let full = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    objects(full.map(|(at, line)| {
        let no = |cause| Error::invalid(format!("line {} is no JSON ({cause}).", at + 1));
        serde_json::from_slice::<Value>(line).map_err(no)
    }))
}

/// Rows that are objects; the columns are in the order in which they first appear.
fn objects(rows: impl Iterator<Item = Result<Value>>) -> Result<Table> {
    let mut table = Table::default();
    let mut places = std::collections::HashMap::new();
    for (at, row) in rows.enumerate() {
        let Value::Object(object) = row? else {
            return Err(Error::invalid(format!("row {at} (from 0) is no object.")));
        };
        let mut cells = vec![Value::Null; table.columns.len()];
        for (name, cell) in object {
            let place = *places.entry(name).or_insert_with_key(|name| {
                table.columns.push(name.clone());
                table.columns.len() - 1
            });
            cells.resize(table.columns.len(), Value::Null);
            cells[place] = cell;
        }
        table.rows.push(cells);
    }
    for row in &mut table.rows {
        row.resize(table.columns.len(), Value::Null);
    }
    Ok(table)
}

/// An object of columns: lists, or objects from row to cell, as pandas writes them by default.
fn columns(object: Map<String, Value>) -> Result<Table> {
    let mut table = Table::default();
    for (name, cells) in object {
        let cells: Vec<Value> = match cells {
            Value::Array(cells) => cells,
            Value::Object(cells) => cells.into_iter().map(|(_, cell)| cell).collect(),
            _ => return Err(Error::invalid(format!("column {name} is no list of cells."))),
        };
        if table.columns.is_empty() {
            table.rows = vec![Vec::new(); cells.len()];
        }
        if cells.len() != table.rows.len() {
            let (rows, first) = (table.rows.len(), &table.columns[0]);
            return Err(Error::invalid(format!("{first} has {rows} rows, {name} has {}.", cells.len())));
        }
        for (row, cell) in table.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
        table.columns.push(name);
    }
    Ok(table)
}

fn csv(text: &[u8], texts: &[&str]) -> Result<Table> {
    let (mut scanner, mut rows) = (CsvScanner::default(), Vec::new());
    let mut each = |columns: &[String], row: &[u8]| {
        let broken = |cause| Error::internal("A row of a CSV file is no JSON").with_source(cause);
        let cells: Vec<&RawValue> = serde_json::from_slice(row).map_err(broken)?;
        let cell = |(name, cell): (&String, &&RawValue)| {
            let is_number = cell.get().starts_with(|first: char| first == '-' || first.is_ascii_digit());
            if is_number && texts.contains(&name.as_str()) {
                return Ok(Value::from(cell.get()));
            }
            serde_json::from_str(cell.get()).map_err(broken)
        };
        rows.push(columns.iter().zip(&cells).map(cell).collect::<Result<Vec<Value>>>()?);
        Ok(())
    };
    scanner.push(text, &mut each)?;
    let columns = scanner.finish(&mut each)?;
    Ok(Table { columns, rows })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(name: &str, bytes: &[u8], texts: &[&str]) -> Result<Value> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let dataset = read_dataset(&path, texts)?;
        Ok(dataset
            .columns()
            .iter()
            .map(|column| (column.name.clone(), Value::from(column.cells.clone())))
            .collect::<Map<_, _>>()
            .into())
    }

    #[test]
    fn files_of_all_forms_are_read() {
        let want = json!({"q": ["a", "b"], "n": [1, null]});
        for (name, text) in [
            ("a.json", r#"[{"q": "a", "n": 1}, {"q": "b"}]"#),
            ("b.json", r#"{"columns": ["q", "n"], "data": [["a", 1], ["b", null]]}"#),
            ("c.json", r#"{"q": ["a", "b"], "n": [1, null]}"#),
            ("d.json", r#"{"q": {"0": "a", "1": "b"}, "n": {"0": 1, "1": null}}"#),
            ("e.jsonl", "\u{feff}{\"q\": \"a\", \"n\": 1}\r\n\n{\"q\": \"b\"}"),
            ("f.CSV", "q,n\na,1\nb,\n"),
        ] {
            assert_eq!(read(name, text.as_bytes(), &[]).unwrap(), want, "{name}");
        }
        let table = Table { columns: vec!["q".to_owned()], rows: vec![vec![json!("a")], vec![Value::Null]] };
        assert_eq!(read("g.parquet", &table.to_parquet().unwrap(), &[]).unwrap(), json!({"q": ["a", null]}));
    }

    #[test]
    fn texts_of_a_csv_stay_as_they_are_spelled() {
        let text = b"answer,n\n1.50,1.50\n-7,2\n,3\n";
        assert_eq!(
            read("a.csv", text, &["answer"]).unwrap(),
            json!({"answer": ["1.50", "-7", null], "n": [1.5, 2, 3]})
        );
    }

    #[test]
    fn what_is_malformed_is_named() {
        for (name, text, part) in [
            ("a.json", "[1]", "row 0 (from 0) is no object"),
            ("a.json", "{", "a.json can not be read: it is no JSON"),
            ("a.json", r#"{"q": ["a"], "n": []}"#, "q has 1 rows, n has 0"),
            ("a.jsonl", "{}\n\n{", "line 3"),
            ("a.csv", "a,a\n1,2\n", "called a"),
            ("a.parquet", "PAR1", "a.parquet"),
            ("a.xlsx", "", ".jsonl"),
        ] {
            let told = read(name, text.as_bytes(), &[]).unwrap_err().message().to_owned();
            assert!(told.contains(part), "{told}");
        }
        assert!(read_dataset(Path::new("nowhere.json"), &[]).unwrap_err().message().contains("nowhere.json"));
    }
}

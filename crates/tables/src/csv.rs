//! CSV files as rows of JSON cells.
//!
//! CSV has no types. A cell that is spelled as a JSON number is one, so that it can be compared as a
//! number; an empty one is null; everything else, `007` too, is the text that stands there.

use csv_core::{ReadFieldResult, Reader};
use runlore_domain::{Error, Result};

use crate::split::string;

/// Bytes of one row; as JSON it may have three times as many.
const LONGEST: usize = 16 << 20;

/// Takes the columns and a row, a JSON list.
type Each<'e> = dyn FnMut(&[String], &[u8]) -> Result<()> + 'e;

/// A reader into which a file is pushed; the first row names the columns.
#[derive(Debug)]
pub struct CsvScanner {
    reader: Reader,
    columns: Option<Vec<String>>,
    /// The fields of the row that is being read, one after the other, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// Bytes of `fields` that are used.
    used: usize,
    rows: u64,
}

impl Default for CsvScanner {
    fn default() -> Self {
        Self { reader: Reader::new(), columns: None, fields: vec![0; 1024], ends: Vec::new(), used: 0, rows: 0 }
    }
}

impl CsvScanner {
    /// Takes the next piece of the file and gives each row that ends in it to `each`, with the columns.
    pub fn push(&mut self, mut piece: &[u8], each: &mut Each<'_>) -> Result<()> {
        while !piece.is_empty() {
            piece = self.step(piece, each)?;
        }
        Ok(())
    }

    /// The file's end, which may end a row: what the columns were.
    pub fn finish(mut self, each: &mut Each<'_>) -> Result<Vec<String>> {
        // An empty piece is the end; each call ends one field at most.
        for _ in 0..2 {
            self.step(&[], each)?;
        }
        self.columns.ok_or_else(|| Error::invalid("The file is no CSV table: its first row must name the columns."))
    }

    fn step<'p>(&mut self, piece: &'p [u8], each: &mut Each<'_>) -> Result<&'p [u8]> {
        let (result, read, written) = self.reader.read_field(piece, &mut self.fields[self.used..]);
        self.used += written;
        match result {
            ReadFieldResult::OutputFull => {
                if self.fields.len() >= LONGEST {
                    let mib = LONGEST >> 20;
                    return Err(Error::invalid(format!("Row {} is larger than {mib} MiB.", self.rows + 1)));
                }
                self.fields.resize(self.fields.len() * 2, 0);
            }
            ReadFieldResult::Field { record_end } => {
                self.ends.push(self.used);
                if record_end {
                    self.row(each)?;
                }
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::End => {}
        }
        Ok(&piece[read..])
    }

    fn row(&mut self, each: &mut Each<'_>) -> Result<()> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let fields = starts.zip(&self.ends).map(|(start, end)| String::from_utf8_lossy(&self.fields[start..*end]));
        match &self.columns {
            None => self.columns = Some(fields.map(std::borrow::Cow::into_owned).collect()),
            Some(columns) => {
                self.rows += 1;
                if self.ends.len() > columns.len() {
                    let (row, cells, names) = (self.rows, self.ends.len(), columns.len());
                    return Err(Error::invalid(format!("Row {row} has {cells} cells, but there are {names} columns.")));
                }
                let mut row = b"[".to_vec();
                for (i, field) in fields.map(Some).chain(std::iter::repeat(None)).take(columns.len()).enumerate() {
                    if i > 0 {
                        row.push(b',');
                    }
                    cell(&mut row, field.as_deref().unwrap_or_default());
                }
                row.push(b']');
                each(columns, &row)?;
            }
        }
        self.ends.clear();
        self.used = 0;
        Ok(())
    }
}

fn cell(row: &mut Vec<u8>, field: &str) {
    let is_number = field.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<serde_json::Number>(field).is_ok_and(|_| !field.ends_with(char::is_whitespace));
    match field {
        "" => row.extend_from_slice(b"null"),
        number if is_number => row.extend_from_slice(number.as_bytes()),
        text => string(row, text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scan(file: &[u8], piece: usize) -> Result<(Vec<String>, Vec<String>)> {
        let (mut scanner, mut rows) = (CsvScanner::default(), Vec::new());
        let mut each = |_: &[String], row: &[u8]| {
            rows.push(String::from_utf8(row.to_vec()).unwrap());
            Ok(())
        };
        for bytes in file.chunks(piece) {
            scanner.push(bytes, &mut each)?;
        }
        let columns = scanner.finish(&mut each)?;
        Ok((columns, rows))
    }

    #[test]
    fn cells_are_what_they_look_like() {
        let file = "a,\"b,c\",n\r\n007,\"x\"\"y\n\",1.5e3\n-1,,true\n\"é\"\n";
        for piece in 1..file.len() {
            let (columns, rows) = scan(file.as_bytes(), piece).unwrap();
            assert_eq!(columns, ["a", "b,c", "n"]);
            assert_eq!(rows, [r#"["007","x\"y\n",1.5e3]"#, r#"[-1,null,"true"]"#, r#"["\u00e9",null,null]"#]);
        }
        assert_eq!(scan(b"a\n1", 1).unwrap().1, ["[1]"]);
        assert!(scan(b"", 1).is_err());
        assert!(scan(b"a\n1,2\n", 1).unwrap_err().message().contains("Row 1 has 2 cells"));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(file in prop::collection::vec(any::<u8>(), 0..200), piece in 1_usize..20) {
            let _any = scan(&file, piece);
        }

        #[test]
        fn what_is_quoted_comes_back(cells in prop::collection::vec(r#"[a",\n\r ]{0,6}x"#, 1..5), piece in 1_usize..9) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let file = format!("{}\n{}\n", vec!["c"; cells.len()].join(","), quoted.join(","));
            let (_, rows) = scan(file.as_bytes(), piece).unwrap();
            let row: Vec<String> = serde_json::from_str(&rows[0]).unwrap();
            prop_assert_eq!(row, cells);
        }
    }
}

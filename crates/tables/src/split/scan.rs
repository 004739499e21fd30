//! Reading a file of any size row by row.
//!
//! Bytes are pushed in, in pieces of any size; rows come out as they stand in the file. No more than one
//! row is held, and a row has a bound, so that no file can take the memory of who reads it.

use std::ops::Range;

use runlore_domain::Result;
use serde_json::Value;
use serde_json::value::RawValue;

use super::nest::Nest;
use super::read::{name, no_table};

/// Bytes of one row, or of all names of columns.
const LONGEST: usize = 56 << 20;
/// A longer one gets all the room that it may need at once: memory that is not written to is not taken, and to grow is to hold it twice.
const LONG: usize = 1 << 20;

/// A table's file, or a part of one, as it is on its disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// How many rows there are.
    pub rows: u64,
    /// The bytes from the first row's `[` to the last row's `]`; empty without rows.
    pub data: Range<u64>,
}

/// What comes next in the file.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    Start,
    FirstKey,
    Key,
    InKey,
    Colon,
    Value,
    InColumns,
    InOther,
    InScalar,
    AfterValue,
    FirstRow,
    Row,
    InRow,
    AfterRow,
    End,
}

/// A reader into which a file is pushed.
#[derive(Debug)]
pub struct Scanner {
    at: At,
    nest: Nest,
    /// The beginning of a key, of the columns or of a row whose end is in a later piece.
    held: Vec<u8>,
    key: String,
    /// Bytes of the pieces before.
    before: u64,
    columns: Option<Vec<String>>,
    data: Option<Range<u64>>,
    rows: u64,
    width: Option<usize>,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            at: At::Start,
            nest: Nest::default(),
            held: Vec::new(),
            key: String::new(),
            before: 0,
            columns: None,
            data: None,
            rows: 0,
            width: None,
        }
    }
}

impl Scanner {
    /// A reader of rows alone, with commas between them: the bytes of [`Part::data`].
    pub(crate) fn of_rows() -> Self {
        Self { at: At::FirstRow, data: Some(0..0), ..Self::default() }
    }

    /// The columns, once they were met.
    pub fn columns(&self) -> Option<&[String]> {
        self.columns.as_deref()
    }

    /// Takes the next piece of the file and gives each row that ends in it to `each`.
    pub fn push(&mut self, piece: &[u8], each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut from = 0;
        for (i, byte) in piece.iter().copied().enumerate() {
            if matches!(self.at, At::InKey | At::InColumns | At::InOther | At::InRow) {
                if self.nest.ends_with(byte) {
                    self.complete(&piece[from..=i], self.before + i as u64 + 1, each)?;
                }
            } else if self.at == At::InScalar && !matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\n' | b'\r') {
                // Of no interest: it belongs to a key that is ignored.
            } else if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                self.begin(byte, self.before + i as u64)?;
                from = i;
            } else if self.at == At::InScalar {
                self.at = At::AfterValue;
            }
        }
        if matches!(self.at, At::InKey | At::InColumns | At::InRow) {
            self.hold(&piece[from..])?;
        }
        self.before += piece.len() as u64;
        Ok(())
    }

    /// The file's end: what it was.
    pub fn finish(self) -> Result<Part> {
        if self.at != At::End {
            return Err(no_table("it ends early"));
        }
        let columns = self.columns.ok_or_else(|| no_table("it has no 'columns'"))?;
        let data = self.data.ok_or_else(|| no_table("it has no 'data'"))?;
        match self.width {
            Some(width) if width != columns.len() => Err(uneven(1, width, columns.len())),
            _ => Ok(Part { columns, rows: self.rows, data }),
        }
    }

    /// A byte between values: punctuation, or the first of a value.
    fn begin(&mut self, byte: u8, position: u64) -> Result<()> {
        let into = |scanner: &mut Self, at| {
            scanner.nest = Nest::default();
            let _open = scanner.nest.ends_with(byte);
            at
        };
        self.at = match (self.at, byte) {
            (At::Start, b'{') => At::FirstKey,
            (At::FirstKey | At::Key, b'"') => into(self, At::InKey),
            (At::FirstKey, b'}') | (At::AfterValue | At::InScalar, b'}') => At::End,
            (At::Colon, b':') => At::Value,
            (At::Value, b'[') if self.key == "data" => {
                self.data = Some(position + 1..position + 1);
                At::FirstRow
            }
            (At::Value, b'[') if self.key == "columns" => into(self, At::InColumns),
            (At::Value, _) if self.key == "data" || self.key == "columns" => {
                return Err(no_table(&format!("'{}' is no list", self.key)));
            }
            (At::Value, b'[' | b'{' | b'"') => into(self, At::InOther),
            (At::Value, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => At::InScalar,
            (At::AfterValue | At::InScalar, b',') => At::Key,
            (At::FirstRow | At::Row, b'[') => {
                if let Some(data) = self.data.as_mut().filter(|_| self.rows == 0) {
                    *data = position..position;
                }
                into(self, At::InRow)
            }
            (At::FirstRow | At::AfterRow, b']') => At::AfterValue,
            (At::AfterRow, b',') => At::Row,
            (At::FirstRow | At::Row, _) => return Err(no_table(&format!("row {} is no list", self.rows + 1))),
            _ => {
                let shown = char::from(byte).escape_default();
                return Err(no_table(&format!("'{shown}' at byte {position} is out of place")));
            }
        };
        Ok(())
    }

    /// A key, the columns or a row ended; `tail` is what of it is not held, `end` where it ended.
    fn complete(&mut self, tail: &[u8], end: u64, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        if self.at == At::InOther {
            self.at = At::AfterValue;
            return Ok(());
        }
        let mut held = std::mem::take(&mut self.held);
        let value = if held.is_empty() {
            tail
        } else {
            held.extend_from_slice(tail);
            &held
        };
        match self.at {
            At::InKey => {
                self.key = serde_json::from_slice(value).map_err(|cause| no_table(&cause.to_string()))?;
                let twice =
                    (self.key == "columns" && self.columns.is_some()) || (self.key == "data" && self.data.is_some());
                if twice {
                    return Err(no_table(&format!("it has '{}' twice", self.key)));
                }
                self.at = At::Colon;
            }
            At::InColumns => {
                let names: Vec<Value> = serde_json::from_slice(value).map_err(|cause| no_table(&cause.to_string()))?;
                self.columns = Some(names.into_iter().map(name).collect());
                self.at = At::AfterValue;
            }
            _ => {
                self.row(value, end)?;
                each(value)?;
                self.at = At::AfterRow;
            }
        }
        held.clear();
        self.held = held;
        Ok(())
    }

    fn row(&mut self, row: &[u8], end: u64) -> Result<()> {
        let number = self.rows + 1;
        let cells = cells(row).map_err(|why| no_table(&format!("row {number}: {why}")))?.len();
        let expected = self.columns.as_ref().map(Vec::len).or(self.width).unwrap_or(cells);
        if cells != expected {
            return Err(uneven(number, cells, expected));
        }
        self.width = Some(cells);
        self.rows = number;
        if let Some(data) = &mut self.data {
            data.end = end;
        }
        Ok(())
    }

    fn hold(&mut self, piece: &[u8]) -> Result<()> {
        if self.held.len() + piece.len() > LONGEST {
            let mib = LONGEST >> 20;
            return Err(no_table(&format!("row {} is larger than {mib} MiB", self.rows + 1)));
        }
        if self.held.len() + piece.len() > LONG {
            self.held.reserve_exact(LONGEST - self.held.len());
        }
        self.held.extend_from_slice(piece);
        Ok(())
    }
}

/// The cells of a row as they stand in the file.
pub(crate) fn cells(row: &[u8]) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::from_slice(row)
}

fn uneven(row: u64, cells: usize, columns: usize) -> runlore_domain::Error {
    no_table(&format!("row {row} has {cells} cells, but there are {columns} columns"))
}

#[cfg(test)]
pub(crate) mod tests;

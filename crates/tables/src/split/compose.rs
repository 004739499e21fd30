//! One file out of several parts, without touching their rows more than needed.
//!
//! A part that has all columns in their order goes in byte for byte; one that lacks the last of them
//! gets nulls; only one with another order is taken apart. In each case the size is known beforehand,
//! so that a file that is nowhere yet has a length, and ranges of it can be asked for.

use std::ops::Range;

use runlore_domain::Result;

use super::nest::Nest;
use super::scan::{Part, Scanner, cells};
use super::write;
use crate::Columns;

const NULL: &[u8] = b"null";

/// How the rows of a part become rows of the whole.
#[derive(Debug, Clone, PartialEq)]
enum Fit {
    /// As they are.
    Same,
    /// With these bytes before the closing bracket.
    Padded(Vec<u8>),
    /// Each cell to its place; there are as many places as given second.
    Placed(Vec<usize>, usize),
}

/// What a composed file consists of, in order.
#[derive(Debug, Clone)]
pub enum Segment {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The rows of a part.
    Rows {
        /// Which part.
        part: usize,
        /// The bytes of the part's file from which the segment is made.
        from: Range<u64>,
        /// What makes the segment of them, if they are not it already.
        refit: Option<Box<Refit>>,
        /// Bytes at the beginning of what [`Refit`] makes that do not belong to the segment.
        skip: u64,
        /// Bytes of the segment.
        size: u64,
    },
}

/// A file composed of parts.
#[derive(Debug, Clone)]
pub struct Composition {
    columns: Vec<String>,
    rows: u64,
    head: Vec<u8>,
    /// Each part that has rows, with its size in the whole.
    pieces: Vec<(usize, Range<u64>, Fit, u64)>,
}

const TAIL: &[u8] = b"]}";

impl Composition {
    /// The rows of all parts, one part after the other.
    pub fn of(parts: &[Part]) -> Self {
        let mut columns = Columns::default();
        let places: Vec<Vec<usize>> = parts.iter().map(|part| columns.place(&part.columns)).collect();
        let columns = columns.into_names();
        let mut head = b"{\"columns\":".to_vec();
        write::list(&mut head, &columns, |out, name| write::string(out, name));
        head.extend_from_slice(b",\"data\":[");
        let width = columns.len();
        let pieces =
            parts.iter().zip(places).enumerate().filter(|(_, (part, _))| part.rows > 0).map(|(i, (part, places))| {
                let length = part.data.end - part.data.start;
                let fit = fit(places, width);
                let more = match &fit {
                    Fit::Same => 0,
                    Fit::Padded(padding) => padding.len(),
                    Fit::Placed(places, width) => (width - places.len()) * (NULL.len() + 1),
                };
                (i, part.data.clone(), fit, length + part.rows * more as u64)
            });
        Self { pieces: pieces.collect(), rows: parts.iter().map(|part| part.rows).sum(), columns, head }
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        (self.head.len() + TAIL.len()) as u64 + self.data_size()
    }

    /// The file as a part of further compositions.
    pub fn part(&self) -> Part {
        let start = self.head.len() as u64;
        Part { columns: self.columns.clone(), rows: self.rows, data: start..start + self.data_size() }
    }

    fn data_size(&self) -> u64 {
        let commas = self.pieces.len().saturating_sub(1) as u64;
        self.pieces.iter().map(|(.., size)| size).sum::<u64>() + commas
    }

    /// The pieces of which the bytes `range` of the file consist.
    pub fn segments(&self, range: &Range<u64>) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut at = 0;
        let bytes = |segments: &mut Vec<Segment>, at: &mut u64, bytes: &[u8]| {
            let within = overlap(range, *at, bytes.len() as u64);
            if !within.is_empty() {
                let within = usize::try_from(within.start).unwrap_or(0)..usize::try_from(within.end).unwrap_or(0);
                segments.push(Segment::Bytes(bytes[within].to_vec()));
            }
            *at += bytes.len() as u64;
        };
        bytes(&mut segments, &mut at, &self.head);
        for (i, (part, data, fit, size)) in self.pieces.iter().enumerate() {
            if i > 0 {
                bytes(&mut segments, &mut at, b",");
            }
            let within = overlap(range, at, *size);
            if !within.is_empty() {
                segments.push(segment(*part, data, fit, within));
            }
            at += size;
        }
        bytes(&mut segments, &mut at, TAIL);
        segments
    }
}

/// The bytes of a piece of `size` bytes at `at` that lie in `range`, counted from the piece's first.
fn overlap(range: &Range<u64>, at: u64, size: u64) -> Range<u64> {
    range.start.clamp(at, at + size) - at..range.end.clamp(at, at + size) - at
}

fn segment(part: usize, data: &Range<u64>, fit: &Fit, within: Range<u64>) -> Segment {
    let size = within.end - within.start;
    match fit {
        Fit::Same => {
            let from = data.start + within.start..data.start + within.end;
            Segment::Rows { part, from, refit: None, skip: 0, size }
        }
        fit => Segment::Rows {
            part,
            from: data.clone(),
            refit: Some(Box::new(Refit::new(fit.clone()))),
            skip: within.start,
            size,
        },
    }
}

fn fit(places: Vec<usize>, width: usize) -> Fit {
    if places.iter().copied().ne(0..places.len()) {
        return Fit::Placed(places, width);
    }
    let missing = width - places.len();
    if missing == 0 {
        return Fit::Same;
    }
    let nulls = vec!["null"; missing].join(",");
    Fit::Padded(if places.is_empty() { nulls } else { format!(",{nulls}") }.into_bytes())
}

/// Makes rows of the whole out of rows of a part, piece by piece.
#[derive(Debug)]
pub struct Refit {
    fit: Fit,
    nest: Nest,
    rows: Scanner,
    first: bool,
}

impl Clone for Refit {
    fn clone(&self) -> Self {
        Self::new(self.fit.clone())
    }
}

impl Refit {
    fn new(fit: Fit) -> Self {
        Self { fit, nest: Nest::default(), rows: Scanner::of_rows(), first: true }
    }

    /// Takes the next piece of the part's rows; what comes of it is appended to `out`.
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) -> Result<()> {
        match &self.fit {
            Fit::Same => out.extend_from_slice(piece),
            Fit::Padded(padding) => pad(&mut self.nest, padding, piece, out),
            Fit::Placed(places, width) => {
                let first = &mut self.first;
                self.rows.push(piece, &mut |row| {
                    if !std::mem::take(first) {
                        out.push(b',');
                    }
                    place(row, places, *width, out)
                })?;
            }
        }
        Ok(())
    }
}

fn pad(nest: &mut Nest, padding: &[u8], piece: &[u8], out: &mut Vec<u8>) {
    let mut from = 0;
    for (i, byte) in piece.iter().copied().enumerate() {
        if nest.ends_with(byte) {
            out.extend_from_slice(&piece[from..i]);
            out.extend_from_slice(padding);
            from = i;
        }
    }
    out.extend_from_slice(&piece[from..]);
}

fn place(row: &[u8], places: &[usize], width: usize, out: &mut Vec<u8>) -> Result<()> {
    let cells = cells(row).map_err(|cause| super::read::no_table(&cause.to_string()))?;
    let mut placed = vec![NULL; width];
    for (place, cell) in places.iter().zip(cells) {
        placed[*place] = cell.get().as_bytes();
    }
    write::list(out, &placed, |out, cell| out.extend_from_slice(cell));
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::Table;
    use crate::split::scan::tests::scan;

    fn compose(files: &[Vec<u8>], range: Option<Range<u64>>, piece: usize) -> (Vec<u8>, Composition) {
        let parts: Vec<Part> = files.iter().map(|file| scan(file, piece).unwrap().0).collect();
        let composition = Composition::of(&parts);
        let range = range.unwrap_or(0..composition.size());
        let mut out = Vec::new();
        for segment in composition.segments(&range) {
            match segment {
                Segment::Bytes(bytes) => out.extend(bytes),
                Segment::Rows { part, from, refit, skip, size } => {
                    let bytes = &files[part][from.start as usize..from.end as usize];
                    let mut made = Vec::new();
                    match refit {
                        None => made.extend_from_slice(bytes),
                        Some(mut refit) => bytes.chunks(piece).for_each(|bytes| refit.push(bytes, &mut made).unwrap()),
                    }
                    out.extend_from_slice(&made[skip as usize..(skip + size) as usize]);
                }
            }
        }
        (out, composition)
    }

    #[test]
    fn an_old_file_and_its_new_rows() {
        let base = b" {\"index\":[0,1], \"data\" : [ [\"a]\\\"\", 1e400] ,\n[null,{\"x\":[1, 2]} ] ],\"columns\":[\"q\",\"a\"]} ".to_vec();
        let more = br#"{"columns":["a","s"],"data":[[1,2.50],["007",null]]}"#.to_vec();
        let (whole, composition) = compose(&[base, more], None, 7);
        let expected = concat!(
            "{\"columns\":[\"q\",\"a\",\"s\"],\"data\":[[\"a]\\\"\", 1e400,null] ,\n[null,{\"x\":[1, 2]} ,null],",
            "[null,1,2.50],[null,\"007\",null]]}"
        );
        assert_eq!(String::from_utf8(whole.clone()).unwrap(), expected);
        assert_eq!(scan(&whole, 3).unwrap().0, composition.part(), "the whole is a part of what comes later");
    }

    #[test]
    fn nothing_at_all_is_a_table_too() {
        assert_eq!(compose(&[], None, 1).0, br#"{"columns":[],"data":[]}"#);
        let empty = br#"{"columns":[],"data":[[],[]]}"#.to_vec();
        let more = br#"{"columns":["a","b"],"data":[[1,2]]}"#.to_vec();
        let (whole, _) = compose(&[empty.clone(), more, empty], None, 2);
        assert_eq!(whole, br#"{"columns":["a","b"],"data":[[null,null],[null,null],[1,2],[null,null],[null,null]]}"#);
    }

    fn any_table() -> impl Strategy<Value = Table> {
        let cell = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            any::<String>().prop_map(|text| json!({ "]": [text, {}] })),
        ];
        let columns = prop::sample::subsequence(vec!["a", "b", "c/", "é", "a"], 0..=5).prop_shuffle();
        (columns, prop::collection::vec(prop::collection::vec(cell, 5), 0..4)).prop_map(|(columns, rows)| {
            let columns: Vec<String> = columns.into_iter().map(str::to_owned).collect();
            let rows = rows.into_iter().map(|row| row.into_iter().take(columns.len()).collect()).collect();
            Table { columns, rows }
        })
    }

    /// The same table in another spelling: other whitespace, keys the other way round.
    fn respelled(table: &Table) -> Vec<u8> {
        let rows = serde_json::to_string_pretty(&table.rows).unwrap();
        format!("{{\n\"data\" :{rows}, \"name\": null,\"columns\": {}}}", json!(table.columns)).into_bytes()
    }

    proptest! {
        #[test]
        fn what_is_composed_is_what_is_extended(
            base in any_table(),
            more in prop::collection::vec(any_table(), 0..4),
            piece in 1_usize..40,
            cut in (0.0..1.0_f64, 0.0..1.0_f64),
        ) {
            let mut files = vec![respelled(&base)];
            files.extend(more.iter().map(Table::to_split));
            let mut expected = base;
            more.into_iter().for_each(|table| expected.extend(table));
            let (whole, composition) = compose(&files, None, piece);
            prop_assert_eq!(composition.size(), whole.len() as u64);
            prop_assert_eq!(Table::from_split(&whole).unwrap(), expected);
            prop_assert_eq!(scan(&whole, piece).unwrap().0, composition.part());
            let at = |share: f64| (share * whole.len() as f64) as usize;
            let (from, to) = (at(cut.0.min(cut.1)), at(cut.0.max(cut.1)));
            prop_assert_eq!(compose(&files, Some(from as u64..to as u64), piece).0, &whole[from..to]);
        }
    }
}

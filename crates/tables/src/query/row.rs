//! A row as it is answered, with its long cells cut, so that a page of any table has a bounded size.

use serde_json::value::RawValue;

/// Cells of a row.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Box<RawValue>>,
    /// Places of the cells that were cut, and bytes of the whole ones.
    pub(crate) cut: Vec<(usize, u64)>,
}

impl Row {
    /// Of the JSON of cells; a cell with more than `most` bytes becomes a string with its beginning.
    pub(crate) fn new<'c>(cells: impl Iterator<Item = &'c str>, most: Option<usize>) -> serde_json::Result<Self> {
        let mut row = Self { cells: Vec::new(), cut: Vec::new() };
        for cell in cells {
            let text = match most.filter(|most| cell.len() > *most) {
                None => cell.to_owned(),
                Some(most) => {
                    row.cut.push((row.cells.len(), cell.len() as u64));
                    beginning(cell, most)?
                }
            };
            row.cells.push(RawValue::from_string(text)?);
        }
        Ok(row)
    }

    /// Roughly the memory that it takes.
    pub(crate) fn weight(&self) -> usize {
        size_of::<Self>() + self.cells.iter().map(|raw| 16 + raw.get().len()).sum::<usize>()
    }
}

/// A JSON string of at most `most` bytes of a text or, of any other value, of its JSON.
fn beginning(cell: &str, most: usize) -> serde_json::Result<String> {
    let Some(text) = cell.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return serde_json::to_string(&cell[..cell.floor_char_boundary(most)]);
    };
    let mut end = 0;
    while let Some(step) = character(&text[end..]).filter(|step| end + step <= most) {
        end += step;
    }
    Ok(format!("\"{}\"", &text[..end]))
}

/// Bytes of the first character in what is left of a JSON string, however it is spelled.
fn character(text: &str) -> Option<usize> {
    if !text.starts_with('\\') {
        return text.chars().next().map(char::len_utf8);
    }
    let is_high = |escape: &str| {
        matches!(escape.as_bytes(), [b'\\', b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..])
    };
    Some(match text.as_bytes().get(1)? {
        // The two halves of one character stay together.
        b'u' if is_high(text) && text.get(6..8) == Some("\\u") => 12,
        b'u' => 6,
        _ => 2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut_at_characters() {
        let cut = |cell: &str, most: usize| {
            let row = Row::new([cell].into_iter(), Some(most)).unwrap();
            assert_eq!(row.cut, if cell.len() > most { vec![(0, cell.len() as u64)] } else { vec![] });
            row.cells[0].get().to_owned()
        };
        for (cell, most, answered) in [
            ("1234", 4, "1234"),
            (r#""ab""#, 4, r#""ab""#),
            (r#""abc""#, 4, r#""abc""#),
            (r#""abcdef""#, 3, r#""abc""#),
            (r#""aéé""#, 2, r#""a""#),
            (r#""a\nbcdef""#, 2, r#""a""#),
            (r#""a\nbcdef""#, 3, r#""a\n""#),
            (r#""\\\"xyzxyz""#, 3, r#""\\""#),
            (r#""\u00e9abcdef""#, 5, r#""""#),
            (r#""\ud83d\ude00abcdef""#, 11, r#""""#),
            (r#""\ud83d\ude00abcdef""#, 12, r#""\ud83d\ude00""#),
            (r#""\ud83dabcdef""#, 7, r#""\ud83da""#),
            (r#"{"a": "é"}"#, 8, r#""{\"a\": \"""#),
            ("[1, 2, 3]", 0, r#""""#),
        ] {
            assert_eq!(cut(cell, most), answered, "{cell} {most}");
        }
    }
}

//! The spelling that pandas gives a table: ASCII only, `/` escaped, floats with a point.
//!
//! One thing differs on purpose: floats keep all their digits, where pandas stops at ten decimals.

use std::io::Write as _;

use serde_json::{Number, Value};

use crate::Table;

impl Table {
    /// The file that pandas would write with `to_json(orient="split", index=False)`.
    pub fn to_split(&self) -> Vec<u8> {
        let mut out = b"{\"columns\":".to_vec();
        list(&mut out, &self.columns, |out, name| string(out, name));
        out.extend_from_slice(b",\"data\":");
        list(&mut out, &self.rows, |out, row| list(out, row, value));
        out.push(b'}');
        out
    }
}

pub(super) fn list<T>(out: &mut Vec<u8>, items: &[T], mut each: impl FnMut(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        each(out, item);
    }
    out.push(b']');
}

/// A row.
#[cfg(feature = "formats")]
pub(crate) fn row(out: &mut Vec<u8>, cells: &[Value]) {
    list(out, cells, value);
}

fn value(out: &mut Vec<u8>, cell: &Value) {
    match cell {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => self::number(out, number),
        Value::String(text) => string(out, text),
        Value::Array(items) => list(out, items, value),
        Value::Object(map) => {
            out.push(b'{');
            for (i, (key, item)) in map.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                string(out, key);
                out.push(b':');
                value(out, item);
            }
            out.push(b'}');
        }
    }
}

fn number(out: &mut Vec<u8>, number: &Number) {
    let Some(float) = number.as_f64().filter(|_| number.is_f64()) else {
        return text(out, format_args!("{number}"));
    };
    if float == 0.0 || (1e-7..1e17).contains(&float.abs()) {
        let point = if float.fract() == 0.0 { ".0" } else { "" };
        return text(out, format_args!("{float}{point}"));
    }
    let spelled = format!("{float:e}");
    match spelled.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => text(out, format_args!("{digits}e+{exponent}")),
        _ => text(out, format_args!("{spelled}")),
    }
}

/// A string in quotes.
pub(crate) fn string(out: &mut Vec<u8>, content: &str) {
    out.push(b'"');
    for c in content.chars() {
        match c {
            '"' | '\\' | '/' => out.extend([b'\\', c as u8]),
            '\n' => out.extend(b"\\n"),
            '\r' => out.extend(b"\\r"),
            '\t' => out.extend(b"\\t"),
            '\x08' => out.extend(b"\\b"),
            '\x0c' => out.extend(b"\\f"),
            ' '..='\x7f' => out.push(c as u8),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    text(out, format_args!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push(b'"');
}

fn text(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing into a Vec can not fail");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// What pandas 2 writes for the same cells, but for the last two, of which it keeps ten decimals.
    #[test]
    fn as_pandas_spells_it() {
        let cells = json!([
            "a/b", "é😀", "\x7f\x01\x08\x0c\n\r\t\"\\<>&\u{2028}", 1.0, 1e16, 1e20, 1e-7, -5, 9_007_199_254_740_993_u64,
            {"a/": [1, true]}, null, 123_456_789.5, 1.5e-12, 0.1 + 0.2
        ]);
        let table = Table { columns: vec!["q/ü".to_owned()], rows: vec![cells.as_array().unwrap().clone()] };
        let expected = concat!(
            r#"{"columns":["q\/\u00fc"],"data":[["a\/b","\u00e9\ud83d\ude00","#,
            "\"\x7f",
            r#"\u0001\b\f\n\r\t\"\\<>&\u2028",1.0,10000000000000000.0,1e+20,0.0000001,-5,9007199254740993,"#,
            r#"{"a\/":[1,true]},null,123456789.5,1.5e-12,0.30000000000000004]]}"#
        );
        assert_eq!(String::from_utf8(table.to_split()).unwrap(), expected);
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            columns in prop::collection::vec(any::<String>(), 0..4),
            cells in prop::collection::vec(prop::collection::vec(any_value(), 4), 0..4),
        ) {
            let width = columns.len();
            let rows = cells.into_iter().map(|row| row.into_iter().take(width).collect()).collect();
            let table = Table { columns, rows };
            prop_assert_eq!(Table::from_split(&table.to_split()).unwrap(), table);
        }
    }
}

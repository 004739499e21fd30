//! A cell as a value that can be compared.

use std::borrow::Cow;
use std::cmp::Ordering;

use runlore_domain::search::Value;

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Int(i64),
    Float(f64),
    Text(String),
    /// A list or an object, as JSON.
    Nested(String),
    Null,
}

impl Cell {
    /// Reads a cell, as JSON.
    pub(crate) fn read(text: &str) -> Self {
        match text.as_bytes().first() {
            // What is no Unicode (half of a surrogate pair) is compared as it is written.
            Some(b'"') => Self::Text(serde_json::from_str(text).unwrap_or_else(|_| text.to_owned())),
            Some(b'[' | b'{') => Self::Nested(text.to_owned()),
            Some(b't' | b'f') => Self::Text(text.to_owned()),
            Some(b'n') | None => Self::Null,
            Some(_) => match (text.parse(), text.parse()) {
                (Ok(int), _) => Self::Int(int),
                (_, Ok(float)) => Self::Float(float),
                _ => Self::Text(text.to_owned()),
            },
        }
    }

    /// How the cell compares with a filter's value; not at all when they are of different kinds.
    pub(crate) fn compare(&self, value: &Value) -> Option<Ordering> {
        match (self, value) {
            (Self::Int(cell), Value::Int(value)) => Some(cell.cmp(value)),
            (Self::Int(_) | Self::Float(_), Value::Int(_) | Value::Float(_)) => {
                let value = match value {
                    Value::Int(value) => *value as f64,
                    Value::Float(value) => *value,
                    Value::Text(_) => return None,
                };
                self.number()?.partial_cmp(&value)
            }
            (Self::Text(cell) | Self::Nested(cell), Value::Text(value)) => Some(cell.as_str().cmp(value)),
            _ => None,
        }
    }

    /// The text that a pattern is compared with: what a reader sees, however it is spelled in the file.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(text.into()),
            Self::Nested(json) => Some(unescaped(json)),
            Self::Int(number) => Some(number.to_string().into()),
            Self::Float(number) => Some(number.to_string().into()),
            Self::Null => None,
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Int(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Numbers before texts before lists; whatever the direction, cells without a value are last.
    pub(crate) fn order(&self, other: &Self, ascending: bool) -> Ordering {
        let rank = |cell: &Self| match cell {
            Self::Int(_) | Self::Float(_) => 0,
            Self::Text(_) => 1,
            Self::Nested(_) => 2,
            Self::Null => 3,
        };
        let nulls = (*self == Self::Null).cmp(&(*other == Self::Null));
        let values = rank(self).cmp(&rank(other)).then_with(|| match (self, other) {
            (Self::Int(one), Self::Int(two)) => one.cmp(two),
            (Self::Text(one) | Self::Nested(one), Self::Text(two) | Self::Nested(two)) => one.cmp(two),
            // Where floats are too coarse to tell, the integers that they are do: one order of all numbers.
            (Self::Int(one), Self::Float(two)) => {
                (*one as f64).total_cmp(two).then(i128::from(*one).cmp(&(*two as i128)))
            }
            (Self::Float(one), Self::Int(two)) => {
                one.total_cmp(&(*two as f64)).then((*one as i128).cmp(&i128::from(*two)))
            }
            _ => self.number().unwrap_or_default().total_cmp(&other.number().unwrap_or_default()),
        });
        nulls.then(if ascending { values } else { values.reverse() })
    }

    /// Roughly the memory that it takes.
    pub(crate) fn weight(&self) -> usize {
        size_of::<Self>() + if let Self::Text(text) | Self::Nested(text) = self { text.len() } else { 0 }
    }
}

/// JSON with its strings as they read, between quotes: `{"a":"\u00e9\/\""}` is `{"a":"é/""}`.
fn unescaped(json: &str) -> Cow<'_, str> {
    if !json.contains('\\') {
        return json.into();
    }
    let (mut text, mut rest) = (String::with_capacity(json.len()), json);
    while let Some(start) = rest.find('"') {
        let mut strings = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<String>();
        // What is no Unicode stays as it is written, and so does what follows it.
        let Some(Ok(string)) = strings.next() else { break };
        text.push_str(&rest[..=start]);
        text.push_str(&string);
        text.push('"');
        rest = &rest[start + strings.byte_offset()..];
    }
    text.push_str(rest);
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_a_reader_sees() {
        for (cell, text) in [
            (r#""gr\u00fc\u00df\/""#, "grüß/"),
            (r#"{"a":[1,"x"]}"#, r#"{"a":[1,"x"]}"#),
            (
                r#"[{"role":"user","content":"Gr\u00fc\u00dfe \/ \"you\"\n\ud83d\ude00"}, "\\"]"#,
                "[{\"role\":\"user\",\"content\":\"Grüße / \"you\"\n😀\"}, \"\\\"]",
            ),
            (r#"["\u00e9","\ud800","\u00e9"]"#, r#"["é","\ud800","\u00e9"]"#),
            ("-12", "-12"),
            ("0.750", "0.75"),
            ("true", "true"),
        ] {
            assert_eq!(Cell::read(cell).text().as_deref(), Some(text), "{cell}");
        }
        assert_eq!(Cell::read("null").text(), None);
    }

    #[test]
    fn numbers_have_one_order() {
        let sorted =
            ["-1e300", "-0.5", "-0.0", "0", "0.5", "9007199254740991", "9007199254740992.0", "9007199254740993"];
        let cells: Vec<Cell> = sorted.iter().map(|text| Cell::read(text)).collect();
        for (at, one) in cells.iter().enumerate() {
            for (beside, two) in cells.iter().enumerate() {
                assert_eq!(one.order(two, true), at.cmp(&beside), "{one:?} {two:?}");
                assert_eq!(one.order(two, false), beside.cmp(&at), "{one:?} {two:?}");
            }
        }
        assert_eq!(Cell::read("9007199254740992").order(&Cell::read("9007199254740992.0"), true), Ordering::Equal);
    }
}

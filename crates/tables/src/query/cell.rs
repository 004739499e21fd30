//! A cell as a value that can be compared.

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

    /// The text that a pattern is compared with.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Nested(text) => Some(text),
            _ => None,
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
        size_of::<Self>() + self.text().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

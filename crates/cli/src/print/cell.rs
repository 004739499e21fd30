//! One value, as people read it and as machines do.

use std::fmt::Write as _;

use chrono::{Local, TimeZone as _};
use serde_json::Value;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Count(u64),
    Bytes(u64),
    /// Epoch milliseconds.
    Time(i64),
    /// Milliseconds.
    Duration(i64),
    Flag(bool),
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    pub(crate) fn time(time: Option<i64>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }

    /// Whether it is read from the right.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Count(_) | Self::Bytes(_) | Self::Duration(_))
    }

    /// For people.
    pub(crate) fn human(&self) -> String {
        match self {
            Self::Text(text) => escape(text),
            Self::Bytes(size) => bytes(*size),
            Self::Time(at) => time(*at),
            Self::Duration(length) => duration(*length),
            Self::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Self::Empty | Self::Number(_) | Self::Count(_) => self.machine(),
        }
    }

    /// For people, a text with the lines that it has.
    pub(crate) fn human_lines(&self) -> String {
        match self {
            Self::Text(text) => text.lines().map(escape).collect::<Vec<_>>().join("\n"),
            other => other.human(),
        }
    }

    /// For machines: texts as they are, times and durations in milliseconds.
    pub(crate) fn machine(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(value) => number(*value),
            Self::Count(count) | Self::Bytes(count) => count.to_string(),
            Self::Time(milliseconds) | Self::Duration(milliseconds) => milliseconds.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Empty,
            Value::String(text) => Self::Text(text.clone()),
            Value::Bool(flag) => Self::Text(flag.to_string()),
            // Integers beyond 2^53 would lose digits as doubles.
            Value::Number(number) => match (number.as_u64(), number.as_f64()) {
                (Some(count), _) => Self::Count(count),
                (None, Some(float)) if !number.is_i64() => Self::Number(float),
                _ => Self::Text(number.to_string()),
            },
            other => Self::Text(other.to_string()),
        }
    }
}

/// The shortest digits that mean this double and no other.
fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && size.is_finite() && !(1e-5..1e16).contains(&size) {
        return format!("{value:e}");
    }
    value.to_string()
}

/// A size as people say it: in powers of 1,000.
pub(crate) fn bytes(size: u64) -> String {
    let mut number = size as f64;
    let mut units = ["B", "kB", "MB", "GB", "TB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for next in units {
        if number < 999.95 {
            break;
        }
        (number, unit) = (number / 1000.0, next);
    }
    if unit == "B" { format!("{size} B") } else { format!("{number:.1} {unit}") }
}

/// Epoch milliseconds in this machine's time zone.
pub(crate) fn time(milliseconds: i64) -> String {
    let local = Local.timestamp_millis_opt(milliseconds).single();
    local.map_or_else(|| milliseconds.to_string(), |time| time.format("%Y-%m-%d %H:%M:%S").to_string())
}

fn duration(milliseconds: i64) -> String {
    let seconds = milliseconds / 1000;
    match seconds {
        ..60 => format!("{:.1}s", milliseconds as f64 / 1000.0),
        60..3600 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        3600..86_400 => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
        _ => format!("{}d {:02}h", seconds / 86_400, seconds / 3600 % 24),
    }
}

/// A text on one line that does nothing to a terminal: control characters, and those that turn the direction of
/// what follows, are written as escapes.
pub(crate) fn escape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let invisible = matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if c.is_control() || invisible {
            // Writing to a String can not fail.
            let _written = write!(plain, "{}", c.escape_default());
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        for (value, text) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (1.0, "1"),
            (-0.0, "-0"),
            (1e300, "1e300"),
            (2.5e-7, "2.5e-7"),
            (f64::NAN, "NaN"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(number(value), text);
        }
        let of = |json: &str| Cell::from(&serde_json::from_str::<Value>(json).unwrap()).human();
        assert_eq!(of("18446744073709551615"), "18446744073709551615");
        assert_eq!(of("-9007199254740993"), "-9007199254740993");
        assert_eq!(of("1.5e-9"), "1.5e-9");
        assert_eq!(
            (of("null"), of("true"), of(r#"{"a": [1]}"#)),
            (String::new(), "true".into(), r#"{"a":[1]}"#.into())
        );
    }

    #[test]
    fn sizes_and_durations() {
        for (size, text) in
            [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_999, "1.0 MB"), (12_345_678_901, "12.3 GB")]
        {
            assert_eq!(bytes(size), text);
        }
        for (length, text) in [
            (0, "0.0s"),
            (59_949, "59.9s"),
            (60_000, "1m 00s"),
            (3_725_000, "1h 02m"),
            (90_000_000, "1d 01h"),
            (-1, "-0.0s"),
        ] {
            assert_eq!(duration(length), text);
        }
        assert_eq!(time(i64::MAX), i64::MAX.to_string());
    }

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(escape("ü 漢 👩‍💻"), "ü 漢 👩‍💻");
        assert_eq!(escape("a\nb\t\x1b[2J\u{9b}x\u{202e}y\0"), r"a\nb\t\u{1b}[2J\u{9b}x\u{202e}y\u{0}");
    }
}

//! Texts as Python prints them: MLflow's error messages and page tokens hold such texts, and clients
//! compare them.

use std::fmt::Write as _;

/// A JSON string as Python's `json` module writes it: ASCII only, in quotes.
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            ' '..='\x7f' => out.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}").expect("writing into a String can not fail");
                }
            }
        }
    }
    out.push('"');
    out
}

/// `repr` of a string: in single quotes, unless only double ones spare an escape.
pub fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_ascii_control() => {
                write!(out, "\\x{:02x}", u32::from(c)).expect("writing into a String can not fail");
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// `repr` of a float.
pub fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    let shortest = format!("{value:?}");
    match shortest.split_once('e') {
        // Python signs exponents and gives them two digits.
        Some((mantissa, exponent)) => {
            let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
            format!("{}e{sign}{digits:0>2}", mantissa.trim_end_matches(".0"))
        }
        None => shortest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right columns are what Python 3.11 prints.
    #[test]
    fn as_python_prints_them() {
        for (text, json, printed) in [
            ("plain", r#""plain""#, "'plain'"),
            ("it's", r#""it's""#, "\"it's\""),
            ("a\"b", r#""a\"b""#, "'a\"b'"),
            ("both ' and \"", r#""both ' and \"""#, "'both \\' and \"'"),
            ("a\\b\n\t", r#""a\\b\n\t""#, "'a\\\\b\\n\\t'"),
            ("ü😀", r#""\u00fc\ud83d\ude00""#, "'ü😀'"),
            ("\x01", r#""\u0001""#, "'\\x01'"),
        ] {
            assert_eq!(json_string(text), json);
            assert_eq!(repr(text), printed);
        }
        for (value, printed) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1.5e-7, "1.5e-07"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(float(value), printed);
        }
    }
}

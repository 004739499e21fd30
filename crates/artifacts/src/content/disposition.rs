//! The `Content-Disposition` of a download: always an attachment, so that no browser runs what
//! somebody logged as if it came from this server.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization as _;

/// What may stand unencoded in an RFC 5987 value.
const NOT_ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The header's value for a file of this name. The result is visible ASCII.
pub fn attachment(name: &str) -> String {
    let printable: String = name.chars().filter(|c| !c.is_control()).collect();
    if printable.is_ascii() {
        return format!("attachment; filename={}", quoted(&printable));
    }
    let ascii: String = printable.nfkd().filter(char::is_ascii).collect();
    let fallback = if ascii.is_empty() { "download" } else { &ascii };
    let encoded = utf8_percent_encode(&printable, NOT_ATTR_CHAR);
    format!("attachment; filename={}; filename*=UTF-8''{encoded}", quoted(fallback))
}

/// A token as it is, anything else in quotes.
fn quoted(value: &str) -> String {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !value.is_empty() && value.chars().all(is_token) {
        return value.to_owned();
    }
    let mut quoted = String::from('"');
    for c in value.chars() {
        let escape = if matches!(c, '"' | '\\') { "\\" } else { "" };
        write!(quoted, "{escape}{c}").expect("a String takes every write");
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_encoded() {
        for (name, expected) in [
            ("model.pkl", "attachment; filename=model.pkl"),
            ("a b.txt", "attachment; filename=\"a b.txt\""),
            ("a\"b\\c", "attachment; filename=\"a\\\"b\\\\c\""),
            ("a;b=c", "attachment; filename=\"a;b=c\""),
            ("100%", "attachment; filename=100%"),
            ("é.txt", "attachment; filename=e.txt; filename*=UTF-8''%C3%A9.txt"),
            ("日本語", "attachment; filename=download; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E"),
            ("a\r\nSet-Cookie: x", "attachment; filename=\"aSet-Cookie: x\""),
        ] {
            assert_eq!(attachment(name), expected);
        }
    }
}

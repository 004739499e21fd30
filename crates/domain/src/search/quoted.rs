//! Quoted text in filters: three ways to read it, one way to write it.
//!
//! Plain quotes know no escapes, as in MLflow: `'it''s'` keeps both inner quotes. Lists and
//! `E'…'` are read as Python literals, because MLflow hands lists to Python's parser.

use std::fmt::Write;

/// The end (after the closing quote) of the plain string that starts `text`, if it is closed.
///
/// An inner quote must be doubled or follow a backslash; when that reading finds no end, the last
/// such quote is the end after all.
pub(super) fn plain_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.first()?;
    let mut fallback = None;
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        let next_is_quote = bytes.get(at + 1) == Some(&quote);
        if byte == quote && next_is_quote {
            fallback = Some(at + 1);
            at += 2;
        } else if byte == quote {
            return Some(at + 1);
        } else if byte == b'\\' && next_is_quote {
            fallback = Some(at + 2);
            at += 2;
        } else {
            at += 1;
        }
    }
    fallback
}

/// The content and the end of the Python string literal that starts `text`, if it is one.
pub(super) fn python(text: &str) -> Option<(String, usize)> {
    let mut chars = text.char_indices();
    let (_, quote) = chars.next().filter(|(_, c)| matches!(c, '\'' | '"'))?;
    let mut content = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => return Some((content, at + 1)),
            '\n' | '\r' => return None,
            '\\' => {
                let (_, escaped) = chars.next()?;
                let digits = match escaped {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                if digits > 0 {
                    let mut code = 0_u32;
                    for _ in 0..digits {
                        code = code.checked_mul(16)? + chars.next()?.1.to_digit(16)?;
                    }
                    content.push(char::from_u32(code)?);
                    continue;
                }
                match escaped {
                    '\n' => {}
                    '\\' | '\'' | '"' => content.push(escaped),
                    'n' => content.push('\n'),
                    'r' => content.push('\r'),
                    't' => content.push('\t'),
                    'a' => content.push('\x07'),
                    'b' => content.push('\x08'),
                    'f' => content.push('\x0c'),
                    'v' => content.push('\x0b'),
                    other => content.extend(['\\', other]),
                }
            }
            other => content.push(other),
        }
    }
    None
}

/// Writes a value so that every entity's filter reads the same text again.
pub(super) fn value(text: &str) -> String {
    if !text.contains(|c: char| matches!(c, '\'' | '\\') || c.is_control()) {
        return format!("'{text}'");
    }
    let mut out = String::from("E'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _infallible = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

//! Where the next piece of a text ends: no token reaches over the end of one.
//!
//! `tiktoken` splits by regular expressions. Their alternatives are written out here, in their order, because they need
//! little of what an engine does and would need one that looks ahead. Each function is given what is left of the text,
//! which is not empty, and answers with a length in bytes.

use crate::classes::Class;

/// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s`
pub(super) fn cl100k(text: &str) -> usize {
    let contraction = contraction(text);
    if contraction > 0 {
        return contraction;
    }
    let (first, class, width) = head(text);
    let letters = if class.is_letter() { width } else { prefix(class, width) };
    if class.is_letter() || letters > 0 {
        let end = letters + run(&text[letters..], Class::is_letter);
        if end > letters || class.is_letter() {
            return end;
        }
    }
    if class == Class::Number {
        return numbers(text);
    }
    let end = symbols(text, first, |c| matches!(c, '\r' | '\n'));
    if end > 0 {
        return end;
    }
    let spaces = run(text, Class::is_space);
    if spaces == text.len() { spaces } else { space(text, spaces) }
}

/// `[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?`, the same with
/// `+` and `*` exchanged, `\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`
pub(super) fn o200k(text: &str) -> usize {
    let (first, class, width) = head(text);
    for word in [capitalised, capitals] {
        for start in [prefix(class, width), 0] {
            let length = word(&text[start..]);
            if length > 0 {
                let end = start + length;
                return end + contraction(&text[end..]);
            }
        }
    }
    if class == Class::Number {
        return numbers(text);
    }
    let end = symbols(text, first, |c| matches!(c, '\r' | '\n' | '/'));
    if end > 0 { end } else { space(text, run(text, Class::is_space)) }
}

/// The first character, its class and its length.
fn head(text: &str) -> (char, Class, usize) {
    let first = text.chars().next().unwrap_or_default();
    (first, Class::of(first), first.len_utf8())
}

/// How far the classes of characters are such.
fn run(text: &str, such: impl Fn(Class) -> bool) -> usize {
    text.find(|c| !such(Class::of(c))).unwrap_or(text.len())
}

/// `[^\r\n\p{L}\p{N}]?`
fn prefix(class: Class, width: usize) -> usize {
    if class.is_letter() || matches!(class, Class::Number | Class::Newline) { 0 } else { width }
}

/// `'(?i:[sdmt]|ll|ve|re)`, where the long s is an s too; 0 for none.
fn contraction(text: &str) -> usize {
    let mut chars = text.chars();
    if chars.next() != Some('\'') {
        return 0;
    }
    let mut lower = || chars.next().map(|c| c.to_ascii_lowercase());
    match (lower(), lower()) {
        (Some('s' | 'd' | 'm' | 't'), _) => 2,
        (Some('\u{17f}'), _) => 1 + '\u{17f}'.len_utf8(),
        (Some('l'), Some('l')) | (Some('v' | 'r'), Some('e')) => 3,
        _ => 0,
    }
}

/// `\p{N}{1,3}`
fn numbers(text: &str) -> usize {
    text.char_indices()
        .take(3)
        .take_while(|(_, c)| Class::of(*c) == Class::Number)
        .map(|(at, c)| at + c.len_utf8())
        .last()
        .unwrap_or(0)
}

/// ` ?[^\s\p{L}\p{N}]+` and the characters that may follow it; 0 for none.
fn symbols(text: &str, first: char, tail: impl Fn(char) -> bool) -> usize {
    let start = usize::from(first == ' ');
    let end = start + run(&text[start..], |class| matches!(class, Class::Other | Class::Mark));
    if end == start {
        return 0;
    }
    end + text[end..].find(|c| !tail(c)).unwrap_or(text.len() - end)
}

/// `\s*[\r\n]+|\s+(?!\S)|\s+`, given how far the white space goes: it ends at the last end of a line; without one, a space
/// stays for the word after it.
fn space(text: &str, spaces: usize) -> usize {
    let space = &text[..spaces];
    if let Some(newline) = space.rfind(['\r', '\n']) {
        return newline + 1;
    }
    let last = space.chars().next_back().map_or(0, char::len_utf8);
    if spaces == text.len() || spaces == last { spaces } else { spaces - last }
}

/// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+`; 0 for none.
fn capitalised(text: &str) -> usize {
    let start = run(text, is_upper);
    let length = run(&text[start..], is_lower);
    if length > 0 {
        return start + length;
    }
    // The first part gives back what the second one needs: all after the last character that both may be.
    text[..start].rfind(|c| is_lower(Class::of(c))).map_or(0, |at| at + head(&text[at..]).2)
}

/// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*`; 0 for none.
fn capitals(text: &str) -> usize {
    let start = run(text, is_upper);
    if start == 0 { 0 } else { start + run(&text[start..], is_lower) }
}

fn is_upper(class: Class) -> bool {
    matches!(class, Class::Upper | Class::Uncased | Class::Mark)
}

fn is_lower(class: Class) -> bool {
    matches!(class, Class::Lower | Class::Uncased | Class::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(mut text: &str, next: fn(&str) -> usize) -> Vec<&str> {
        let mut pieces = Vec::new();
        while !text.is_empty() {
            let (piece, rest) = text.split_at(next(text));
            pieces.push(piece);
            text = rest;
        }
        pieces
    }

    #[test]
    fn words_take_a_space_and_numbers_three_digits() {
        let expected = ["It", "'s", " over", " ", "123", "4", " ", " lines", "!!\n\n", " x"];
        assert_eq!(pieces("It's over 1234  lines!!\n\n x", cl100k), expected);
        let expected = ["It's", " over", " ", "123", "4", " ", " lines", "!!\n\n", " x"];
        assert_eq!(pieces("It's over 1234  lines!!\n\n x", o200k), expected);
    }

    /// Unicode folds the long s to an s, and `(?i:s)` with it.
    #[test]
    fn contractions_are_of_any_case() {
        assert_eq!(pieces("a'S'LLa'\u{17f}b'xy", cl100k), ["a", "'S", "'LL", "a", "'\u{17f}", "b", "'xy"]);
        // There a contraction belongs to the word before it, and an apostrophe may begin one.
        assert_eq!(pieces("a'S'LLa'\u{17f}b'xy", o200k), ["a'S", "'LLa'\u{17f}", "b", "'xy"]);
    }

    #[test]
    fn o200k_ends_words_at_capitals() {
        assert_eq!(pieces("camelCase HTTPServer ABC", o200k), ["camel", "Case", " HTTPServer", " ABC"]);
        assert_eq!(pieces("AB\u{4e2d}CD", o200k), ["AB\u{4e2d}", "CD"]);
        assert_eq!(pieces("\u{301}\u{301}A", o200k), ["\u{301}\u{301}", "A"]);
        assert_eq!(pieces("a/b//\n//c", o200k), ["a", "/b", "//\n//", "c"]);
    }

    #[test]
    fn white_space_at_the_end_stays_together_in_cl100k() {
        assert_eq!(pieces("a \n  ", cl100k), ["a", " \n  "]);
        assert_eq!(pieces("a \n  ", o200k), ["a", " \n", "  "]);
        assert_eq!(pieces("a \n  b", cl100k), ["a", " \n", " ", " b"]);
    }
}

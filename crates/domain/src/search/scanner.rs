//! Reads the pieces of a filter from left to right; the parser says which piece may come next.

use super::identifier::is_word;
use super::quoted;

/// A place in a filter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// A right side as it stands in the filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw<'a> {
    /// In single or double quotes, with them.
    Quoted(&'a str),
    /// `E'…'`, read.
    Escaped(String),
    /// Digits, perhaps with sign, point and exponent.
    Number(&'a str),
    /// Anything else up to the next space.
    Other(&'a str),
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Skips white space and says what comes then.
    pub(super) fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    /// Takes `c`, if it comes next.
    pub(super) fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// The ASCII word that comes next, not yet taken.
    pub(super) fn word(&mut self) -> &'a str {
        self.peek();
        let rest = self.rest();
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Takes the words of `keywords` (any case), if all of them come next.
    pub(super) fn eat_words(&mut self, keywords: &[&str]) -> bool {
        let mut ahead = *self;
        for keyword in keywords {
            let word = ahead.word();
            if !word.eq_ignore_ascii_case(keyword) {
                return false;
            }
            ahead.at += word.len();
        }
        *self = ahead;
        true
    }

    /// Takes an operator made of signs, if one comes next.
    pub(super) fn symbol(&mut self) -> Option<&'a str> {
        self.peek();
        let rest = self.rest();
        let end = rest.find(|c| !matches!(c, '<' | '>' | '=' | '!' | '~')).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| &rest[..end])
    }

    /// Takes an identifier with its quotes, if one comes next; `also` are further characters of bare parts.
    pub(super) fn identifier(&mut self, also: &[char]) -> Option<&'a str> {
        let first = self.peek()?;
        if !(is_word(first) || matches!(first, '`' | '"')) {
            return None;
        }
        let start = self.at;
        let mut first_part = true;
        loop {
            let rest = self.rest();
            match rest.chars().next() {
                Some('`') => self.at += quoted_name_end(rest)?,
                Some('"') => self.at += quoted::plain_end(rest)?,
                Some('\'') if !first_part => self.at += quoted::plain_end(rest)?,
                Some('[') if !first_part => self.at += rest.find(']')? + 1,
                Some('*') if !first_part => self.at += 1,
                _ => {
                    let in_part = |c: char| is_word(c) || (!first_part && also.contains(&c));
                    self.at += rest.find(|c| !in_part(c)).unwrap_or(rest.len());
                }
            }
            if self.rest().starts_with('.') {
                self.at += 1;
                first_part = false;
            } else if first_part || !self.rest().starts_with('[') {
                return Some(&self.text[start..self.at]);
            }
        }
    }

    /// Takes a right side; nothing comes at the end of the filter.
    pub(super) fn value(&mut self) -> Option<Raw<'a>> {
        let first = self.peek()?;
        let rest = self.rest();
        if matches!(first, '\'' | '"')
            && let Some(end) = quoted::plain_end(rest)
        {
            self.at += end;
            return Some(Raw::Quoted(&rest[..end]));
        }
        if let Some(literal) = rest.strip_prefix(['e', 'E'])
            && let Some((content, end)) = quoted::python(literal)
        {
            self.at += 1 + end;
            return Some(Raw::Escaped(content));
        }
        if let Some(end) = number_end(rest) {
            self.at += end;
            return Some(Raw::Number(&rest[..end]));
        }
        let end = match first {
            '`' => quoted_name_end(rest).unwrap_or(rest.len()),
            '(' => rest.find(')').map_or(rest.len(), |end| end + 1),
            _ => rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '(' | ',')).unwrap_or(rest.len()),
        };
        self.at += end;
        Some(Raw::Other(&rest[..end]))
    }

    /// What comes next, for an error message: a word, a quoted text or one sign.
    pub(super) fn fragment(&mut self) -> &'a str {
        let Some(first) = self.peek() else { return "" };
        let word = self.word();
        if !word.is_empty() {
            return word;
        }
        let rest = self.rest();
        let end = if matches!(first, '\'' | '"') { quoted::plain_end(rest) } else { None };
        &rest[..end.unwrap_or(first.len_utf8())]
    }
}

/// The end of a name in backticks, where a doubled backtick is part of the name.
fn quoted_name_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'`')? + 1;
        if bytes.get(at) != Some(&b'`') {
            return Some(at);
        }
        at += 1;
    }
}

/// The end of a number that no letter follows.
fn number_end(rest: &str) -> Option<usize> {
    let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest.starts_with(['+', '-']));
    let whole = digits(sign);
    let mut at = sign + whole;
    let mut fraction = 0;
    if rest[at..].starts_with('.') {
        fraction = digits(at + 1);
        at += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if rest[at..].starts_with(['e', 'E']) {
        let exponent_sign = usize::from(rest[at + 1..].starts_with(['+', '-']));
        let exponent = digits(at + 1 + exponent_sign);
        if exponent > 0 {
            at += 1 + exponent_sign + exponent;
        }
    }
    (!rest[at..].starts_with(|c: char| is_word(c) || c == '.')).then_some(at)
}

//! Names of fields: splitting `entity.key`, taking the quotes off, writing them again.

use super::scanner::Scanner;

/// The entity, if one is written, and the key, both raw.
pub(super) fn split(raw: &str) -> (Option<&str>, &str) {
    match raw.split_once('.') {
        Some((entity, key)) => (Some(entity), key),
        None => (None, raw),
    }
}

/// Takes one pair of quotes and then one pair of backticks off.
pub(super) fn unquoted(key: &str) -> &str {
    let bare = ['\'', '"'].iter().find_map(|q| stripped(key, *q)).unwrap_or(key);
    without_backticks(bare)
}

/// Takes one pair of backticks off.
pub(super) fn without_backticks(text: &str) -> &str {
    stripped(text, '`').unwrap_or(text)
}

fn stripped(text: &str, quote: char) -> Option<&str> {
    text.strip_prefix(quote)?.strip_suffix(quote)
}

/// A key as it can be read again: bare when it is a word, otherwise in quotes.
pub(super) fn printed(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| is_word(c) || c == '.') && !key.starts_with('.');
    let best = if plain { key.to_owned() } else { format!("`{key}`") };
    spelled(key, best, &[], unquoted)
}

/// The first spelling of a key that is read as that key; quotes inside it may be in the way of `best`.
pub(super) fn spelled(key: &str, best: String, also: &[char], unquoted: fn(&str) -> &str) -> String {
    let reads_back = |spelling: &str| {
        let field = format!("tags.{spelling}");
        unquoted(spelling) == key && Scanner::new(&field).identifier(also) == Some(&field)
    };
    if reads_back(&best) {
        return best;
    }
    let others = [format!("\"{key}\""), format!("'{key}'"), key.to_owned(), format!("{key}`"), format!("`{key}")];
    others.into_iter().find(|spelling| reads_back(spelling)).unwrap_or(best)
}

/// A character of a bare name.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

//! Names of fields: splitting `entity.key`, taking the quotes off, writing them again.

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

/// A key as it can be read again: bare when it is a word, otherwise in backticks or double quotes.
pub(super) fn printed(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| is_word(c) || c == '.');
    if plain && !key.starts_with('.') {
        key.to_owned()
    } else if key.contains('`') {
        format!("\"{key}\"")
    } else {
        format!("`{key}`")
    }
}

/// A character of a bare name.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

//! Scores in lines such as `Score: 4`, and in JSON that is broken or cut.

use serde_json::Value;

use super::{REASONS, SCORES};

/// What may stand around a name and a value: quotes, Markdown, braces.
const AROUND: [char; 11] = [' ', '\t', '"', '\'', '*', '_', '`', '#', '{', '-', '>'];

/// The score of each line that begins with one, and the justification that follows. Where the reply was `cut`, a score
/// that is the last thing in it is not whole.
pub(super) fn verdicts(text: &str, cut: bool) -> Vec<(Value, Option<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let Some(value) = value(line, &SCORES) else { continue };
        let token = token(value);
        // The end of the token in the text: whatever is cut is cut there.
        let is_last = cut && text[begin..].trim_end().ends_with(token) && text.len() == at;
        if !is_last && !token.is_empty() {
            // Looked for once only: the text may be long and have many scores.
            let (rest, before) = (&text[at - value.len()..], &text[..begin]);
            let reason = found.is_empty().then(|| justification(rest).or_else(|| justification(before))).flatten();
            found.push((Value::from(token), reason));
        }
    }
    found
}

/// What follows one of the names and a colon or equals sign, if the text begins with it.
fn value<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    let text = text.trim_start_matches(AROUND);
    let rest = names.iter().find_map(|name| {
        let begins = text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        begins.then(|| text[name.len()..].trim_start_matches(AROUND))
    })?;
    // A minus sign belongs to the number.
    Some(rest.strip_prefix([':', '='])?.trim_start_matches(|c| c != '-' && AROUND.contains(&c)))
}

/// The value up to what ends it.
fn token(value: &str) -> &str {
    let end = value.find([',', ';', '\n', '"', '}', '(', '*']).unwrap_or(value.len());
    value[..end].trim_end().trim_end_matches('.')
}

/// What follows the name of a justification, to the end or to a score.
fn justification(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let found = REASONS.iter().find_map(|name| {
        let mut places = lower.match_indices(name);
        places.find_map(|(at, _)| value(&text[at..], &[name]))
    })?;
    let end = found.match_indices('\n').find(|(at, _)| value(&found[at + 1..], &SCORES).is_some());
    let found = end.map_or(found, |(at, _)| &found[..at]);
    let found = found.trim_end_matches(|c: char| c.is_whitespace() || "`}\"*,".contains(c));
    (!found.is_empty()).then(|| found.to_owned())
}

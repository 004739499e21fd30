//! Scores in the JSON objects of a reply.

use serde_json::{Map, Value};

use super::{REASONS, SCORES};

/// So many braces are tried; a reply with more is no verdict.
const TRIES: usize = 256;

/// The score and justification of each object that has a score, outside other objects.
pub(super) fn verdicts(text: &str) -> Vec<(Value, Option<String>)> {
    let (mut found, mut at) = (Vec::new(), 0);
    for _ in 0..TRIES {
        let Some(brace) = text[at..].find('{') else { break };
        let mut objects = serde_json::Deserializer::from_str(&text[at + brace..]).into_iter::<Map<String, Value>>();
        match objects.next() {
            Some(Ok(object)) => {
                at += brace + objects.byte_offset();
                if let Some(score) = named(&object, &SCORES) {
                    let reason = named(&object, &REASONS).and_then(Value::as_str).filter(|reason| !reason.is_empty());
                    found.push((score.clone(), reason.map(str::to_owned)));
                }
            }
            _ => at += brace + 1,
        }
    }
    found
}

/// The value of the first of these names that there is, whatever the case of its letters.
fn named<'v>(object: &'v Map<String, Value>, names: &[&str]) -> Option<&'v Value> {
    let of = |name: &&str| object.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value);
    names.iter().find_map(of)
}

//! What an answer is kept under: a digest of who was asked and what.

use runlore_eval::judges::{Ask, ChatRequest};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// Changes when answers to the same question may no longer stand for each other.
const VERSION: u32 = 1;

/// SHA-256 in hexadecimal digits. The order of an object's keys does not count, nor does what is null.
pub(super) fn of(model: &str, request: &ChatRequest) -> String {
    let ask = match &request.ask {
        Ask::Messages(messages) => json!({"messages": messages}),
        Ask::Prompt(prompt) => json!({"prompt": prompt}),
    };
    let parameters = request.parameters.iter().filter(|(name, value)| {
        // Whether an answer came in pieces is not part of it.
        !value.is_null() && !["stream", "stream_options"].contains(&name.as_str())
    });
    let parameters: Map<_, _> = parameters.map(|(name, value)| (name.clone(), value.clone())).collect();
    let asked = sorted(json!([VERSION, model, ask, parameters]));
    let digest = Sha256::digest(asked.to_string().as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut pairs: Vec<_> = object.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(pairs.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_key_for_ever() {
        let request = |first: &str, second: &str| {
            ChatRequest::new().message("user", "q").parameter(first, 1).parameter(second, 1)
        };
        let key = of("m", &request("a", "b"));
        assert_eq!(key, "14d2f1355924fda1ee4fbc8fcc44ec78a8257500f4d65b9dfe18987bb75aa29b");
        assert_eq!(key, of("m", &request("b", "a")));
        assert_eq!(key, of("m", &request("a", "b").parameter("seed", Value::Null).parameter("stream", true)));
        assert_ne!(key, of("m", &ChatRequest::prompt("q").parameter("a", 1).parameter("b", 1)));
    }
}

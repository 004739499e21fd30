//! What MLflow answered, as `tests/oracle` recorded it, fits the document as well: who writes a client by it has one for both.

use std::fs;
use std::path::Path;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::{fault, name, operation};

/// The text with Python's words for numbers that JSON does not have as texts, which is how they travel.
fn quoted(text: &str) -> String {
    let parts = text.split('"').enumerate();
    let quoted = parts.scan(false, |in_text, (at, part)| {
        // A quote behind an odd number of backslashes is one of a text.
        let ends = part.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
        let was_in_text = *in_text;
        *in_text = if *in_text { !ends } else { true };
        let part = if was_in_text {
            part.to_owned()
        } else {
            part.replace("NaN", "\"NaN\"").replace("Infinity", "\"Infinity\"").replace("-\"Inf", "\"-Inf")
        };
        Some(if at == 0 { part } else { format!("\"{part}") })
    });
    quoted.collect()
}

/// A recorded part in full: see `tests/oracle/recorded_files.py`.
fn unfolded(part: &Value, shared: &Map<String, Value>) -> Value {
    match part {
        // In place of a time.
        Value::String(text) if text == "<now>" => json!(1),
        Value::Array(items) => items.iter().map(|item| unfolded(item, shared)).collect(),
        Value::Object(parts) => {
            if let Some(Value::String(entity)) = parts.get("$") {
                return unfolded(&shared[entity], shared);
            }
            if let (Some(Value::Array(names)), Some(Value::Array(rows))) = (parts.get("$columns"), parts.get("rows")) {
                let names = || names.iter().map(|name| name.as_str().unwrap().to_owned());
                let row = |row: &Value| names().zip(row.as_array().unwrap().iter().cloned()).collect::<Value>();
                return rows.iter().map(row).collect();
            }
            parts.iter().map(|(key, part)| (key.clone(), unfolded(part, shared))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn what_mlflow_answers_is_allowed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/oracle/recorded");
    let mut held = 0;
    for file in fs::read_dir(folder).unwrap() {
        let recorded: Value =
            serde_json::from_str(&quoted(&fs::read_to_string(file.unwrap().path()).unwrap())).unwrap();
        let shared = recorded["shared"].as_object().unwrap();
        for step in recorded["scenarios"].as_object().unwrap().values().flat_map(|steps| steps.as_array().unwrap()) {
            let mut line = step["request"]["line"].as_str().unwrap().split(' ');
            let method: Method = line.next().unwrap().parse().unwrap();
            let path = line.next().unwrap().split('?').next().unwrap();
            let Some(operation) = operation(&method, path) else { continue };
            for answer in step.get("pages").and_then(Value::as_array).unwrap_or(&vec![step.clone()]) {
                // Its refusals have several forms.
                let Some(json) = answer.get("json").filter(|_| answer.get("status").is_none_or(|it| it == 200)) else {
                    continue;
                };
                let schema = &operation.response(StatusCode::OK).unwrap()["content"]["application/json"]["schema"];
                // Runlore refuses what makes a model's status this one.
                let odd = json["model"]["info"]["status"] == "LOGGED_MODEL_STATUS_UNSPECIFIED";
                if schema.get("$ref").is_some() && !odd {
                    assert_eq!(fault(name(schema), &unfolded(json, shared)), None, "{method} {path}");
                    held += 1;
                }
            }
        }
    }
    assert!(held > 500, "{held}");
}

//! `runs/log-model`: how clients before 3.0 say that a run made a model.

use runlore_domain::{Error, Result, RunId};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::fields::required;
use crate::python_json::dumps;
use crate::scalar::Text;

/// The fields that a record must have.
const MANDATORY: [&str; 4] = ["artifact_path", "flavors", "utc_time_created", "run_id"];

/// `runs/log-model`.
#[derive(Debug, Deserialize)]
pub struct LogModel {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "modelJson")]
    model_json: Option<Text>,
}

impl LogModel {
    /// Which run, and the record for its tag as JSON text.
    pub fn into_domain(self) -> Result<(RunId, String)> {
        let run_id = required(self.run_id, "run_id")?.into();
        let text = required(self.model_json, "model_json")?;
        let Ok(Value::Object(model)) = serde_json::from_str(&text) else {
            return Err(Error::invalid(format!("Malformed model info. \n {text} \n is not a valid JSON.")));
        };
        let lacking: Vec<String> =
            MANDATORY.iter().filter(|key| !model.contains_key(**key)).map(|key| format!("'{key}'")).collect();
        if !lacking.is_empty() {
            return Err(Error::invalid(format!("Model json is missing mandatory fields: {{{}}}", lacking.join(", "))));
        }
        Ok((run_id, tag_record(&model)))
    }
}

/// What the tag keeps of a model, in MLflow's order. Configs of flavors can be large and are left out.
fn tag_record(model: &Map<String, Value>) -> String {
    let field = |key: &str| dumps(model.get(key).unwrap_or(&Value::Null));
    let mut flavors = model.get("flavors").cloned().unwrap_or_default();
    if let Value::Object(flavors) = &mut flavors {
        for flavor in flavors.values_mut().filter_map(Value::as_object_mut) {
            flavor.remove("config");
        }
    }
    format!(
        r#"{{"run_id": {}, "artifact_path": {}, "utc_time_created": {}, "model_uuid": {}, "flavors": {}}}"#,
        field("run_id"),
        field("artifact_path"),
        field("utc_time_created"),
        field("model_uuid"),
        dumps(&flavors),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::from_json;

    fn record(model: &str) -> String {
        let body = serde_json::json!({"run_id": "r", "model_json": model}).to_string();
        let request: LogModel = from_json(body.as_bytes()).unwrap();
        request.into_domain().map_or_else(|e| e.message().to_owned(), |(_, record)| record)
    }

    #[test]
    fn records_as_mlflow_keeps_them() {
        assert_eq!(
            record(
                r#"{"artifact_path":"m","flavors":{"f":{"config":1,"v":2}},"utc_time_created":"t","run_id":"r","signature":{}}"#
            ),
            r#"{"run_id": "r", "artifact_path": "m", "utc_time_created": "t", "model_uuid": null, "flavors": {"f": {"v": 2}}}"#
        );
        assert!(record("{").starts_with("Malformed model info."));
        assert_eq!(
            record(r#"{"flavors":{},"run_id":1}"#),
            "Model json is missing mandatory fields: {'artifact_path', 'utc_time_created'}"
        );
    }
}

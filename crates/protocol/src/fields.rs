//! What conversions of requests share: required fields, and MLflow's words for bad ones.

use runlore_domain::experiment::{Tag, ViewType};
use runlore_domain::run::Param;
use runlore_domain::{Error, ExperimentId, Result, RunId};
use serde::Deserialize;
use serde_json::Value;

use crate::python_json;
use crate::scalar::{EnumValue, Object, Repeated, Text};

/// What MLflow adds to every complaint about a parameter.
const SEE_DOCS: &str = " See the API docs for more information about request parameters.";

/// The longest part of a bad value that an answer repeats, in bytes.
const ECHO_LIMIT: usize = 1000;

/// `parameter` is required and was not sent.
pub fn missing(parameter: &str) -> Error {
    Error::invalid(format!("Missing value for required parameter '{parameter}'.{SEE_DOCS}"))
}

/// `parameter` can not be `value`; without a hint MLflow names the type of what it got.
pub fn invalid_value(parameter: &str, value: &Value, hint: Option<&str>) -> Error {
    let by_type = format!("Value was of type '{}'.", python_type(value));
    let hint = hint.unwrap_or(&by_type);
    let shown = shown(value);
    Error::invalid(format!("Invalid value {shown} for parameter '{parameter}' supplied:  Hint: {hint}{SEE_DOCS}"))
}

fn python_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(n) if n.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

/// The value as an answer repeats it, cut when it is very long.
fn shown(value: &Value) -> String {
    let mut text = python_json::compact(value);
    if text.len() > ECHO_LIMIT {
        text.truncate(ECHO_LIMIT);
        text.push_str("...");
    }
    text
}

/// A required text; empty counts as missing, as in MLflow.
pub(crate) fn required(field: Option<Text>, parameter: &str) -> Result<String> {
    non_empty(field).ok_or_else(|| missing(parameter))
}

/// A text whose empty form means that it is not there.
pub(crate) fn non_empty(field: Option<Text>) -> Option<String> {
    field.map(|text| text.0).filter(|text| !text.is_empty())
}

/// A text that is empty when it was not sent.
pub(crate) fn or_empty(field: Option<Text>) -> String {
    field.map(|text| text.0).unwrap_or_default()
}

/// A required experiment id.
pub(crate) fn experiment_id(field: Option<Text>) -> Result<ExperimentId> {
    ExperimentId::parse(&required(field, "experiment_id")?)
}

/// A required run id, which older clients send as `run_uuid`.
pub(crate) fn run_id(run_id: Option<Text>, run_uuid: Option<Text>) -> Result<RunId> {
    required(run_id.or(run_uuid), "run_id").map(RunId::from)
}

/// The items of a list that may not have been sent.
pub(crate) fn items<T>(field: Option<Repeated<T>>) -> Vec<T> {
    field.map(|list| list.0).unwrap_or_default()
}

/// Experiment ids of a search.
pub(crate) fn experiment_ids(field: Option<Repeated<Text>>) -> Result<Vec<ExperimentId>> {
    items(field).iter().map(|id| ExperimentId::parse(&id.0)).collect()
}

/// The texts of a list.
pub(crate) fn texts(field: Option<Repeated<Text>>) -> Vec<String> {
    items(field).into_iter().map(|text| text.0).collect()
}

/// Which lifecycle stages a search is to look at; only active ones unless it says otherwise.
pub(crate) fn view_type(field: Option<&EnumValue>, parameter: &str) -> Result<ViewType> {
    const KNOWN: [(ViewType, &str, i64); 3] = [
        (ViewType::ActiveOnly, "ACTIVE_ONLY", 1),
        (ViewType::DeletedOnly, "DELETED_ONLY", 2),
        (ViewType::All, "ALL", 3),
    ];
    field.map_or(Ok(ViewType::ActiveOnly), |value| value.pick(parameter, &KNOWN))
}

/// A tag or a param in a list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct KeyValue {
    key: Option<Text>,
    value: Option<Text>,
}

impl KeyValue {
    pub(crate) fn has_key(&self) -> bool {
        self.key.as_ref().is_some_and(|key| !key.0.is_empty())
    }

    pub(crate) fn into_param(self) -> Param {
        Param { key: or_empty(self.key), value: or_empty(self.value) }
    }

    pub(crate) fn into_tag(self) -> Tag {
        Tag { key: or_empty(self.key), value: or_empty(self.value) }
    }
}

/// A list of tags or params.
pub(crate) type KeyValues = Option<Repeated<Object<KeyValue>>>;

/// Tags of a list.
pub(crate) fn tags(list: KeyValues) -> Vec<Tag> {
    items(list).into_iter().map(|item| item.0.into_tag()).collect()
}

/// Params of a list.
pub(crate) fn params(list: KeyValues) -> Vec<Param> {
    items(list).into_iter().map(|item| item.0.into_param()).collect()
}

//! `openapi.json` says what the server does: each answer that a test gets is held against it, and here its endpoints against
//! the router, what they take against what is decoded, and its numbers against the limits.

mod recorded;
mod requests;
mod routes;
mod words;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use axum::http::{Method, StatusCode};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::support::{Answer, Server};

const TEXT: &str = include_str!("../../../openapi.json");
/// Longer answers are lists of what shorter ones have, too.
const LONGEST: usize = 1 << 20;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap());

/// An endpoint of the document.
struct Operation {
    /// In capitals.
    method: String,
    /// With placeholders, as in `/a/{b}`.
    path: &'static str,
    parameters: Vec<&'static Value>,
    value: &'static Value,
}

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| operations(path, item.as_object().unwrap())).collect()
});

fn operations(path: &'static str, item: &'static Map<String, Value>) -> impl Iterator<Item = Operation> {
    let parameters = |part: &'static Value| part.as_array().into_iter().flatten();
    let shared = item.get("parameters");
    item.iter().filter(|(key, _)| *key != "parameters").map(move |(method, value)| Operation {
        method: method.to_uppercase(),
        path,
        parameters: shared.into_iter().chain([&value["parameters"]]).flat_map(parameters).collect(),
        value,
    })
}

impl Operation {
    fn id(&self) -> &'static str {
        self.value["operationId"].as_str().unwrap()
    }

    /// The name of the schema of the JSON body that it takes.
    fn body(&self) -> Option<&'static str> {
        let schema = &self.value["requestBody"]["content"]["application/json"]["schema"];
        (!schema.is_null()).then(|| name(schema))
    }

    /// The parameters in its query.
    fn query(&self) -> impl Iterator<Item = &'static Value> {
        self.parameters.iter().copied().filter(|parameter| parameter["in"] == "query")
    }

    /// What it answers with a status.
    fn response(&self, status: StatusCode) -> Option<&'static Value> {
        let responses = &self.value["responses"];
        responses.get(status.as_str()).or_else(|| responses.get("default")).map(resolved)
    }

    fn is_at(&self, method: &Method, path: &str) -> bool {
        let mut left = path.split('/');
        let fits = |part: &str| match part {
            // Slashes stay slashes in these.
            "{path}" | "{folder}" if self.path.ends_with(part) => {
                let any = left.next().is_some_and(|first| !first.is_empty());
                left.by_ref().count();
                any
            }
            part if part.starts_with('{') => left.next().is_some_and(|found| !found.is_empty()),
            part => left.next() == Some(part),
        };
        self.method == method.as_str() && self.path.split('/').all(fits) && left.next().is_none()
    }
}

/// The part of the document that a reference leads to, or what stands there itself.
fn resolved(part: &'static Value) -> &'static Value {
    match part["$ref"].as_str() {
        Some(target) => DOCUMENT.pointer(target.strip_prefix('#').unwrap()).unwrap_or_else(|| panic!("{target}")),
        None => part,
    }
}

/// The name of a schema that is referred to.
fn name(schema: &'static Value) -> &'static str {
    schema["$ref"].as_str().and_then(|target| target.strip_prefix("#/components/schemas/")).unwrap()
}

/// The endpoint that is asked for. What is below `/api` is below `/ajax-api`, too.
fn operation(method: &Method, path: &str) -> Option<&'static Operation> {
    let public = path.strip_prefix("/ajax-api").map(|rest| format!("/api{rest}"));
    let at = |path: &str| {
        let found = OPERATIONS.iter().filter(|operation| operation.is_at(method, path));
        found.min_by_key(|operation| operation.path.matches('{').count())
    };
    at(path).or_else(|| at(&public?))
}

/// The schemas, so that they allow nothing beside what they name: what is answered must be in the document.
static CLOSED: LazyLock<Value> = LazyLock::new(|| {
    let mut document = json!({"components": {"schemas": DOCUMENT["components"]["schemas"]}});
    close(&mut document["components"]["schemas"]);
    document
});

fn close(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            parts.values_mut().for_each(close);
            if parts.get("type").is_some_and(|kind| kind == "object") {
                parts.entry("additionalProperties").or_insert(json!(false));
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}

/// Why a value is not what the document says.
fn fault(schema: &'static str, value: &Value) -> Option<String> {
    // A test needs few of them, and a process runs one test.
    static COMPILED: Mutex<BTreeMap<&str, &(Schemas, SchemaIndex)>> = Mutex::new(BTreeMap::new());
    let (schemas, root) =
        *COMPILED.lock().unwrap().entry(schema).or_insert_with(|| Box::leak(Box::new(compiled(schema))));
    schemas.validate(value, *root).err().map(|error| error.to_string())
}

fn compiled(schema: &str) -> (Schemas, SchemaIndex) {
    const HERE: &str = "schema:///openapi";
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(HERE, CLOSED.clone()).unwrap();
    let root = compiler.compile(&format!("{HERE}#/components/schemas/{schema}"), &mut schemas);
    let root = root.unwrap_or_else(|error| panic!("{schema}: {error:#}"));
    (schemas, root)
}

/// Panics when the document does not allow an answer to a request.
pub(crate) fn check(method: &Method, path: &str, answer: &Answer) {
    let json = answer.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    if !json || answer.body.is_empty() || answer.body.len() > LONGEST {
        return;
    }
    let Some(operation) = operation(method, path) else { return };
    let Some(response) = operation.response(answer.status) else { return };
    let content = &response["content"];
    // A file of a run may be JSON.
    if content.get("*/*").is_some() {
        return;
    }
    let schema = &content["application/json"]["schema"];
    if schema.get("$ref").is_some() {
        let Ok(value) = serde_json::from_slice(&answer.body) else {
            // A cell of a table may be a number or a text that is JSON and more than this parser keeps.
            serde_json::from_slice::<&RawValue>(&answer.body).unwrap();
            return;
        };
        let wrong = fault(name(schema), &value);
        let asked = format!("{method} {path}: {} {}", answer.status.as_u16(), answer.text());
        assert_eq!(wrong, None, "crates/server/openapi.json does not allow the answer to {asked:.2000}");
    } else {
        assert_eq!(schema["type"], "object", "crates/server/openapi.json has no JSON for {method} {path}");
    }
}

#[test]
fn every_schema_can_be_used() {
    for name in DOCUMENT["components"]["schemas"].as_object().unwrap().keys() {
        assert!(fault(name, &Value::Null).is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_wrong_answer_is_found() {
    let server = Server::new();
    let run = server.run().await;
    let path = "/ajax-api/2.0/mlflow/runs/get";
    let good = server.get(&format!("{path}?run_id={run}")).await.json();
    let mut missing = good.clone();
    missing["run"]["info"].as_object_mut().unwrap().remove("start_time");
    let mut more = good.clone();
    more["run"]["data"]["more"] = json!(1);
    let mut other = good.clone();
    other["run"]["info"]["lifecycle_stage"] = json!("gone");
    for (body, right) in [(&good, true), (&missing, false), (&more, false), (&other, false)] {
        assert_eq!(fault("RunBody", body).is_none(), right, "{body}");
    }
    assert_eq!(operation(&Method::GET, path).unwrap().id(), "getRun");
    assert!(operation(&Method::POST, path).is_none() && operation(&Method::GET, &format!("{path}/x")).is_none());
    let file = operation(&Method::PUT, "/api/2.0/mlflow-artifacts/artifacts/a/b.txt").unwrap();
    assert_eq!(file.id(), "putServed");
    assert_eq!(operation(&Method::POST, "/api/2.0/mlflow/logged-models/search").unwrap().id(), "searchLoggedModels");
}

//! What the document says that endpoints take is what they decode: the names and types of fields, and which of them must be there.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use runlore_domain::Result;
use runlore_protocol::{
    artifacts, datasets, decode, experiments, heartbeats, ingest, logged_models, metrics, runs, tables,
};
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor, value};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value, json};

use super::{DOCUMENT, OPERATIONS, Operation, resolved};
use crate::support::Server;

/// What the server decodes, by the name that the document has for it: of a body its schema, of a query its endpoint.
struct Taken {
    name: &'static str,
    fields: fn() -> BTreeSet<&'static str>,
    read: fn(&Value) -> Result<()>,
}

fn taken<T: DeserializeOwned>(name: &'static str) -> Taken {
    Taken { name, fields: fields::<T>, read: |body| decode::from_json::<T>(body.to_string().as_bytes()).map(drop) }
}

fn all() -> Vec<Taken> {
    vec![
        taken::<experiments::CreateExperiment>("CreateExperiment"),
        taken::<experiments::SearchExperiments>("SearchExperiments"),
        taken::<experiments::SearchExperiments>("searchExperimentsByQuery"),
        taken::<experiments::ExperimentRef>("ExperimentRef"),
        taken::<experiments::ExperimentRef>("getExperiment"),
        taken::<experiments::GetExperimentByName>("getExperimentByName"),
        taken::<experiments::UpdateExperiment>("UpdateExperiment"),
        taken::<experiments::SetExperimentTag>("SetExperimentTag"),
        taken::<experiments::DeleteExperimentTag>("DeleteExperimentTag"),
        taken::<experiments::GetActivity>("GetActivity"),
        taken::<datasets::SearchDatasets>("SearchDatasets"),
        taken::<runs::CreateRun>("CreateRun"),
        taken::<runs::GetRun>("getRun"),
        taken::<runs::UpdateRun>("UpdateRun"),
        taken::<runs::RunRef>("RunRef"),
        taken::<runs::LogMetric>("LogMetric"),
        taken::<runs::LogParam>("LogParam"),
        taken::<runs::SetTag>("SetTag"),
        taken::<runs::DeleteTag>("DeleteTag"),
        taken::<runs::LogBatch>("LogBatch"),
        taken::<runs::LogModel>("LogModel"),
        taken::<runs::SearchRuns>("SearchRuns"),
        taken::<runs::SearchRunsFor>("SearchRunsFor"),
        taken::<runs::SearchKeys>("SearchKeys"),
        taken::<runs::ChangeRuns>("ChangeRuns"),
        taken::<runs::TagRuns>("TagRuns"),
        taken::<runs::UntagRuns>("UntagRuns"),
        taken::<runs::LogInputs>("LogInputs"),
        taken::<runs::LogOutputs>("LogOutputs"),
        taken::<metrics::GetHistory>("getHistory"),
        taken::<metrics::GetHistoryInterval>("getHistoryInterval"),
        taken::<metrics::GetHistoryBulk>("getHistoryBulk"),
        taken::<metrics::SampleMetrics>("SampleMetrics"),
        taken::<artifacts::ListArtifacts>("listArtifacts"),
        taken::<artifacts::ListArtifacts>("zipArtifacts"),
        taken::<artifacts::GetArtifact>("getArtifact"),
        taken::<artifacts::GetArtifact>("showArtifact"),
        taken::<artifacts::UploadArtifact>("uploadArtifact"),
        taken::<artifacts::PutArtifact>("putArtifact"),
        taken::<artifacts::PresignUpload>("PresignUpload"),
        taken::<artifacts::PresignDownload>("PresignDownload"),
        taken::<artifacts::ListModelArtifacts>("listModelArtifacts"),
        taken::<artifacts::GetModelFile>("getModelFile"),
        taken::<artifacts::ListFolder>("listServed"),
        taken::<artifacts::CreateMultipart>("CreateMultipart"),
        taken::<artifacts::CompleteMultipart>("CompleteMultipart"),
        taken::<artifacts::AbortMultipart>("AbortMultipart"),
        taken::<logged_models::CreateLoggedModel>("CreateLoggedModel"),
        taken::<logged_models::SearchLoggedModels>("SearchLoggedModels"),
        taken::<logged_models::GetLoggedModel>("getLoggedModel"),
        taken::<logged_models::FinalizeLoggedModel>("FinalizeLoggedModel"),
        taken::<logged_models::LogModelParams>("LogModelParams"),
        taken::<logged_models::SetModelTags>("SetModelTags"),
        taken::<ingest::IngestRequest>("IngestRequest"),
        taken::<tables::AppendRows>("AppendRows"),
        taken::<tables::FlushTables>("FlushTables"),
        taken::<tables::ReadRows>("ReadRows"),
        taken::<heartbeats::HeartbeatRequest>("HeartbeatRequest"),
        taken::<heartbeats::LostRuns>("LostRuns"),
    ]
}

/// The fields of a request, in snake_case.
fn fields<T: DeserializeOwned>() -> BTreeSet<&'static str> {
    let mut names: &[&str] = &[];
    let _unread = T::deserialize(Names(&mut names));
    names.iter().copied().filter(|name| !name.contains(char::is_uppercase)).collect()
}

/// Reads nothing, but keeps the names of the fields that are asked for.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> std::result::Result<V::Value, value::Error> {
        Err(value::Error::custom("a request is a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> std::result::Result<V::Value, value::Error> {
        *self.0 = fields;
        Self(self.0).deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The schema of a body, or one of an object with the parameters of a query.
fn documented(name: &str) -> Value {
    if let Some(schema) = DOCUMENT["components"]["schemas"].get(name) {
        return schema.clone();
    }
    let operation = OPERATIONS.iter().find(|operation| operation.id() == name).unwrap_or_else(|| panic!("no {name}"));
    query(operation)
}

fn query(operation: &Operation) -> Value {
    let name = |parameter: &Value| parameter["name"].as_str().unwrap().to_owned();
    let properties: Map<_, _> = operation.query().map(|each| (name(each), each["schema"].clone())).collect();
    let required: Vec<String> = operation.query().filter(|each| each["required"] == true).map(name).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

/// The schema itself where it is only referred to.
fn followed(schema: &Value) -> Value {
    match schema["$ref"].as_str() {
        Some(target) => DOCUMENT.pointer(target.strip_prefix('#').unwrap()).unwrap().clone(),
        None => schema.clone(),
    }
}

/// A value with everything in it that the schema knows.
fn sample(schema: &Value) -> Value {
    let schema = followed(schema);
    if let Some(first) = schema["enum"].get(0).or_else(|| schema.get("const")) {
        return first.clone();
    }
    if let Some(first) = schema["anyOf"].get(0) {
        return sample(first);
    }
    match schema["type"].as_str() {
        Some("string") => json!("text"),
        Some("integer") => json!(1),
        Some("number") => json!(1.5),
        Some("boolean") => json!(true),
        Some("array") => json!([sample(&schema["items"])]),
        Some("object") => {
            let properties = schema["properties"].as_object().unwrap();
            properties.iter().map(|(name, schema)| (name.clone(), sample(schema))).collect()
        }
        Some(other) => panic!("a sample of {other}"),
        None => json!("anything"),
    }
}

/// Every place in a sample, with a value that is wrong there.
fn wrong(schema: &Value, at: &str, places: &mut Vec<(String, Value)>) {
    let schema = followed(schema);
    let kind = schema["type"].as_str();
    if !at.is_empty() && (kind.is_some() || schema.get("anyOf").is_some()) {
        places.push((at.to_owned(), if kind == Some("object") { json!("text") } else { json!({}) }));
    }
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        wrong(schema, &format!("{at}/{name}"), places);
    }
    if kind == Some("array") {
        wrong(&schema["items"], &format!("{at}/0"), places);
    }
}

#[test]
fn everything_that_is_taken_is_held_against_its_type() {
    let bodies = OPERATIONS.iter().filter_map(Operation::body);
    let queries = OPERATIONS.iter().filter(|operation| operation.query().count() > 0).map(Operation::id);
    let documented: BTreeSet<&str> = bodies.chain(queries).collect();
    let known: BTreeSet<&str> = all().iter().map(|taken| taken.name).collect();
    let differ: Vec<_> = documented.symmetric_difference(&known).collect();
    assert!(differ.is_empty(), "in the document or in `all`, not in both: {differ:?}");
}

#[test]
fn fields_are_those_that_are_decoded() {
    for Taken { name, fields, read } in all() {
        let schema = documented(name);
        let properties: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(properties, fields(), "{name}");
        let sample = sample(&schema);
        read(&sample).unwrap_or_else(|error| panic!("{name}: {sample}: {error}"));
        let mut places = Vec::new();
        wrong(&schema, "", &mut places);
        assert!(places.len() >= properties.len(), "{name}");
        for (place, wrong) in places {
            let mut body = sample.clone();
            *body.pointer_mut(&place).unwrap() = wrong;
            assert!(read(&body).is_err(), "{name}: {place} is not decoded, or as another type");
        }
    }
}

/// Status and message of the answer to what an endpoint is asked with.
async fn answered(server: &Server, operation: &Operation, asked: &Map<String, Value>) -> (u16, String) {
    let mut path = operation.path.replace(['{', '}'], "");
    let mut request = Request::builder().method(operation.method.as_str()).header("content-type", "application/json");
    let mut body = Body::from("x");
    if operation.body().is_some() {
        body = Body::from(Value::Object(asked.clone()).to_string());
    } else {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let value = |value: &Value| text(value.get(0).unwrap_or(value));
        let pairs: Vec<String> = asked.iter().map(|(name, each)| format!("{name}={}", value(each))).collect();
        path = format!("{path}?{}", pairs.join("&"));
        if operation.method == "GET" {
            body = Body::empty();
        }
    }
    request = request.uri(path);
    let response = server.answer(request.body(body).unwrap()).await;
    let status = response.status().as_u16();
    // Of answers that went well, one is a stream without an end.
    let body =
        if status == 200 { Vec::new() } else { response.into_body().collect().await.unwrap().to_bytes().to_vec() };
    (status, String::from_utf8(body).unwrap())
}

#[tokio::test]
async fn what_is_required_is_demanded_and_nothing_else() {
    let server = Server::new();
    for operation in OPERATIONS.iter() {
        let schema = match operation.body() {
            Some(name) => resolved(&DOCUMENT["components"]["schemas"][name]).clone(),
            None => query(operation),
        };
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let samples = || required.iter().map(|name| ((*name).to_owned(), sample(&schema["properties"][*name])));
        for left_out in &required {
            let asked = samples().filter(|(name, _)| name != left_out).collect();
            let (status, message) = answered(&server, operation, &asked).await;
            assert_eq!(status, 400, "{} without {left_out}: {message}", operation.id());
        }
        let (status, message) = answered(&server, operation, &samples().collect()).await;
        assert!(!message.contains("Missing value for required parameter"), "{}: {status} {message}", operation.id());
        if required.is_empty() {
            assert_ne!(status, 400, "{}: {message}", operation.id());
        }
    }
}

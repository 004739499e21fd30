//! A server without a socket, and how to ask it things.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use runlore_artifacts::{ArtifactConfig, ArtifactStore, ArtifactStores, Environment};
use runlore_server::{AppConfig, AppState, app};
use runlore_store::{Store, StoreConfig};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::openapi;

pub(crate) const V2: &str = "/api/2.0/mlflow";

/// A server over a database of its own.
pub(crate) struct Server {
    router: Router,
    pub(crate) state: AppState,
    pub(crate) store: Store,
    /// Where its artifacts are, and how one gets there.
    artifacts: (String, Environment),
    pub(crate) dir: Arc<TempDir>,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e} in {:?}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Status and body on one line, ids and times replaced.
    pub(crate) fn show(&self) -> String {
        let mut body = self.json();
        redact(&mut body);
        body.sort_all_objects();
        format!("{} {body}", self.status.as_u16())
    }

    /// Status, error code and message.
    pub(crate) fn error(&self) -> String {
        let body = self.json();
        let field = |name: &str| body[name].as_str().unwrap_or("-").to_owned();
        format!("{} {}: {}", self.status.as_u16(), field("error_code"), field("message"))
    }
}

fn redact(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let random = matches!(key.as_str(), "run_id" | "run_uuid" | "run_name" | "model_id" | "artifact_uri");
                if random || key.ends_with("_time") || key.ends_with("_timestamp_ms") {
                    *inner = json!(format!("[{key}]"));
                } else {
                    redact(inner);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact),
        _ => {}
    }
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::with(AppConfig::default())
    }

    pub(crate) fn with(config: AppConfig) -> Self {
        Self::within(config, Environment::default())
    }

    pub(crate) fn within(config: AppConfig, environment: Environment) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let destination = dir.path().join("artifacts").display().to_string();
        Self::open(config, Arc::new(dir), destination, environment)
    }

    /// A server whose artifacts are elsewhere than in its own folder.
    pub(crate) fn storing_at(destination: &str, environment: Environment) -> Self {
        Self::elsewhere(AppConfig::default(), destination, environment)
    }

    /// The same, with settings.
    pub(crate) fn elsewhere(config: AppConfig, destination: &str, environment: Environment) -> Self {
        Self::open(config, Arc::new(tempfile::tempdir().unwrap()), destination.to_owned(), environment)
    }

    /// Another server on the same database and artifacts.
    pub(crate) fn replica(&self) -> Self {
        self.replica_with(AppConfig::default())
    }

    /// Another server with settings.
    pub(crate) fn replica_with(&self, config: AppConfig) -> Self {
        let (destination, environment) = self.artifacts.clone();
        Self::open(config, self.dir.clone(), destination, environment)
    }

    /// Its artifacts, as somebody reaches them who does not need the server.
    pub(crate) fn artifacts(&self) -> Arc<dyn ArtifactStore> {
        let (destination, environment) = self.artifacts.clone();
        let config = ArtifactConfig { destination: Some(destination), environment };
        ArtifactStores::new(config).unwrap().served().unwrap().store
    }

    fn open(config: AppConfig, dir: Arc<TempDir>, destination: String, environment: Environment) -> Self {
        let uri = format!("sqlite:///{}", dir.path().join("test.db").display()).parse().unwrap();
        let store = Store::open(&StoreConfig {
            uri,
            artifact_root: "mlflow-artifacts:/".to_owned(),
            now: 1,
            allow_unsafe_durability: false,
        })
        .unwrap();
        let artifacts = (destination.clone(), environment.clone());
        let stores = ArtifactStores::new(ArtifactConfig { destination: Some(destination), environment }).unwrap();
        let state = AppState::new(config, Some(store.clone()), stores);
        Self { router: app(state.clone()), state, store, artifacts, dir }
    }

    /// An answer whose body is still to be read.
    pub(crate) async fn answer(&self, mut request: Request<Body>) -> Response {
        request.headers_mut().entry("host").or_insert("localhost:5000".parse().unwrap());
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The answer, which is one that the document of the server allows.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let (parts, body) = self.answer(request).await.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        openapi::check(&method, &path, &answer);
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.raw(method, path, body.to_string().into_bytes()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, &format!("{V2}/{path}"), body).await
    }

    pub(crate) async fn raw(&self, method: Method, path: &str, body: Vec<u8>) -> Answer {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A new run in the Default experiment.
    pub(crate) async fn run(&self) -> String {
        let answer = self.post("runs/create", &json!({"experiment_id": "0", "start_time": 7})).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["run"]["info"]["run_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn get_run(&self, id: &str) -> Value {
        self.get(&format!("{V2}/runs/get?run_id={id}")).await.json()["run"].take()
    }
}

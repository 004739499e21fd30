//! Records as the calls of MLflow's API that they stand for.
//!
//! MLflow's server counts nothing for its clients. Metrics, params and tags are idempotent there by their
//! keys; a run that was begun without the server is made twice when its answer is lost between the
//! server's commit and the note of its id here.

use runlore_domain::run::PARENT_TAG;
use runlore_domain::{Error, ErrorKind};
use runlore_protocol::ingest::CreatedRun;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Delivery, Numbered, Outcome, is_about_records, refused};
use crate::client::V2;
use crate::transport::{Failure, Request};

/// What MLflow takes in one batch: metrics, params, tags, and all together.
const BATCH: [usize; 4] = [1000, 100, 100, 1000];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RecordJson {
    CreateRun(CreateJson),
    UpdateRun(Map<String, Value>),
    Log(LogJson),
    DeleteTag(Map<String, Value>),
    Inputs(Map<String, Value>),
    Outputs(Map<String, Value>),
}

#[derive(Debug, Deserialize)]
struct CreateJson {
    run_id: String,
    experiment_name: Option<String>,
    experiment_id: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct LogJson {
    run_id: String,
    #[serde(default)]
    metrics: Vec<Value>,
    #[serde(default)]
    params: Vec<Value>,
    #[serde(default)]
    tags: Vec<Value>,
}

impl LogJson {
    /// Whether MLflow takes both in one batch.
    fn fits(&self, other: &Self) -> bool {
        let counts = [
            self.metrics.len() + other.metrics.len(),
            self.params.len() + other.params.len(),
            self.tags.len() + other.tags.len(),
        ];
        let all = counts.iter().sum::<usize>();
        let fits = counts.iter().zip(BATCH).all(|(count, most)| *count <= most) && all <= BATCH[3];
        let again = other.params.iter().any(|new| self.params.iter().any(|param| param["key"] == new["key"]));
        other.run_id == self.run_id && fits && !again
    }

    fn take(&mut self, mut other: Self) {
        self.metrics.append(&mut other.metrics);
        self.params.append(&mut other.params);
        self.tags.append(&mut other.tags);
    }
}

impl Delivery {
    /// One request for the records at the front.
    pub(super) async fn records_to_mlflow(&self, records: &[Numbered]) -> Result<Outcome, Failure> {
        let Some((first, json)) = records.first() else { return Ok(Outcome::default()) };
        let mut outcome = Outcome { applied: *first, ..Outcome::default() };
        let done = match read(json)? {
            RecordJson::CreateRun(create) => match self.create_run(create).await {
                Ok(run) => {
                    outcome.runs.push(run);
                    Ok(())
                }
                Err(failure) => Err(failure),
            },
            RecordJson::Log(mut log) => {
                for (number, json) in &records[1..] {
                    match read(json) {
                        Ok(RecordJson::Log(next)) if log.fits(&next) => log.take(next),
                        _ => break,
                    }
                    outcome.applied = *number;
                }
                log.run_id = self.server_id(&log.run_id);
                self.name_parent(&mut log.tags);
                match self.post("runs/log-batch", &log).await {
                    // Together they were refused: the next attempt is with the first one alone.
                    Err(failure) if outcome.applied > *first && is_about_records(&failure) => return Err(failure),
                    done => done.map(drop),
                }
            }
            RecordJson::UpdateRun(body) => self.of_run("runs/update", body).await,
            RecordJson::DeleteTag(body) => self.of_run("runs/delete-tag", body).await,
            RecordJson::Inputs(body) => self.of_run("runs/log-inputs", body).await,
            RecordJson::Outputs(body) => self.of_run("runs/outputs", body).await,
        };
        match done {
            Ok(()) => Ok(outcome),
            Err(failure) if is_about_records(&failure) => {
                outcome.refused.push(refused(*first, &failure));
                Ok(outcome)
            }
            Err(failure) => Err(failure),
        }
    }

    async fn of_run(&self, endpoint: &str, mut body: Map<String, Value>) -> Result<(), Failure> {
        if let Some(id) = body.get("run_id").and_then(Value::as_str) {
            let id = self.server_id(id);
            body.insert("run_id".to_owned(), id.into());
        }
        self.post(endpoint, &body).await.map(drop)
    }

    /// A parent that was begun without the server has another id there, too.
    fn name_parent(&self, tags: &mut [Value]) {
        for tag in tags.iter_mut().filter(|tag| tag["key"] == PARENT_TAG) {
            if let Some(id) = tag["value"].as_str() {
                tag["value"] = self.server_id(id).into();
            }
        }
    }

    /// Makes the run, or finds out that it was made before.
    async fn create_run(&self, create: CreateJson) -> Result<CreatedRun, Failure> {
        let known = self.spool.as_ref().and_then(|spool| spool.server_id(&create.run_id));
        let run = match known {
            Some(id) => self.client.get_run(&id).await.map_err(|error| match error.kind() {
                ErrorKind::Unavailable | ErrorKind::Overloaded => Failure::away(error),
                _ => Failure::ours(error),
            })?,
            None => {
                let mut body = create.rest;
                let experiment = match create.experiment_name {
                    Some(name) => self.experiment_id(&name).await?,
                    None => create.experiment_id.unwrap_or_else(|| "0".to_owned()),
                };
                body.insert("experiment_id".to_owned(), experiment.into());
                if let Some(Value::Array(tags)) = body.get_mut("tags") {
                    self.name_parent(tags);
                }
                let answer = self.post("runs/create", &body).await?;
                let run: crate::entities::Run = serde_json::from_value(answer["run"].clone()).map_err(|cause| {
                    Failure::away(Error::internal("The server's answer is not a run").with_source(cause))
                })?;
                if let Some(spool) = &self.spool {
                    spool.set_server_id(&create.run_id, &run.info.run_id).map_err(Failure::ours)?;
                }
                run
            }
        };
        Ok(CreatedRun {
            run_id: create.run_id,
            experiment_id: run.info.experiment_id.unwrap_or_default(),
            artifact_uri: run.info.artifact_uri,
        })
    }

    /// The experiment of this name, made now if there is none.
    async fn experiment_id(&self, name: &str) -> Result<String, Failure> {
        let by_name = Request::new(::http::Method::GET, format!("{V2}/experiments/get-by-name"));
        let found = self.client.send(by_name.query("experiment_name", name)).await;
        let answer = match found {
            Ok(answer) => read_value(answer).await?["experiment"].clone(),
            Err(failure) if failure.error.kind() == ErrorKind::NotFound => {
                self.post("experiments/create", &json!({"name": name})).await?
            }
            Err(failure) => return Err(failure),
        };
        Ok(answer["experiment_id"].as_str().unwrap_or_default().to_owned())
    }

    pub(super) async fn post(&self, endpoint: &str, body: &impl Serialize) -> Result<Value, Failure> {
        let body = serde_json::to_vec(body).map_err(|cause| {
            Failure::ours(Error::internal("A request could not be written as JSON").with_source(cause))
        })?;
        let request = Request::new(::http::Method::POST, format!("{V2}/{endpoint}")).json(body);
        read_value(self.client.send(request).await?).await
    }
}

async fn read_value(answer: crate::transport::Answer) -> Result<Value, Failure> {
    let body = answer.bytes().await.map_err(Failure::away)?;
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&body)
        .map_err(|cause| Failure::away(Error::internal("The server's answer is not JSON").with_source(cause)))
}

fn read(json: &[u8]) -> Result<RecordJson, Failure> {
    serde_json::from_slice(json).map_err(|cause| {
        let message = "A record of the spool is of a shape that this version does not know";
        Failure::ours(Error::invalid(message).with_source(cause))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(json: Value) -> LogJson {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn records_of_one_run_are_one_batch_within_mlflows_limits() {
        let point = json!({"key": "m", "value": 1.0, "timestamp": 1, "step": 1});
        let mut full = log(json!({"run_id": "a", "metrics": vec![point.clone(); 999]}));
        let one = log(json!({"run_id": "a", "metrics": [point]}));
        assert!(full.fits(&one));
        full.take(one);
        assert!(!full.fits(&log(json!({"run_id": "a", "tags": [{"key": "t", "value": "1"}]}))), "1,000 together");
        let mut batch = log(json!({"run_id": "a", "params": [{"key": "p", "value": "1"}]}));
        assert!(!batch.fits(&log(json!({"run_id": "a", "params": [{"key": "p", "value": "1"}]}))), "twice in a batch");
        assert!(!batch.fits(&log(json!({"run_id": "b", "params": [{"key": "q", "value": "1"}]}))));
        batch.take(log(json!({"run_id": "a", "params": [{"key": "q", "value": "1"}]})));
        assert_eq!(batch.params.len(), 2);
    }
}

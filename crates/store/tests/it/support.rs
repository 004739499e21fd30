//! What all tests of the store begin with.

use runlore_domain::experiment::{NewExperiment, Tag};
use runlore_domain::metric::Metric;
use runlore_domain::run::{NewRun, Param, RUN_NAME_TAG};
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{ErrorKind, ExperimentId, Result, RunId};
use runlore_store::{Store, StoreConfig};

/// Where the tests' clock stands.
pub(crate) const NOW: i64 = 1_790_000_000_000;

pub(crate) fn config(uri: &str) -> StoreConfig {
    StoreConfig {
        uri: uri.parse().unwrap(),
        artifact_root: "/artifacts".to_owned(),
        now: NOW,
        allow_unsafe_durability: false,
    }
}

/// Opens a store from async code; opening blocks.
pub(crate) async fn open(uri: &str) -> Store {
    let config = config(uri);
    tokio::task::spawn_blocking(move || Store::open(&config)).await.unwrap().unwrap()
}

pub(crate) fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

pub(crate) fn param(key: &str, value: &str) -> Param {
    Param { key: key.to_owned(), value: value.to_owned() }
}

pub(crate) fn metric(key: &str, value: f64, timestamp: i64, step: i64) -> Metric {
    Metric { key: key.to_owned(), value, timestamp, step, about: None }
}

pub(crate) fn new_experiment(name: &str) -> NewExperiment {
    NewExperiment { name: name.to_owned(), artifact_location: None, tags: Vec::new(), now: NOW }
}

pub(crate) fn new_run(experiment: ExperimentId, name: &str) -> NewRun {
    NewRun {
        id: RunId::random(),
        experiment_id: experiment,
        name: name.to_owned(),
        user_id: "tester".to_owned(),
        start_time: NOW,
        tags: vec![tag(RUN_NAME_TAG, name)],
    }
}

/// An active run in the Default experiment.
pub(crate) async fn run(store: &Store) -> RunId {
    store.create_run(new_run(ExperimentId::DEFAULT, "a run")).await.unwrap().info.id
}

pub(crate) fn batch(run_id: &RunId) -> RunBatch {
    RunBatch {
        run_id: run_id.clone(),
        metrics: Vec::new(),
        params: Vec::new(),
        tags: Vec::new(),
        origin: BatchOrigin::Batch,
    }
}

/// The kind and the message of an error.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T>) -> (ErrorKind, String) {
    let error = result.unwrap_err();
    (error.kind(), error.message().to_owned())
}

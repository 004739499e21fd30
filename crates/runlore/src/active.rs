//! A run that is being logged to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use runlore_domain::experiment::Tag;
use runlore_domain::limits::{LONG_VALUE_BYTES, METRICS_PER_BATCH, PARAMS_PER_BATCH, TAGS_PER_BATCH};
use runlore_domain::metric::{Metric, clamp};
use runlore_domain::run::{NewRun, Param, RunStatus, USER_TAG};
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{Error, ExperimentId, Result, RunId, run_name};
use runlore_protocol::ingest::{CreateRunBody, DeleteTagBody, LogBody, RecordBody, UpdateRunBody};

use crate::recorder::Recorder;
use crate::run::RunInfo;

/// What a new run is to be like.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) name: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
    /// The experiment by name; `None` for the Default one.
    pub(crate) experiment: Option<String>,
}

/// A run that was begun here. Clones of the handle log to the same run.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) recorder: Arc<Recorder>,
    id: RunId,
    name: String,
    user: String,
    start_time: i64,
    /// What the run's params are, as far as this process set them: a conflict is an error of the call.
    params: Mutex<HashMap<String, String>>,
    ended: AtomicBool,
}

impl Recording {
    pub(crate) fn begin(recorder: Arc<Recorder>, plan: Plan) -> Result<Self> {
        let user = ["LOGNAME", "USER", "LNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let user = user.unwrap_or_default();
        let mut tags =
            vec![tag(USER_TAG, &user), tag("mlflow.source.name", &program()), tag("mlflow.source.type", "LOCAL")];
        for (key, value) in plan.tags {
            tags.retain(|known| known.key != key);
            tags.push(Tag { key, value });
        }
        let name = run_name::settle(plan.name, &mut tags)?;
        let start_time = now_ms();
        let new = NewRun {
            id: RunId::random(),
            experiment_id: ExperimentId::DEFAULT,
            name: name.clone(),
            user_id: user.clone(),
            start_time,
            tags,
        };
        let checked = RunBatch { tags: new.tags.clone(), ..empty(&new.id) };
        checked.checked(LONG_VALUE_BYTES)?;
        recorder.record(&RecordBody::CreateRun(CreateRunBody::new(&new, plan.experiment.as_deref())))?;
        let (params, ended) = (Mutex::default(), AtomicBool::new(false));
        Ok(Self { recorder, id: new.id, name, user, start_time, params, ended })
    }

    pub(crate) fn id(&self) -> &str {
        self.id.as_str()
    }

    pub(crate) fn info(&self) -> RunInfo {
        let told = self.recorder.created(self.id());
        RunInfo {
            run_id: self.id().to_owned(),
            experiment_id: told.as_ref().map(|run| run.experiment_id.clone()),
            run_name: self.name.clone(),
            status: RunStatus::Running.as_str().to_owned(),
            start_time: self.start_time,
            end_time: None,
            artifact_uri: told.and_then(|run| run.artifact_uri),
            lifecycle_stage: "active".to_owned(),
            user_id: self.user.clone(),
        }
    }

    pub(crate) fn log_metrics(
        &self,
        metrics: impl IntoIterator<Item = (String, f64)>,
        step: i64,
        timestamp: Option<i64>,
    ) -> Result<()> {
        let timestamp = timestamp.unwrap_or_else(now_ms);
        let point = |(key, value)| Metric { key, value: clamp(value), timestamp, step, about: None };
        self.log(RunBatch { metrics: metrics.into_iter().map(point).collect(), ..self.batch() })
    }

    /// Logs params; one that has another value already is an error, and then none is logged.
    pub(crate) fn log_params(&self, params: impl IntoIterator<Item = (String, String)>) -> Result<()> {
        let params: Vec<Param> = params.into_iter().map(|(key, value)| Param { key, value }).collect();
        let batch = RunBatch { params, ..self.batch() }.checked(LONG_VALUE_BYTES)?;
        let mut known = self.params.lock().unwrap_or_else(PoisonError::into_inner);
        for param in &batch.params {
            if let Some(old) = known.get(&param.key).filter(|old| **old != param.value) {
                return Err(Error::invalid(format!(
                    "Changing param values is not allowed. Param with key='{}' was already logged with value='{old}' for \
                     run ID='{}'. Attempted logging new value '{}'.",
                    param.key, self.id, param.value
                )));
            }
        }
        self.record(&batch)?;
        known.extend(batch.params.into_iter().map(|param| (param.key, param.value)));
        Ok(())
    }

    pub(crate) fn set_tags(&self, tags: impl IntoIterator<Item = (String, String)>) -> Result<()> {
        self.log(RunBatch { tags: tags.into_iter().map(|(key, value)| Tag { key, value }).collect(), ..self.batch() })
    }

    pub(crate) fn delete_tag(&self, key: &str) -> Result<()> {
        self.recorder.record(&RecordBody::DeleteTag(DeleteTagBody { run_id: self.id(), key }))
    }

    /// Ends the run; false when it was ended before.
    pub(crate) fn end(&self, status: RunStatus) -> Result<bool> {
        if self.ended.swap(true, Ordering::Relaxed) {
            return Ok(false);
        }
        let update = UpdateRunBody { run_id: self.id(), status: Some(status.as_str()), end_time: Some(now_ms()) };
        self.recorder.record(&RecordBody::UpdateRun(update)).map(|()| true)
    }

    fn log(&self, batch: RunBatch) -> Result<()> {
        self.record(&batch.checked(LONG_VALUE_BYTES)?)
    }

    /// Records a checked batch, in as many pieces as the server's limits want.
    fn record(&self, batch: &RunBatch) -> Result<()> {
        let metrics = batch.metrics.chunks(METRICS_PER_BATCH);
        let metrics = metrics.map(|some| RunBatch { metrics: some.to_vec(), ..self.batch() });
        let params = batch.params.chunks(PARAMS_PER_BATCH);
        let params = params.map(|some| RunBatch { params: some.to_vec(), ..self.batch() });
        let tags = batch.tags.chunks(TAGS_PER_BATCH).map(|some| RunBatch { tags: some.to_vec(), ..self.batch() });
        metrics
            .chain(params)
            .chain(tags)
            .try_for_each(|piece| self.recorder.record(&RecordBody::Log(LogBody::from(&piece))))
    }

    /// Nothing yet; without a limit to how much it holds.
    fn batch(&self) -> RunBatch {
        empty(&self.id)
    }
}

fn empty(run_id: &RunId) -> RunBatch {
    let origin = BatchOrigin::Single;
    RunBatch { run_id: run_id.clone(), metrics: Vec::new(), params: Vec::new(), tags: Vec::new(), origin }
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

/// The program's own path, which MLflow shows as the source of a run.
fn program() -> String {
    std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default()
}

/// Epoch milliseconds; 0 for a clock that stands before 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

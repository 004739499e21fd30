//! A run that is being logged to.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use runlore_domain::experiment::Tag;
use runlore_domain::limits::{
    ENTITIES_PER_BATCH, LONG_VALUE_BYTES, METRICS_PER_BATCH, PARAMS_PER_BATCH, TAGS_PER_BATCH,
};
use runlore_domain::metric::{Metric, clamp};
use runlore_domain::run::{Param, RunStatus};
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{Error, Result, RunId};
use runlore_protocol::ingest::{DeleteTagBody, InputsBody, LogBody, OutputsBody, RecordBody, UpdateRunBody};

use crate::entities::RunInfo;
use crate::known::Place;
use crate::recorder::Recorder;

/// A run that is logged to from here.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) recorder: Arc<Recorder>,
    id: RunId,
    /// What was known of it when it began.
    info: RunInfo,
    /// The record that begins it, behind which its files go; 0 when the server had it before.
    begun: i64,
    /// What the run's params are, as far as this process knows: a conflict is an error of the call.
    params: Mutex<HashMap<String, String>>,
    ended: AtomicBool,
}

impl Recording {
    pub(crate) fn new(
        recorder: Arc<Recorder>,
        info: RunInfo,
        begun: i64,
        params: HashMap<String, String>,
    ) -> Arc<Self> {
        let id = RunId::from(info.run_id.as_str());
        let (params, ended) = (Mutex::new(params), AtomicBool::new(false));
        Arc::new(Self { recorder, id, info, begun, params, ended })
    }

    pub(crate) fn id(&self) -> &str {
        self.id.as_str()
    }

    pub(crate) fn begun(&self) -> i64 {
        self.begun
    }

    /// What is known of the run; with `wait` a moment for what only a running server can say.
    pub(crate) fn info(&self, wait: bool) -> RunInfo {
        let mut info = self.info.clone();
        if info.artifact_uri.is_none()
            && let Some(told) = self.recorder.created(self.id(), wait)
        {
            info.experiment_id = Some(told.experiment_id);
            info.artifact_uri = told.artifact_uri;
        }
        info
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

    /// Logs points with steps and times of their own, params and tags.
    pub(crate) fn log_batch(&self, metrics: Vec<Metric>, params: Vec<Param>, tags: Vec<Tag>) -> Result<()> {
        self.log(RunBatch { metrics, params, tags, ..self.batch() })
    }

    pub(crate) fn log_params(&self, params: impl IntoIterator<Item = (String, String)>) -> Result<()> {
        let params = params.into_iter().map(|(key, value)| Param { key, value }).collect();
        self.log(RunBatch { params, ..self.batch() })
    }

    pub(crate) fn set_tags(&self, tags: impl IntoIterator<Item = (String, String)>) -> Result<()> {
        self.log(RunBatch { tags: tags.into_iter().map(|(key, value)| Tag { key, value }).collect(), ..self.batch() })
    }

    pub(crate) fn delete_tag(&self, key: &str) -> Result<()> {
        self.recorder.record(&[RecordBody::DeleteTag(DeleteTagBody { run_id: self.id(), key })]).map(drop)
    }

    pub(crate) fn log_inputs(&self, inputs: InputsBody<'_>) -> Result<()> {
        self.recorder.record(&[RecordBody::Inputs(inputs)]).map(drop)
    }

    pub(crate) fn log_outputs(&self, outputs: OutputsBody<'_>) -> Result<()> {
        self.recorder.record(&[RecordBody::Outputs(outputs)]).map(drop)
    }

    /// Ends the run; false when it was ended before.
    pub(crate) fn end(&self, status: RunStatus) -> Result<bool> {
        if self.ended.swap(true, Ordering::Relaxed) {
            return Ok(false);
        }
        let status = if crate::signal::is_pending() { RunStatus::Killed } else { status };
        self.update(status, Some(now_ms())).map(|()| true)
    }

    /// Sets status and end time.
    pub(crate) fn update(&self, status: RunStatus, end_time: Option<i64>) -> Result<()> {
        let update = UpdateRunBody { run_id: self.id(), status: Some(status.as_str()), end_time };
        self.recorder.record(&[RecordBody::UpdateRun(update)]).map(drop)
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Logs all or nothing. A param that has another value already is an error.
    fn log(&self, batch: RunBatch) -> Result<()> {
        let batch = batch.checked(LONG_VALUE_BYTES)?;
        if batch.params.is_empty() {
            return self.record(&batch);
        }
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

    /// Records a checked batch, in as many pieces as the server's limits want.
    fn record(&self, batch: &RunBatch) -> Result<()> {
        let within = batch.metrics.len() <= METRICS_PER_BATCH
            && batch.params.len() <= PARAMS_PER_BATCH
            && batch.tags.len() <= TAGS_PER_BATCH
            && batch.rows() <= ENTITIES_PER_BATCH;
        if within {
            return if batch.rows() == 0 { Ok(()) } else { self.record_pieces(std::slice::from_ref(batch)) };
        }
        let metrics = batch.metrics.chunks(METRICS_PER_BATCH);
        let metrics = metrics.map(|some| RunBatch { metrics: some.to_vec(), ..self.batch() });
        let params = batch.params.chunks(PARAMS_PER_BATCH);
        let params = params.map(|some| RunBatch { params: some.to_vec(), ..self.batch() });
        let tags = batch.tags.chunks(TAGS_PER_BATCH).map(|some| RunBatch { tags: some.to_vec(), ..self.batch() });
        let pieces: Vec<_> = metrics.chain(params).chain(tags).collect();
        self.record_pieces(&pieces)
    }

    fn record_pieces(&self, pieces: &[RunBatch]) -> Result<()> {
        let records: Vec<_> = pieces.iter().map(|piece| RecordBody::Log(LogBody::from(piece))).collect();
        self.recorder.record(&records).map(drop)
    }

    /// Nothing yet; without a limit to how much it holds.
    fn batch(&self) -> RunBatch {
        let origin = BatchOrigin::Single;
        RunBatch { run_id: self.id.clone(), metrics: Vec::new(), params: Vec::new(), tags: Vec::new(), origin }
    }
}

/// The runs that are open for one server, by id.
pub(crate) fn open_runs(uri: &str) -> Vec<String> {
    let open = crate::state::open();
    open.iter().filter(|run| run.recorder.client.uri() == uri).map(|run| run.id().to_owned()).collect()
}

/// A run's columns when it begins.
pub(crate) fn begun(run_id: &str, name: String, user: String, start_time: i64, place: Option<&Place>) -> RunInfo {
    RunInfo {
        run_id: run_id.to_owned(),
        experiment_id: place.map(|place| place.id.clone()),
        run_name: name,
        status: RunStatus::Running.as_str().to_owned(),
        start_time,
        end_time: None,
        artifact_uri: place.filter(|place| !place.location.is_empty()).map(|place| place.artifact_uri(run_id)),
        lifecycle_stage: "active".to_owned(),
        user_id: user,
    }
}

/// Epoch milliseconds; 0 for a clock that stands before 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

//! The fluent functions: what is logged goes to the active run of the thread.
//!
//! They append to the spool and return; only [`flush`], [`get_run`] and the end of a [`RunGuard`] wait
//! for the server.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use runlore_domain::run::RunStatus;
use runlore_domain::{Error, Result};

use crate::active::{Plan, Recording};
use crate::client::Client;
use crate::recorder::Recorder;
use crate::run::{Run, RunInfo};

/// How long reads and the end of a run wait for what is not sent yet.
const PATIENCE: Duration = Duration::from_secs(30);
const PARENT_TAG: &str = "mlflow.parentRunId";

#[derive(Default)]
struct Settings {
    tracking_uri: Option<String>,
    experiment: Option<String>,
    recorder: Option<Arc<Recorder>>,
}

static SETTINGS: Mutex<Settings> = Mutex::new(Settings { tracking_uri: None, experiment: None, recorder: None });

thread_local! {
    /// The runs of this thread; the last one is active.
    static RUNS: RefCell<Vec<Arc<Recording>>> = const { RefCell::new(Vec::new()) };
}

fn settings() -> MutexGuard<'static, Settings> {
    SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn env(name: &str) -> Option<String> {
    ["RUNLORE_", "MLFLOW_"]
        .iter()
        .find_map(|prefix| std::env::var(format!("{prefix}{name}")).ok())
        .filter(|value| !value.is_empty())
}

/// Sets the server that is logged to, `http(s)://…`, for runs that begin from now on.
pub fn set_tracking_uri(uri: &str) {
    let mut settings = settings();
    if settings.tracking_uri.as_deref() != Some(uri) {
        settings.tracking_uri = Some(uri.to_owned());
        // Runs of the server before keep its recorder until they end.
        let before = settings.recorder.take();
        drop(settings);
        drop(before);
    }
}

/// The server that is logged to: as set, or `RUNLORE_TRACKING_URI`, or `MLFLOW_TRACKING_URI`.
///
/// # Errors
/// When none of them is set.
pub fn tracking_uri() -> Result<String> {
    settings().tracking_uri.clone().or_else(|| env("TRACKING_URI")).ok_or_else(|| {
        Error::invalid(
            "There is no tracking server: call set_tracking_uri(\"http://host:port\"), or set RUNLORE_TRACKING_URI.",
        )
    })
}

/// Sets the experiment, by name, for runs that begin from now on. It is made with the first run.
///
/// # Errors
/// When the name is none that an experiment can have.
pub fn set_experiment(name: &str) -> Result<()> {
    runlore_domain::experiment::check_name(name)?;
    settings().experiment = Some(name.to_owned());
    Ok(())
}

fn recorder() -> Result<Arc<Recorder>> {
    let uri = tracking_uri()?;
    let mut settings = settings();
    if let Some(recorder) = &settings.recorder {
        return Ok(recorder.clone());
    }
    let recorder = Arc::new(Recorder::start(Client::new(&uri)?.http)?);
    settings.recorder = Some(recorder.clone());
    Ok(recorder)
}

/// How a run begins; see [`start_run`].
#[derive(Debug, Default)]
#[must_use = "a run begins with `start`"]
pub struct RunBuilder {
    plan: Plan,
    nested: bool,
}

impl RunBuilder {
    /// The run's name; a random one otherwise.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.plan.name = Some(name.into());
        self
    }

    /// A tag of the run.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.plan.tags.push((key.into(), value.into()));
        self
    }

    /// The experiment of this run, by name, whatever [`set_experiment`] said.
    pub fn experiment(mut self, name: impl Into<String>) -> Self {
        self.plan.experiment = Some(name.into());
        self
    }

    /// A run inside of the thread's active run.
    pub fn nested(mut self) -> Self {
        self.nested = true;
        self
    }

    /// Begins the run, which is the thread's active one until the guard goes.
    ///
    /// # Errors
    /// When the thread has an active run and this one is not nested, when a name or tag can not be, and
    /// when the spool can not be written.
    pub fn start(self) -> Result<RunGuard> {
        self.recording().map(|run| RunGuard { run })
    }

    /// Begins the run without a guard: it is the thread's active one until [`end_run`].
    ///
    /// # Errors
    /// As [`RunBuilder::start`].
    pub fn begin(self) -> Result<RunInfo> {
        self.recording().map(|run| run.info())
    }

    fn recording(mut self) -> Result<Arc<Recording>> {
        let parent = active_run().map(|info| info.run_id);
        if let Some(parent) = parent {
            if !self.nested {
                return Err(Error::invalid(format!(
                    "Run with UUID {parent} is already active. End it before a new run begins, or begin the new one \
                     with `nested`."
                )));
            }
            self.plan.tags.push((PARENT_TAG.to_owned(), parent));
        }
        if self.plan.experiment.is_none() {
            self.plan.experiment = settings().experiment.clone().or_else(|| env("EXPERIMENT_NAME"));
        }
        let run = Arc::new(Recording::begin(recorder()?, self.plan)?);
        RUNS.with_borrow_mut(|runs| runs.push(run.clone()));
        Ok(run)
    }
}

/// Prepares a run: `start_run().name("first try").start()?`.
pub fn start_run() -> RunBuilder {
    RunBuilder::default()
}

/// The thread's active run. When it goes the run ends, FINISHED or in a panic FAILED, and the server is
/// waited for, 30 seconds at most; what goes wrong then is logged. [`RunGuard::end`] tells it instead.
#[derive(Debug)]
#[must_use = "the run ends when its guard goes"]
pub struct RunGuard {
    run: Arc<Recording>,
}

impl RunGuard {
    /// 32 hexadecimal digits, known from the beginning.
    pub fn run_id(&self) -> &str {
        self.run.id()
    }

    /// What is known of the run without asking the server.
    pub fn info(&self) -> RunInfo {
        self.run.info()
    }

    /// Ends the run with FINISHED and waits until the server has all of it.
    ///
    /// # Errors
    /// What the server refused, or that it is away; then the records are kept.
    pub fn end(self) -> Result<()> {
        self.run.end(RunStatus::Finished)?;
        self.run.recorder.flush(PATIENCE)
    }

    /// The same, with FAILED.
    ///
    /// # Errors
    /// As [`RunGuard::end`].
    pub fn fail(self) -> Result<()> {
        self.run.end(RunStatus::Failed)?;
        self.run.recorder.flush(PATIENCE)
    }
}

impl Drop for RunGuard {
    fn drop(&mut self) {
        RUNS.with_borrow_mut(|runs| runs.retain(|run| !Arc::ptr_eq(run, &self.run)));
        let status = if std::thread::panicking() { RunStatus::Failed } else { RunStatus::Finished };
        let ended = self.run.end(status).and_then(|now| if now { self.run.recorder.flush(PATIENCE) } else { Ok(()) });
        if let Err(error) = ended {
            tracing::error!("run {}: {error}", self.run.id());
        }
    }
}

/// Ends the thread's active run, if there is one, and waits until the server has all of it.
///
/// # Errors
/// What the server refused, or that it is away; then the records are kept.
pub fn end_run(status: RunStatus) -> Result<()> {
    let Some(run) = RUNS.with_borrow_mut(Vec::pop) else { return Ok(()) };
    run.end(status)?;
    run.recorder.flush(PATIENCE)
}

/// The thread's active run.
pub fn active_run() -> Option<RunInfo> {
    RUNS.with_borrow(|runs| runs.last().map(|run| run.info()))
}

fn with_run<T>(log: impl FnOnce(&Recording) -> Result<T>) -> Result<T> {
    let run = RUNS.with_borrow(|runs| runs.last().cloned());
    let run = run.ok_or_else(|| Error::invalid("This thread has no active run: begin one with start_run()."))?;
    log(&run)
}

/// Logs a param of the active run. The same value again changes nothing.
///
/// # Errors
/// When the param has another value already, when key or value can not be, and without an active run.
#[expect(clippy::needless_pass_by_value, reason = "callers write the value itself, whatever it is")]
pub fn log_param(key: &str, value: impl ToString) -> Result<()> {
    with_run(|run| run.log_params([(key.to_owned(), value.to_string())]))
}

/// Logs params, all or none.
///
/// # Errors
/// As [`log_param`].
pub fn log_params<K: Into<String>, V: ToString>(params: impl IntoIterator<Item = (K, V)>) -> Result<()> {
    with_run(|run| run.log_params(params.into_iter().map(|(key, value)| (key.into(), value.to_string()))))
}

/// Logs a point of a metric, now; without a step it is step 0.
///
/// # Errors
/// When the key can not be, and without an active run.
pub fn log_metric(key: &str, value: f64, step: impl Into<Option<i64>>) -> Result<()> {
    with_run(|run| run.log_metrics([(key.to_owned(), value)], step.into().unwrap_or(0), None))
}

/// Logs a point of several metrics with one time and one step.
///
/// # Errors
/// As [`log_metric`].
pub fn log_metrics<K: Into<String>>(
    metrics: impl IntoIterator<Item = (K, f64)>,
    step: impl Into<Option<i64>>,
) -> Result<()> {
    log_metrics_at(metrics, step, None)
}

/// The same at a time of their own, in epoch milliseconds.
///
/// # Errors
/// As [`log_metric`], and when the time is negative.
pub fn log_metrics_at<K: Into<String>>(
    metrics: impl IntoIterator<Item = (K, f64)>,
    step: impl Into<Option<i64>>,
    timestamp: impl Into<Option<i64>>,
) -> Result<()> {
    let metrics = metrics.into_iter().map(|(key, value)| (key.into(), value));
    with_run(|run| run.log_metrics(metrics, step.into().unwrap_or(0), timestamp.into()))
}

/// Sets a tag of the active run.
///
/// # Errors
/// When key or value can not be, and without an active run.
#[expect(clippy::needless_pass_by_value, reason = "callers write the value itself, whatever it is")]
pub fn set_tag(key: &str, value: impl ToString) -> Result<()> {
    with_run(|run| run.set_tags([(key.to_owned(), value.to_string())]))
}

/// Sets tags, all or none.
///
/// # Errors
/// As [`set_tag`].
pub fn set_tags<K: Into<String>, V: ToString>(tags: impl IntoIterator<Item = (K, V)>) -> Result<()> {
    with_run(|run| run.set_tags(tags.into_iter().map(|(key, value)| (key.into(), value.to_string()))))
}

/// Deletes a tag of the active run. One that is not there is told by the next [`flush`].
///
/// # Errors
/// Without an active run.
pub fn delete_tag(key: &str) -> Result<()> {
    with_run(|run| run.delete_tag(key))
}

/// Waits until the server has everything that was logged, 30 seconds at most.
///
/// # Errors
/// What the server refused since the last time, or that it is away; nothing is lost by that.
pub fn flush() -> Result<()> {
    let recorder = settings().recorder.clone();
    recorder.map_or(Ok(()), |recorder| recorder.flush(PATIENCE))
}

/// Lets go of the spool at the end of the program: what is not sent within 5 seconds is kept, and the log
/// says where. Logging afterwards begins a new one.
pub fn close() {
    let recorder = settings().recorder.take();
    drop(recorder);
}

/// A run with everything but its history; what was logged before is part of it.
///
/// # Errors
/// As [`flush`], and when there is no such run.
pub fn get_run(run_id: &str) -> Result<Run> {
    flush()?;
    let client = Client::new(&tracking_uri()?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Error::internal("No thread could be made to ask the server").with_source(cause))?;
    runtime.block_on(client.get_run(run_id))
}

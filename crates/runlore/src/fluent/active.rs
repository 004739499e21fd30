//! Which run is active, and how runs begin and end.

use std::cell::RefCell;
use std::sync::Arc;

use runlore_domain::run::{PARENT_TAG, RunStatus};
use runlore_domain::{Error, Result};

use crate::begin::{self, Plan};
use crate::client::Client;
use crate::entities::RunInfo;
use crate::handle::RunHandle;
use crate::recording::Recording;
use crate::state::{self, ExperimentRef};

/// The runs of a thread or task; the last one is active.
type Stack = RefCell<Vec<Arc<Recording>>>;

thread_local! {
    static THREAD: Stack = const { RefCell::new(Vec::new()) };
}

tokio::task_local! {
    static TASK: Stack;
}

fn with_stack<T>(act: impl FnOnce(&mut Vec<Arc<Recording>>) -> T) -> T {
    let mut act = Some(act);
    let in_task = TASK.try_with(|stack| act.take().map(|act| act(&mut stack.borrow_mut())));
    match in_task {
        Ok(Some(done)) => done,
        _ => THREAD.with_borrow_mut(|stack| {
            let act = act.take().expect("a task's stack took it only if it answered");
            act(stack)
        }),
    }
}

/// Gives a future active runs of its own, as a thread has them: wherever it is continued, what it logs goes
/// to the runs that it began. The active run of whoever calls this is its active run at first.
pub fn in_task<F: Future>(future: F) -> impl Future<Output = F::Output> {
    let above = with_stack(|stack| stack.last().cloned());
    TASK.scope(RefCell::new(above.into_iter().collect()), future)
}

/// Forgets every active run: a forked child has none, as in MLflow.
pub(crate) fn forget_active() {
    // They are the parent's; ending them here would end them there.
    with_stack(|stack| std::mem::take(stack).into_iter().for_each(std::mem::forget));
}

/// How a run begins; see [`start_run`].
#[derive(Debug, Default)]
#[must_use = "a run begins with `start`"]
pub struct RunBuilder {
    plan: Plan,
    nested: bool,
    resumed: Option<String>,
    parent: Option<String>,
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

    /// The experiment of this run, by name, whatever [`crate::set_experiment`] said.
    pub fn experiment(mut self, name: impl Into<String>) -> Self {
        self.plan.experiment = Some(ExperimentRef::Name(name.into()));
        self
    }

    /// The experiment of this run, by id.
    pub fn experiment_id(mut self, id: impl Into<String>) -> Self {
        self.plan.experiment = Some(ExperimentRef::Id(id.into()));
        self
    }

    /// A run inside of the active one.
    pub fn nested(mut self) -> Self {
        self.nested = true;
        self
    }

    /// A run inside of another one, by its id.
    pub fn parent(mut self, run_id: impl Into<String>) -> Self {
        self.parent = Some(run_id.into());
        self
    }

    /// Goes on with a run that was begun before, here or elsewhere.
    pub fn resume(mut self, run_id: impl Into<String>) -> Self {
        self.resumed = Some(run_id.into());
        self
    }

    /// Who runs it and since when, for runs that are written down later.
    pub fn started(mut self, user: Option<String>, start_time: Option<i64>) -> Self {
        self.plan.user = user;
        self.plan.start_time = start_time;
        self
    }

    /// Begins the run, which is the active one until the guard goes.
    ///
    /// # Errors
    /// When there is an active run and this one is not nested, when a name or tag can not be, when the
    /// spool can not be written; and when a run to be resumed is not there.
    pub fn start(self) -> Result<RunGuard> {
        let run = self.recording()?;
        Ok(RunGuard { run: RunHandle(run) })
    }

    /// Begins the run without a guard: it is the active one until [`end_run`].
    ///
    /// # Errors
    /// As [`RunBuilder::start`].
    pub fn begin(self) -> Result<RunHandle> {
        self.recording().map(RunHandle)
    }

    fn recording(mut self) -> Result<Arc<Recording>> {
        let active = active_run().map(|run| run.run_id().to_owned());
        if let Some(active) = &active
            && !self.nested
        {
            return Err(Error::invalid(format!(
                "Run with UUID {active} is already active. End it before a new run begins, or begin the new one with \
                 `nested`."
            )));
        }
        if let (Some(parent), Some(active)) = (&self.parent, &active)
            && parent != active
        {
            return Err(Error::invalid(format!(
                "Current run with UUID {active} does not match the specified parent run {parent}. End the current run \
                 before one begins under another parent."
            )));
        }
        if let Some(parent) = self.parent.or(active) {
            self.plan.tags.push((PARENT_TAG.to_owned(), parent));
        }
        let run = match self.resumed {
            Some(run_id) => {
                let tags = self.plan.tags.into_iter().filter(|(key, _)| key != PARENT_TAG).collect();
                begin::resume(&run_id, self.plan.name, tags)?
            }
            None => begin::begin(self.plan)?,
        };
        crate::signal::watch();
        with_stack(|stack| stack.push(run.clone()));
        Ok(run)
    }
}

/// Prepares a run: `start_run().name("first try").start()?`.
pub fn start_run() -> RunBuilder {
    RunBuilder::default()
}

/// A run by its id, to log to it without making it active: one of this process's, or one that is there.
///
/// # Errors
/// When the server does not know it; one that is away is taken at its word later.
pub fn run(run_id: &str) -> Result<RunHandle> {
    begin::join(state::recorder()?, run_id).map(RunHandle)
}

impl Client {
    /// A run of this server to log to, which need not be the server that [`crate::set_tracking_uri`] said.
    ///
    /// # Errors
    /// As [`run`].
    pub fn run(&self, run_id: &str) -> Result<RunHandle> {
        begin::join(state::recorder_of(self)?, run_id).map(RunHandle)
    }
}

/// The active run. When it goes the run ends, FINISHED or in a panic FAILED, and the server is
/// waited for, 30 seconds at most; what goes wrong then is logged. [`RunGuard::end`] tells it instead.
#[derive(Debug)]
#[must_use = "the run ends when its guard goes"]
pub struct RunGuard {
    run: RunHandle,
}

impl RunGuard {
    /// 32 hexadecimal digits, known from the beginning.
    pub fn run_id(&self) -> &str {
        self.run.run_id()
    }

    /// What is known of the run without asking the server.
    pub fn info(&self) -> RunInfo {
        self.run.info()
    }

    /// The run, to log to it from other threads.
    pub fn handle(&self) -> RunHandle {
        self.run.clone()
    }

    /// Ends the run with FINISHED and waits until the server has all of it, 30 seconds at most; a server that is away is told
    /// in the log, and nothing is lost by that.
    ///
    /// # Errors
    /// What the server refused, or that the spool can not be written.
    pub fn end(self) -> Result<()> {
        self.end_with(RunStatus::Finished)
    }

    /// The same, with FAILED.
    ///
    /// # Errors
    /// As [`RunGuard::end`].
    pub fn fail(self) -> Result<()> {
        self.end_with(RunStatus::Failed)
    }

    fn end_with(self, status: RunStatus) -> Result<()> {
        self.run.0.end(status)?;
        self.run.sent()
    }
}

impl Drop for RunGuard {
    fn drop(&mut self) {
        with_stack(|stack| stack.retain(|run| !Arc::ptr_eq(run, &self.run.0)));
        let status = if std::thread::panicking() { RunStatus::Failed } else { RunStatus::Finished };
        if let Err(error) = self.run.end(status) {
            tracing::error!("run {}: {error}", self.run.run_id());
        }
    }
}

/// Ends the active run, if there is one, and waits until the server has all of it, 30 seconds at most; a
/// server that is away is told in the log.
///
/// # Errors
/// What the server refused, or that the spool can not be written.
pub fn end_run(status: RunStatus) -> Result<Option<RunHandle>> {
    let Some(run) = with_stack(Vec::pop).map(RunHandle) else { return Ok(None) };
    run.end(status)?;
    Ok(Some(run))
}

/// The active run.
pub fn active_run() -> Option<RunHandle> {
    with_stack(|stack| stack.last().cloned().map(RunHandle))
}

/// Whether a run is the active one or one that it is nested in.
pub fn is_active(run_id: &str) -> bool {
    with_stack(|stack| stack.iter().any(|run| run.id() == run_id))
}

/// The active run, which must be there.
pub(super) fn active() -> Result<RunHandle> {
    active_run().ok_or_else(|| Error::invalid("There is no active run here: begin one with start_run()."))
}

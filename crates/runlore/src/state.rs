//! What holds for the whole process: the server that is logged to, the experiment, the recorder, the runs
//! that are open.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use runlore_domain::Result;

use crate::client::Client;
use crate::recorder::{Recorder, Settings};
use crate::recording::Recording;

/// Where records go when nobody said so: MLflow's default.
#[cfg(feature = "embedded")]
const DEFAULT_URI: Option<&str> = Some("sqlite:///mlflow.db");
#[cfg(not(feature = "embedded"))]
const DEFAULT_URI: Option<&str> = None;

/// An experiment by its name or its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExperimentRef {
    Name(String),
    Id(String),
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) tracking_uri: Option<String>,
    pub(crate) experiment: Option<ExperimentRef>,
    /// One for each URI, so that whoever speaks to a server shares connections.
    clients: Vec<(String, Client)>,
    /// One for each server that is logged to.
    recorders: Vec<Arc<Recorder>>,
    /// Every recorder that somebody holds, also of servers that are logged to no more.
    held: Vec<Weak<Recorder>>,
    /// Every run that was begun or joined here and did not end.
    open: Vec<Weak<Recording>>,
}

static STATE: Mutex<State> = Mutex::new(State {
    tracking_uri: None,
    experiment: None,
    clients: Vec::new(),
    recorders: Vec::new(),
    held: Vec::new(),
    open: Vec::new(),
});

/// The process's state. It is never held while something is waited for.
pub(crate) fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A variable of Runlore's name, or else of MLflow's.
pub(crate) fn env(name: &str) -> Option<String> {
    ["RUNLORE_", "MLFLOW_"]
        .iter()
        .find_map(|prefix| std::env::var(format!("{prefix}{name}")).ok().filter(|value| !value.is_empty()))
}

/// The server that is logged to: as set, or `RUNLORE_TRACKING_URI`, or `MLFLOW_TRACKING_URI`, or the default.
pub(crate) fn tracking_uri() -> Result<String> {
    let set = state().tracking_uri.clone();
    set.or_else(|| env("TRACKING_URI")).or_else(|| DEFAULT_URI.map(str::to_owned)).ok_or_else(|| {
        runlore_domain::Error::invalid(
            "There is no tracking server: call set_tracking_uri(\"http://host:port\"), or set RUNLORE_TRACKING_URI.",
        )
    })
}

/// Sets the server for runs that begin from now on. Runs of the server before keep its recorder until
/// they end.
pub(crate) fn set_tracking_uri(uri: &str) {
    let mut state = state();
    let before = state.tracking_uri.replace(uri.to_owned());
    let before = before.filter(|before| before != uri).and_then(|before| state.client(&before));
    let recorder = before.and_then(|client| state.take_recorder(client.uri()));
    drop(state);
    // The recorder may wait until it has sent everything.
    drop(recorder);
}

/// The client of the server that is logged to.
pub(crate) fn client() -> Result<Client> {
    client_of(&tracking_uri()?)
}

/// The client of a server.
pub(crate) fn client_of(uri: &str) -> Result<Client> {
    let mut state = state();
    if let Some(client) = state.client(uri) {
        return Ok(client);
    }
    let client = Client::new(uri)?;
    state.clients.push((uri.to_owned(), client.clone()));
    Ok(client)
}

/// The recorder for the server that is logged to.
pub(crate) fn recorder() -> Result<Arc<Recorder>> {
    recorder_of(&client()?)
}

/// The recorder for a server.
pub(crate) fn recorder_of(client: &Client) -> Result<Arc<Recorder>> {
    if let Some(recorder) = known_recorder(client.uri()) {
        return Ok(recorder);
    }
    // A database that can not be used is told in the call; one that is away may come back.
    if let Err(error) = client.wait(client.transport().ready())
        && error.kind() != runlore_domain::ErrorKind::Unavailable
    {
        return Err(error);
    }
    let recorder = Arc::new(Recorder::start(client.clone(), Settings::of_process()?)?);
    let before = {
        let mut state = state();
        let before = state.take_recorder(client.uri());
        state.recorders.push(recorder.clone());
        state.held.retain(|recorder| recorder.strong_count() > 0);
        state.held.push(Arc::downgrade(&recorder));
        before
    };
    drop(before);
    Ok(recorder)
}

/// The recorder for a server, if something was recorded for it already.
pub(crate) fn known_recorder(uri: &str) -> Option<Arc<Recorder>> {
    state().recorders.iter().find(|recorder| recorder.client.uri() == uri).cloned()
}

/// Every recorder that there is.
pub(crate) fn recorders() -> Vec<Arc<Recorder>> {
    state().recorders.clone()
}

/// Takes the recorders out, for the end of the program.
pub(crate) fn take_recorders() -> Vec<Arc<Recorder>> {
    std::mem::take(&mut state().recorders)
}

/// Notes a run that is open now.
pub(crate) fn opened(run: &Arc<Recording>) {
    let mut state = state();
    state.open.retain(|run| run.strong_count() > 0);
    state.open.push(Arc::downgrade(run));
}

/// The runs that are open.
pub(crate) fn open() -> Vec<Arc<Recording>> {
    let open: Vec<_> = state().open.iter().filter_map(Weak::upgrade).collect();
    open.into_iter().filter(|run| !run.has_ended()).collect()
}

impl State {
    fn client(&self, uri: &str) -> Option<Client> {
        self.clients.iter().find(|(known, _)| known == uri).map(|(_, client)| client.clone())
    }

    fn take_recorder(&mut self, uri: &str) -> Option<Arc<Recorder>> {
        let at = self.recorders.iter().position(|recorder| recorder.client.uri() == uri)?;
        Some(self.recorders.swap_remove(at))
    }

    /// In a forked child: what was made before is the parent's, whose spool must not be held from here.
    pub(crate) fn forget(&mut self) {
        for recorder in self.held.drain(..).filter_map(|recorder| recorder.upgrade()) {
            if let Some(spool) = recorder.spool() {
                spool.let_go();
            }
            std::mem::forget(recorder);
        }
        self.recorders.clear();
        std::mem::forget(std::mem::take(&mut self.clients));
        self.open.drain(..).filter_map(|run| run.upgrade()).for_each(std::mem::forget);
    }
}

//! What was logged, read back. Reads wait until the server has what was logged before, so a program sees its
//! own writes.

use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use runlore_domain::{Error, ErrorKind, Result};
use runlore_tables::Table;

use crate::client::{Client, SearchExperiments, SearchRuns};
use crate::entities::{Experiment, Page, Run};
use crate::handle::PREDICTIONS;
use crate::recorder::{Mode, Settings};
use crate::state;

/// Files that are read at a time.
const TOGETHER: usize = 8;
/// Between attempts of a read while the server is away.
const PAUSE: Duration = Duration::from_millis(200);

/// The client of the server that is logged to, once that has everything that was logged before.
///
/// # Errors
/// When the server is away, or refused something.
pub fn client() -> Result<Client> {
    let client = state::client()?;
    client.flush()?;
    Ok(client)
}

/// The client of a server, which shares its connections with everything else in this process that speaks to it.
///
/// # Errors
/// As [`Client::new`].
pub fn connect(uri: &str) -> Result<Client> {
    state::client_of(uri)
}

impl Client {
    /// Waits until this server has everything that this process logged to it, 30 seconds at most.
    ///
    /// # Errors
    /// What the server refused since the last time, or that it is away; nothing is lost by that.
    pub fn flush(&self) -> Result<()> {
        let Some(recorder) = state::known_recorder(self.uri()) else { return Ok(()) };
        if recorder.settings.mode == Mode::Offline {
            return Err(Error::unavailable(
                "RUNLORE_OFFLINE is set: what was logged is sent by `runlore sync`, and nothing can be read before.",
            ));
        }
        recorder.flush(recorder.settings.patience)
    }
}

/// Asks, and asks again while the server is away, as long as reads wait (30 seconds).
///
/// # Errors
/// Those of what is asked.
pub fn patiently<T: Send, F: Future<Output = Result<T>> + Send>(client: &Client, ask: impl Fn() -> F) -> Result<T> {
    let end = Instant::now() + Settings::of_process()?.patience;
    loop {
        match client.wait(ask()) {
            Err(error)
                if matches!(error.kind(), ErrorKind::Unavailable | ErrorKind::Overloaded)
                    && Instant::now() + PAUSE < end =>
            {
                std::thread::sleep(PAUSE);
            }
            done => return done,
        }
    }
}

/// A run with everything but its history; what was logged before is part of it.
///
/// # Errors
/// As [`crate::flush`], and when there is no such run.
pub fn get_run(run_id: &str) -> Result<Run> {
    let client = client()?;
    patiently(&client, || client.get_run(run_id))
}

/// A page of the runs that are looked for.
///
/// # Errors
/// As [`crate::flush`], and for a filter, order or token that can not be read.
pub fn search_runs(search: &SearchRuns) -> Result<Page<Run>> {
    let client = client()?;
    patiently(&client, || client.search_runs(search))
}

/// A page of the experiments that are looked for.
///
/// # Errors
/// As [`search_runs`].
pub fn search_experiments(search: &SearchExperiments) -> Result<Page<Experiment>> {
    let client = client()?;
    patiently(&client, || client.search_experiments(search))
}

/// A table and the run that it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedTable {
    /// The run, with its columns, params, metrics and tags.
    pub run: Run,
    /// Its rows.
    pub table: Table,
}

/// The table at `path` of these runs, or, when there are none given, of every run of the experiment of the
/// process that has one. Runs are read in parallel.
///
/// # Errors
/// `NotFound` when none of the runs has such a table; as [`crate::flush`].
pub fn load_table(path: &str, run_ids: &[&str]) -> Result<Vec<LoadedTable>> {
    let client = client()?;
    let experiment = match crate::begin::current_experiment() {
        Some(state::ExperimentRef::Id(id)) => id,
        Some(state::ExperimentRef::Name(name)) => client.wait(client.get_experiment_by_name(&name))?.experiment_id,
        None => "0".to_owned(),
    };
    client.wait(client.load_table(path, &experiment, run_ids))
}

impl Client {
    /// The table at `path` of these runs, or, when there are none given, of every run of the experiment that
    /// has one.
    ///
    /// # Errors
    /// `NotFound` when none of the runs has such a table.
    pub async fn load_table(&self, path: &str, experiment_id: &str, run_ids: &[&str]) -> Result<Vec<LoadedTable>> {
        let mut runs = Vec::new();
        if run_ids.is_empty() {
            // As MLflow's client looks for it, down to the spelling.
            let filter = format!(r#"tags.mlflow.loggedArtifacts LIKE '%"path"%:%"{path}",%"type"%:%"table"%'"#);
            let mut search =
                SearchRuns { experiment_ids: vec![experiment_id.to_owned()], filter, ..SearchRuns::default() };
            loop {
                let page = self.search_runs(&search).await?;
                runs.extend(page.items);
                search.page_token = page.next_page_token;
                if search.page_token.is_none() {
                    break;
                }
            }
        } else {
            let ids: Vec<String> = run_ids.iter().map(|id| (*id).to_owned()).collect();
            let asked = stream::iter(ids.into_iter().map(|id| async move { self.get_run(&id).await }));
            runs = asked.buffered(TOGETHER).try_collect().await?;
        }
        let tables = stream::iter(runs.into_iter().map(|run| async move {
            match self.read_table(&run.info.run_id, path).await {
                Ok(table) => Ok(Some(LoadedTable { run, table })),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        }));
        let tables: Vec<LoadedTable> =
            tables.buffered(TOGETHER).try_filter_map(|table| async { Ok(table) }).try_collect().await?;
        if tables.is_empty() {
            return Err(Error::not_found(format!(
                "No runs found with the corresponding table artifact '{path}'. Name the run, or check the path."
            )));
        }
        Ok(tables)
    }

    /// The table at `path` of a run, whole.
    ///
    /// # Errors
    /// When there is no such file, or it is no table.
    pub async fn read_table(&self, run_id: &str, path: &str) -> Result<Table> {
        let bytes = self.get_artifact(run_id, path).await?.bytes().await?;
        crate::delivery::read_table(path, bytes)
    }
}

/// The predictions of a run: those of [`crate::log_predictions`], or else what MLflow 2 wrote with its
/// function of this name (`llm_predictions.csv`), or else the table of an evaluation.
///
/// # Errors
/// `NotFound` when it has none of these.
pub fn load_predictions(run_id: &str) -> Result<Table> {
    let client = client()?;
    client.wait(client.load_predictions(run_id))
}

impl Client {
    /// The predictions of a run; see [`load_predictions`].
    ///
    /// # Errors
    /// As there.
    pub async fn load_predictions(&self, run_id: &str) -> Result<Table> {
        let files = self.list_artifacts(run_id, "").await?;
        let is_evaluation = |path: &&str| path.ends_with("eval_results_table.json");
        let names: Vec<&str> = files.iter().filter(|file| !file.is_dir).map(|file| file.path.as_str()).collect();
        let found = [PREDICTIONS, "llm_predictions.csv"].into_iter().find(|name| names.contains(name));
        match found.or_else(|| names.iter().copied().find(|name| is_evaluation(name))) {
            Some(path) => self.read_table(run_id, path).await,
            None => Err(Error::not_found(format!("The run {run_id} has no predictions."))),
        }
    }
}

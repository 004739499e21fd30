//! What was logged, read back. Reads wait until the server has what was logged before, so a program sees its
//! own writes.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use runlore_domain::{Error, ErrorKind, Result};
use runlore_tables::Table;

use crate::client::{Client, Download, SearchExperiments, SearchRuns};
use crate::entities::{Experiment, FileInfo, Page, Run};
use crate::handle::PREDICTIONS;
use crate::recorder::{Mode, Settings};
use crate::state;
use crate::transport::Progress;

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
    if let Some(recorder) = state::known_recorder() {
        if recorder.settings.mode == Mode::Offline {
            return Err(Error::unavailable(
                "RUNLORE_OFFLINE is set: what was logged is sent by `runlore sync`, and nothing can be read before.",
            ));
        }
        recorder.flush(recorder.settings.patience)?;
    }
    Ok(client)
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

/// Copies a file or folder of a run's artifacts to `to`, a folder that is made if need be; answers where it is.
/// `path` is `""` for all of them.
///
/// # Errors
/// As [`crate::flush`], when there is no such file, or the folder can not be written.
pub fn download_artifacts(run_id: &str, path: &str, to: &Path) -> Result<PathBuf> {
    let client = client()?;
    client.wait(client.download_artifacts(run_id, path, to, None))
}

impl Client {
    /// Copies a file or folder of a run's artifacts to `to`, a folder that is made if need be; answers where
    /// it is. Files appear whole or not at all.
    ///
    /// # Errors
    /// When there is no such file, or the folder can not be written.
    pub async fn download_artifacts(
        &self,
        run_id: &str,
        path: &str,
        to: &Path,
        progress: Option<Progress>,
    ) -> Result<PathBuf> {
        let path = path.trim_matches('/');
        let files = self.files_below(run_id, path).await?;
        let downloads = stream::iter(files.into_iter().map(|file| {
            let progress = progress.clone();
            async move {
                let download = self.get_artifact(run_id, &file.path).await?;
                write(download, &below(to, &file.path)?, progress).await
            }
        }));
        downloads.buffer_unordered(TOGETHER).try_collect::<Vec<()>>().await?;
        if path.is_empty() { Ok(to.to_owned()) } else { below(to, path) }
    }

    /// How many bytes the files at or below a path have together, as far as the server tells.
    ///
    /// # Errors
    /// When there is no such run or the server is away.
    pub async fn artifact_bytes(&self, run_id: &str, path: &str) -> Result<u64> {
        let path = path.trim_matches('/');
        let mut files = self.files_below(run_id, path).await?;
        if files.iter().all(|file| file.file_size.is_none()) {
            // The sizes are in the listing of the folder that a file is in.
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            files = self.list_artifacts(run_id, folder).await?;
            files.retain(|file| file.path == path);
        }
        Ok(files.iter().filter_map(|file| u64::try_from(file.file_size?).ok()).sum())
    }

    /// Every file at or below a path.
    async fn files_below(&self, run_id: &str, path: &str) -> Result<Vec<FileInfo>> {
        let mut files = Vec::new();
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in self.list_artifacts(run_id, &folder).await? {
                if entry.is_dir { folders.push(entry.path) } else { files.push(entry) }
            }
        }
        // A listing of a file is empty, as one of nothing.
        if files.is_empty() && !path.is_empty() {
            files.push(FileInfo { path: path.to_owned(), is_dir: false, file_size: None });
        }
        Ok(files)
    }
}

/// Where a file of a server goes; a server that names one outside of the folder is not believed.
fn below(to: &Path, path: &str) -> Result<PathBuf> {
    let plain = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if plain {
        Ok(to.join(path))
    } else {
        Err(Error::invalid(format!("The server names a file '{path}', which leads out of the folder.")))
    }
}

async fn write(mut download: Download, path: &Path, progress: Option<Progress>) -> Result<()> {
    let failed = |cause: std::io::Error| {
        Error::new(ErrorKind::InvalidParameter, format!("{} can not be written: {cause}", path.display()))
            .with_source(cause)
    };
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    }
    let part = path.with_file_name(format!(
        ".{}.{}",
        path.file_name().unwrap_or_default().to_string_lossy().chars().take(100).collect::<String>(),
        runlore_domain::ids::random_hex()
    ));
    let written = async {
        let mut file = tokio::fs::File::create(&part).await.map_err(failed)?;
        let mut size = 0;
        while let Some(piece) = download.body.try_next().await? {
            tokio::io::AsyncWriteExt::write_all(&mut file, &piece).await.map_err(failed)?;
            size += piece.len() as u64;
            if let Some(progress) = &progress {
                progress(piece.len() as u64);
            }
        }
        tokio::io::AsyncWriteExt::flush(&mut file).await.map_err(failed)?;
        if download.size.is_some_and(|wanted| wanted != size) {
            return Err(Error::unavailable(format!("{} broke off before its end.", path.display())));
        }
        tokio::fs::rename(&part, path).await.map_err(failed)
    };
    let written = written.await;
    if written.is_err()
        && let Err(error) = std::fs::remove_file(&part)
    {
        tracing::debug!(%error, "an unfinished file stays");
    }
    written
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

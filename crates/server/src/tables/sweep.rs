//! Tidying up: chunks that were merged, tables of runs that are gone.

use std::collections::BTreeSet;
use std::time::Duration;

use runlore_domain::table::{TableChange, TableName};
use runlore_domain::{ErrorKind, Result, RunId, location};

use super::{chunks, schedule};
use crate::clock::now_ms;
use crate::state::{AppState, WeakState};

/// How long merged chunks are kept for those who are reading them.
const KEPT: Duration = Duration::from_secs(10 * 60);
/// What another process may have left when this one looks.
const LEFT: Duration = Duration::from_secs(30);
/// The age from which a file of rows that nobody listed is a stray one, in milliseconds.
const STRAY: i64 = 60 * 60 * 1000;
/// Between two looks.
const PAUSE: Duration = Duration::from_secs(60);

/// Looks now and then, until the server is gone.
pub(crate) fn tidy_up(app: WeakState) {
    tokio::spawn(async move {
        // What a server that died left, whatever its clock said; another one may live, and writing twice is no harm.
        let mut before = i64::MAX;
        loop {
            let Some(app) = app.upgrade() else { return };
            for result in [schedule::go_on(&app, before).await, sweep(&app, millis(KEPT)).await] {
                if let Err(error) = result {
                    tracing::warn!(%error, "tables could not be tidied up");
                }
            }
            drop(app);
            tokio::time::sleep(PAUSE).await;
            before = now_ms() - millis(LEFT);
        }
    });
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Removes chunks that nobody has needed for `kept` milliseconds.
async fn sweep(app: &AppState, kept: i64) -> Result<()> {
    let store = app.store()?;
    for TableName { run_id, .. } in store.ownerless_tables().await? {
        let at = TableName { run_id, path: String::new() };
        store.change_table(TableChange::ForgetAll { at, now: now_ms() }).await?;
    }
    let mut folders = BTreeSet::new();
    loop {
        let before = now_ms() - kept;
        let old = store.old_chunks(before).await?;
        if old.is_empty() {
            break;
        }
        for (run, file) in old.iter().filter_map(|chunk| Some((&chunk.run_id, chunk.file.as_ref()?))) {
            match chunks::remove(app, run, file).await {
                Err(error) if error.kind() == ErrorKind::Unavailable => return Err(error),
                // A place that can not be reached any more holds up nothing.
                Err(error) => tracing::warn!(%error, %file, "rows of a table could not be removed"),
                Ok(()) => folders.extend(location::split_last(file).map(|(folder, _)| (run.clone(), folder))),
            }
        }
        store.change_table(TableChange::DropOld { chunks: old, before }).await?;
    }
    for (run, folder) in folders {
        strays(app, run, &folder, now_ms() - STRAY).await?;
    }
    Ok(())
}

/// Removes what appends left that were broken off before they were in the list.
async fn strays(app: &AppState, run: RunId, folder: &str, before: i64) -> Result<()> {
    let place = app.artifacts.resolve(folder, run.as_str())?;
    let files = place.store.list(&place.base).await?;
    let listed: BTreeSet<String> = app.store()?.chunk_files(run.clone()).await?.into_iter().collect();
    for name in files.into_iter().filter(|file| !file.is_dir).map(|file| file.name) {
        let file = location::append(folder, &[&name]);
        if chunks::made_at(&name).is_some_and(|at| at < before) && !listed.contains(&file) {
            chunks::remove(app, &run, &file).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use runlore_artifacts::{ArtifactConfig, ArtifactStores};
    use runlore_domain::ExperimentId;
    use runlore_domain::run::NewRun;
    use runlore_protocol::tables::NewRows;
    use runlore_store::{Store, StoreConfig};

    use super::super::{append, flush};
    use super::*;
    use crate::config::AppConfig;

    fn files(folder: &Path) -> Vec<String> {
        let names = |files: std::fs::ReadDir| files.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
        let mut names: Vec<String> = std::fs::read_dir(folder).map_or_else(|_| Vec::new(), names);
        names.sort();
        names
    }

    #[tokio::test]
    async fn what_nobody_needs_goes() {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("test.db");
        let store = Store::open(&StoreConfig {
            uri: format!("sqlite:///{}", database.display()).parse().unwrap(),
            artifact_root: "mlflow-artifacts:/".to_owned(),
            now: 1,
            allow_unsafe_durability: false,
        })
        .unwrap();
        let destination = Some(dir.path().join("files").display().to_string());
        let artifacts = ArtifactStores::new(ArtifactConfig { destination, ..ArtifactConfig::default() }).unwrap();
        let app = AppState::new(AppConfig::default(), Some(store.clone()), artifacts);
        let run = RunId::random();
        let new = NewRun {
            id: run.clone(),
            experiment_id: ExperimentId::DEFAULT,
            name: "r".to_owned(),
            user_id: String::new(),
            start_time: 1,
            tags: Vec::new(),
        };
        store.create_run(new).await.unwrap();
        let add = async |cell: String| {
            let (columns, rows) = (vec!["a".to_owned()], vec![vec![cell.into()]]);
            let table = TableName::new(run.clone(), "t.json");
            append(&app, NewRows { table, columns, rows, spool: None }).await.unwrap();
        };
        for _ in 0..2 {
            add("x".repeat(100_000)).await;
        }
        flush(&app, run.clone(), None).await.unwrap();
        add("y".repeat(100_000)).await;
        let folder = dir.path().join("files/0").join(run.as_str()).join("tables");
        let stray = format!("{}-stray.json", now_ms() - 2 * STRAY);
        for name in [&stray, "9999999999999-young.json", "somebody's"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        assert_eq!(files(&folder).len(), 6);
        sweep(&app, 60_000).await.unwrap();
        assert_eq!(files(&folder).len(), 6, "readers may still need them");
        sweep(&app, -1).await.unwrap();
        assert_eq!(files(&folder).len(), 3);
        assert_eq!(files(&folder)[1..], ["9999999999999-young.json", "somebody's"]);

        let deleted = rusqlite::Connection::open(&database).unwrap();
        deleted.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM tags; DELETE FROM runs").unwrap();
        sweep(&app, -1).await.unwrap();
        let left = "SELECT (SELECT count(*) FROM runlore_tables) + (SELECT count(*) FROM runlore_table_chunks)";
        assert_eq!(deleted.query_row(left, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
        assert_eq!(files(&folder), ["9999999999999-young.json", "somebody's"]);
    }
}

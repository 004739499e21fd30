//! Tables in listings: with the size that readers get, also before their files are written.

use runlore_artifacts::{ArtifactPath, FileInfo, Location};
use runlore_domain::table::TableName;
use runlore_domain::{Result, RunId};

use super::composed::Composed;
use super::place::TableFile;
use super::publish::is_parquet;
use crate::state::AppState;

/// Tables of a run that are not in their files yet. To be asked before a folder is listed: of one whose file is written
/// meanwhile neither would tell, the other way round.
pub(crate) async fn pending(app: &AppState, run: &RunId) -> Result<Vec<TableName>> {
    let Ok(store) = app.store() else { return Ok(Vec::new()) };
    store.pending_tables(Some(run.clone()), i64::MAX).await
}

/// Completes the entries of a folder of a run, at `at` in `location`, by the tables that were [`pending`] before.
pub(crate) async fn complete(
    app: &AppState,
    location: &Location,
    at: &ArtifactPath,
    folder: &TableName,
    pending: Vec<TableName>,
    mut entries: Vec<FileInfo>,
) -> Result<Vec<FileInfo>> {
    for name in pending {
        let below = match folder.path.as_str() {
            "" => Some(name.path.as_str()),
            folder => name.path.strip_prefix(folder).and_then(|below| below.strip_prefix('/')),
        };
        let Some(below) = below.map(str::to_owned) else { continue };
        let file = TableFile::find(app, name).await?;
        let Ok(path) = ArtifactPath::parse(&below) else { continue };
        if !file.is_at(location, &path.under(at)) {
            continue;
        }
        match below.split_once('/') {
            Some((name, _)) => add(&mut entries, FileInfo { name: name.to_owned(), is_dir: true, size: None }),
            None => {
                if let Some(size) = size(app, file).await? {
                    add(&mut entries, FileInfo { name: below, is_dir: false, size });
                }
            }
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// What is there of a table; none when it is gone.
async fn size(app: &AppState, file: TableFile) -> Result<Option<Option<u64>>> {
    let found = file.with_chunks(app).await?;
    if found.is_none() || is_parquet(&file.name) {
        // Without chunks by now, its file was written: after the folder was listed, perhaps.
        let stat = file.folder.store.stat(&file.at).await?.map(|file| file.size);
        return Ok((found.is_some() || stat.is_some()).then_some(stat));
    }
    let Some((table, chunks)) = found else { return Ok(None) };
    Ok(Some(Some(Composed::new(file, table, chunks)?.composition.size())))
}

fn add(entries: &mut Vec<FileInfo>, entry: FileInfo) {
    match entries.iter_mut().find(|there| there.name == entry.name) {
        Some(there) if there.is_dir == entry.is_dir => *there = entry,
        Some(_) => {}
        None => entries.push(entry),
    }
}

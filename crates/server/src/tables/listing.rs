//! Tables in listings: with the size that readers get, also before their files are written.

use runlore_artifacts::{ArtifactPath, FileInfo, Location};
use runlore_domain::Result;
use runlore_domain::table::TableName;

use super::composed::Composed;
use super::place::TableFile;
use super::publish::is_parquet;
use crate::state::AppState;

/// Completes the entries of a folder of a run, at `at` in `location`, by what is not in its files yet.
pub(crate) async fn complete(
    app: &AppState,
    location: &Location,
    at: &ArtifactPath,
    folder: &TableName,
    mut entries: Vec<FileInfo>,
) -> Result<Vec<FileInfo>> {
    let Ok(store) = app.store() else { return Ok(entries) };
    for name in store.pending_tables(Some(folder.run_id.clone()), i64::MAX).await? {
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

/// What is there of a table; none when it has no chunks by now.
async fn size(app: &AppState, file: TableFile) -> Result<Option<Option<u64>>> {
    let Some((table, chunks)) = file.with_chunks(app).await? else { return Ok(None) };
    if is_parquet(&file.name) {
        let stat = file.folder.store.stat(&file.at).await?;
        return Ok(Some(stat.map(|file| file.size)));
    }
    Ok(Some(Some(Composed::new(file, table, chunks)?.composition.size())))
}

fn add(entries: &mut Vec<FileInfo>, entry: FileInfo) {
    match entries.iter_mut().find(|there| there.name == entry.name) {
        Some(there) if there.is_dir == entry.is_dir => *there = entry,
        Some(_) => {}
        None => entries.push(entry),
    }
}

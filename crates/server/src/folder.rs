//! Folders of runs: what is in one as its readers see it, and everything below it.

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ArtifactPath, FileInfo, Location};
use runlore_domain::table::TableName;
use runlore_domain::{Error, Result, RunId};

use crate::state::AppState;
use crate::tables;
use crate::telemetry::Operation;

/// Folders that are listed at once: each may be a question to a store far away.
const AT_ONCE: usize = 8;
/// The most that is walked through: links can make folders without end.
const MOST_FOLDERS: usize = 20_000;
const MOST_FILES: usize = 500_000;

/// What is in a folder, with the tables of the run whose files are not written yet.
pub(crate) async fn entries(
    app: &AppState,
    location: &Location,
    run: Option<RunId>,
    path: &ArtifactPath,
) -> Result<Vec<FileInfo>> {
    let at = location.at(path);
    let list = app.telemetry.timed(Operation::List, location.store.list(&at));
    let Some(run) = run else { return list.await };
    let pending = tables::pending(app, &run).await?;
    tables::complete(app, location, &at, &TableName::new(run, path.as_str()), pending, list.await?).await
}

/// Every file below a folder of a run, and folders with nothing in them, with their paths from that folder on.
pub(crate) async fn walk(
    app: &AppState,
    location: &Location,
    run: &RunId,
    folder: &ArtifactPath,
) -> Result<Vec<(ArtifactPath, FileInfo)>> {
    let (mut found, mut seen) = (Vec::new(), 0);
    let mut folders = vec![ArtifactPath::root()];
    while !folders.is_empty() {
        let lists = stream::iter(std::mem::take(&mut folders)).map(|below| {
            let (app, location, run) = (app.clone(), location.clone(), run.clone());
            let path = below.under(folder);
            async move { Ok::<_, Error>((below, entries(&app, &location, Some(run), &path).await?)) }
        });
        let mut lists = lists.buffered(AT_ONCE);
        while let Some((below, inside)) = lists.try_next().await? {
            if inside.is_empty() && !below.is_root() {
                let name = below.name().to_owned();
                found.push((below, FileInfo { name, is_dir: true, size: None }));
                continue;
            }
            for entry in inside {
                let path = path_of(&below, &entry.name)?;
                if entry.is_dir {
                    seen += 1;
                    folders.push(path);
                } else {
                    found.push((path, entry));
                }
            }
            if found.len() > MOST_FILES || seen > MOST_FOLDERS {
                return Err(Error::invalid(format!(
                    "There are more than {MOST_FILES} files or {MOST_FOLDERS} folders below '{folder}'. Download the \
                     folders in it one by one."
                )));
            }
        }
    }
    if found.is_empty() {
        check_is_folder(app, location, run, folder).await?;
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}

/// Stores also have names that nobody can ask for, because they would mean another place.
fn path_of(folder: &ArtifactPath, name: &str) -> Result<ArtifactPath> {
    let raw = if folder.is_root() { name.to_owned() } else { format!("{folder}/{name}") };
    match ArtifactPath::parse(&raw) {
        Ok(path) if path.as_str() == raw => Ok(path),
        _ => Err(Error::invalid(format!(
            "The name {raw:?} could mean a place outside the folder where it is unpacked. Rename it where it is \
             stored, or download the other folders one by one."
        ))),
    }
}

/// Stores list nothing for a file and for what is not there.
async fn check_is_folder(app: &AppState, location: &Location, run: &RunId, path: &ArtifactPath) -> Result<()> {
    if path.is_root() {
        return Ok(());
    }
    let around = entries(app, location, Some(run.clone()), &path.parent()).await?;
    match around.into_iter().find(|entry| entry.name == path.name()) {
        Some(entry) if entry.is_dir => Ok(()),
        Some(_) => Err(Error::invalid(format!("'{path}' is a file, not a folder: download it as it is."))),
        None => Err(Error::not_found(format!("No such folder: '{path}'"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        let folder = ArtifactPath::parse("d").unwrap();
        for name in ["..", r"..\..\x", "a\nb", "%2e%2e", r"..%5cx", "/x", "", "."] {
            assert!(path_of(&folder, name).is_err(), "{name:?}");
        }
        for name in [r"C:\x", r"\\host\x", "file:x", "/etc"] {
            assert!(path_of(&ArtifactPath::root(), name).is_err(), "{name:?}");
        }
        assert_eq!(path_of(&folder, "ü \"x\".txt").unwrap().as_str(), "d/ü \"x\".txt");
    }
}

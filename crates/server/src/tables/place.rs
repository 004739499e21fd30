//! From a name to the place where a table's file is, and back.

use runlore_artifacts::{ArtifactPath, Location};
use runlore_domain::table::TableName;
use runlore_domain::{Result, RunId};

use crate::state::AppState;

/// A table's file.
#[derive(Debug, Clone)]
pub(crate) struct TableFile {
    pub(super) name: TableName,
    /// The location of the run's artifacts, as the database has it.
    pub(super) root: String,
    /// Where they are.
    pub(super) folder: Location,
    /// The file, in the store of that location.
    pub(super) at: ArtifactPath,
}

impl TableFile {
    /// The file of this name in its run's artifacts.
    pub(super) async fn find(app: &AppState, name: TableName) -> Result<Self> {
        let path = ArtifactPath::parse_file(&name.path)?;
        let root = app.store()?.run_info(name.run_id.clone()).await?.artifact_uri.unwrap_or_default();
        let folder = app.artifacts.resolve(&root, name.run_id.as_str())?;
        Ok(Self { name, root, at: folder.at(&path), folder })
    }

    /// Whether it is the file at this place.
    pub(super) fn is_at(&self, location: &Location, at: &ArtifactPath) -> bool {
        self.folder.has_store_of(location) && self.at == *at
    }
}

/// The name of a file of a run, if a table can have it.
pub(crate) fn table_in(run: &RunId, path: &ArtifactPath) -> Option<TableName> {
    TableName::is_table(path.name()).then(|| TableName::new(run.clone(), path.as_str()))
}

/// Which file or folder of which run a path below the served root seems to be: run ids are 32 hexadecimal
/// digits, and the folder of a run's files is called `artifacts`.
pub(crate) fn of_served(path: &ArtifactPath) -> Option<TableName> {
    let segments: Vec<&str> = path.segments().collect();
    let is_id = |text: &str| text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let at = segments.windows(2).position(|pair| is_id(pair[0]) && pair[1] == "artifacts")?;
    Some(TableName::new(segments[at], segments[at + 2..].join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_in_paths() {
        let run = "0123456789abcdef0123456789abcdef";
        for (path, expected) in [
            (format!("0/{run}/artifacts/d/t.json"), Some("d/t.json")),
            (format!("artifacts/7/{run}/artifacts/artifacts"), Some("artifacts")),
            (format!("{run}/artifacts"), Some("")),
            (format!("0/{run}/tables/t.json"), None),
            (format!("0/{}/artifacts/t.json", run.to_uppercase()), None),
            ("0/models/m-1/artifacts/t.json".to_owned(), None),
        ] {
            let found = of_served(&ArtifactPath::parse(&path).unwrap());
            assert_eq!(found, expected.map(|file| TableName::new(run, file)), "{path}");
        }
    }
}

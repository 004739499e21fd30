//! Files of a run.

use std::path::{Component, Path};

use runlore_domain::{Error, Result};
use serde::Serialize;

use super::RunHandle;
use crate::transport::Progress;

impl RunHandle {
    /// Logs a text as a file, in UTF-8.
    ///
    /// # Errors
    /// When the path leads out of the run's artifacts.
    pub fn log_text(&self, text: &str, path: &str) -> Result<()> {
        self.log_bytes(text.as_bytes().to_vec(), path)
    }

    /// Logs bytes as a file.
    ///
    /// # Errors
    /// As [`RunHandle::log_text`].
    pub fn log_bytes(&self, bytes: Vec<u8>, path: &str) -> Result<()> {
        check(path)?;
        self.0.recorder.put_bytes(self.run_id(), path, bytes, self.0.begun())
    }

    /// Logs a value as indented JSON. A path that ends with `.yaml` is refused: this crate writes no YAML.
    ///
    /// # Errors
    /// As [`RunHandle::log_text`], and when the value is nothing that JSON knows.
    pub fn log_dict(&self, value: &impl Serialize, path: &str) -> Result<()> {
        if path.ends_with(".yaml") || path.ends_with(".yml") {
            return Err(Error::invalid(format!("{path}: log_dict writes JSON; log YAML with log_text.")));
        }
        let json = serde_json::to_vec_pretty(value).map_err(|cause| {
            Error::invalid(format!("The value for {path} can not be JSON: {cause}")).with_source(cause)
        })?;
        self.log_bytes(json, path)
    }

    /// Logs a file, into the folder `artifact_path` of the run's artifacts or, when that is `None`, at their top.
    ///
    /// The program may change or delete its file when this returns: up to 8 MiB are copied into the
    /// spool; larger ones are sent in the call, or copied when the server is away.
    ///
    /// # Errors
    /// When there is no such file, and as [`RunHandle::log_text`].
    pub fn log_artifact(&self, file: impl AsRef<Path>, artifact_path: Option<&str>) -> Result<()> {
        self.log_artifact_with(file.as_ref(), artifact_path, None)
    }

    /// The same, telling how many bytes were sent since the last time.
    ///
    /// # Errors
    /// As [`RunHandle::log_artifact`].
    pub fn log_artifact_with(
        &self,
        file: &Path,
        artifact_path: Option<&str>,
        progress: Option<&Progress>,
    ) -> Result<()> {
        if file.is_dir() {
            return self.log_artifacts_with(file, Some(&under(artifact_path, &name(file)?)), progress);
        }
        let path = under(artifact_path, &name(file)?);
        check(&path)?;
        self.0.recorder.put_file(self.run_id(), &path, file, self.0.begun(), progress.cloned())
    }

    /// Logs all files of a folder, with its folders, as [`RunHandle::log_artifact`] does each.
    ///
    /// # Errors
    /// When there is no such folder, and as [`RunHandle::log_artifact`]; files before the one that fails are logged.
    pub fn log_artifacts(&self, folder: impl AsRef<Path>, artifact_path: Option<&str>) -> Result<()> {
        self.log_artifacts_with(folder.as_ref(), artifact_path, None)
    }

    /// The same with progress.
    ///
    /// # Errors
    /// As [`RunHandle::log_artifacts`].
    pub fn log_artifacts_with(
        &self,
        folder: &Path,
        artifact_path: Option<&str>,
        progress: Option<&Progress>,
    ) -> Result<()> {
        let unreadable = |cause: std::io::Error| {
            Error::not_found(format!("The folder {} can not be read: {cause}", folder.display())).with_source(cause)
        };
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).map_err(unreadable)?.collect::<std::io::Result<_>>().map_err(unreadable)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            // A link to a folder may lead round in circles; MLflow does not follow it either.
            let kind = entry.file_type().map_err(unreadable)?;
            if kind.is_dir() {
                let below = under(artifact_path, &name(&path)?);
                self.log_artifacts_with(&path, Some(&below), progress)?;
            } else if path.is_file() {
                self.log_artifact_with(&path, artifact_path, progress)?;
            }
        }
        Ok(())
    }
}

/// A name below a folder of artifacts.
pub(super) fn under(folder: Option<&str>, name: &str) -> String {
    match folder.map(|folder| folder.trim_matches('/')) {
        None | Some("" | ".") => name.to_owned(),
        Some(folder) => format!("{folder}/{name}"),
    }
}

fn name(file: &Path) -> Result<String> {
    let name = file.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| {
        Error::invalid(format!("{} can not be logged: its name is not UTF-8, or it has none.", file.display()))
    })
}

/// Refuses a path that no server would take, before it is recorded.
pub(super) fn check(path: &str) -> Result<()> {
    let below = Path::new(path);
    let plain = below.components().all(|part| matches!(part, Component::Normal(_)));
    if path.is_empty() || !plain || path.contains(['\0', '\\']) || path.ends_with('/') {
        return Err(Error::invalid(format!(
            "Invalid artifact path: '{path}'. It must be relative, name a file, and not lead upwards."
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_a_file_below_the_run() {
        for path in ["a.txt", "a/b c.json", "ü/x+y", "a..b"] {
            assert!(check(path).is_ok(), "{path}");
        }
        for path in ["", "/a", "../a", "a/../b", "a/", "a\\b", "a\0b", "."] {
            assert!(check(path).is_err(), "{path:?}");
        }
        assert_eq!((under(None, "a"), under(Some("/x/y/"), "a")), ("a".to_owned(), "x/y/a".to_owned()));
    }
}

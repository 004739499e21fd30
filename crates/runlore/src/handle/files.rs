//! Files of a run.

use std::path::Path;

use runlore_domain::{Error, Result};
use serde::Serialize;

use super::RunHandle;
use crate::local::{LocalFile, check};
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
        for found in LocalFile::at(file, artifact_path)? {
            self.0.recorder.put_file(self.run_id(), &found.path, &found.file, self.0.begun(), progress.cloned())?;
        }
        Ok(())
    }

    /// Logs all files of a folder, with its folders, as [`RunHandle::log_artifact`] does each.
    ///
    /// # Errors
    /// When there is no such folder or something in it can not be read, and then nothing is logged; and as
    /// [`RunHandle::log_artifact`].
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
        for found in LocalFile::within(folder, artifact_path)? {
            self.0.recorder.put_file(self.run_id(), &found.path, &found.file, self.0.begun(), progress.cloned())?;
        }
        Ok(())
    }
}

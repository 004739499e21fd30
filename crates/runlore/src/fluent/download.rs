//! Files and folders of a server, copied to this machine.

use std::path::{Path, PathBuf};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use runlore_domain::{Error, ErrorKind, Result};

use super::client;
use crate::client::{Client, Download};
use crate::entities::FileInfo;
use crate::transport::Progress;

/// Files that are read at a time.
const TOGETHER: usize = 8;

/// Whose files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Files<'a> {
    /// Artifacts of a run, by its id.
    Run(&'a str),
    /// Artifacts of a logged model, by its id.
    Model(&'a str),
    /// What the server serves below `mlflow-artifacts:/`.
    Served,
}

/// Copies a file or folder of a run's artifacts into `to`, a folder that is made if need be; answers where it is.
/// `path` is `""` for all of them.
///
/// # Errors
/// As [`crate::flush`], when there is no such file, or the folder can not be written.
pub fn download_artifacts(run_id: &str, path: &str, to: &Path) -> Result<PathBuf> {
    let client = client()?;
    client.wait(client.download(Files::Run(run_id), path, to, None))
}

impl Client {
    /// The entries of a folder, one level, with their paths from the root.
    ///
    /// # Errors
    /// `NotFound` when there is no such run or model.
    pub async fn list(&self, files: Files<'_>, folder: &str) -> Result<Vec<FileInfo>> {
        match files {
            Files::Run(id) => self.list_artifacts(id, folder).await,
            Files::Model(id) => self.list_model_artifacts(id, folder).await,
            Files::Served => {
                let mut entries = self.list_files(folder).await?;
                if !folder.is_empty() {
                    entries.iter_mut().for_each(|entry| entry.path = format!("{folder}/{}", entry.path));
                }
                Ok(entries)
            }
        }
    }

    /// A file.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn read(&self, files: Files<'_>, path: &str) -> Result<Download> {
        match files {
            Files::Run(id) => self.get_artifact(id, path).await,
            Files::Model(id) => self.get_model_artifact(id, path).await,
            Files::Served => self.get_file(path).await,
        }
    }

    /// Copies a file or folder into `to`, a folder that is made if need be, under its own name; answers where it is.
    /// Files appear whole or not at all.
    ///
    /// # Errors
    /// When there is no such file, or the folder can not be written.
    pub async fn download(
        &self,
        files: Files<'_>,
        path: &str,
        to: &Path,
        progress: Option<Progress>,
    ) -> Result<PathBuf> {
        let path = path.trim_matches('/');
        let below = self.files_below(files, path).await?;
        let above = path.rfind('/').map_or(0, |slash| slash + 1);
        let downloads = stream::iter(below.into_iter().map(|(file, _)| {
            let progress = progress.clone();
            async move {
                let download = self.read(files, &file).await?;
                write(download, &place(to, file.get(above..).unwrap_or_default())?, progress).await
            }
        }));
        downloads.buffer_unordered(TOGETHER).try_collect::<Vec<()>>().await?;
        if path.is_empty() { Ok(to.to_owned()) } else { place(to, &path[above..]) }
    }

    /// The bytes of a file, or of all in a folder.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub async fn size(&self, files: Files<'_>, path: &str) -> Result<u64> {
        let path = path.trim_matches('/');
        let below = self.files_below(files, path).await?;
        if let [(only, None)] = below.as_slice() {
            let folder = only.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = self.list(files, folder).await?;
            return Ok(beside.iter().find(|entry| entry.path == *only).and_then(bytes).unwrap_or(0));
        }
        Ok(below.iter().filter_map(|(_, size)| *size).sum())
    }

    /// Every file at or below a path, and its size if it was listed.
    async fn files_below(&self, files: Files<'_>, path: &str) -> Result<Vec<(String, Option<u64>)>> {
        let mut found = Vec::new();
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            for entry in self.list(files, &folder).await? {
                // Also a folder that holds itself would be one.
                if entry.path.strip_prefix(&inside).is_none_or(str::is_empty) {
                    return Err(Error::invalid(format!(
                        "The server lists '{}' in the folder '{folder}', where it can not be.",
                        entry.path
                    )));
                }
                let size = bytes(&entry);
                if entry.is_dir { folders.push(entry.path) } else { found.push((entry.path, size)) }
            }
        }
        // A listing of a file is empty, as one of nothing.
        if found.is_empty() && !path.is_empty() {
            found.push((path.to_owned(), None));
        }
        Ok(found)
    }
}

fn bytes(entry: &FileInfo) -> Option<u64> {
    entry.file_size.and_then(|size| u64::try_from(size).ok())
}

/// Where a file of a server goes; a server that names one outside of the folder is not believed.
fn place(to: &Path, path: &str) -> Result<PathBuf> {
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

//! Writing a file so that it appears whole or not at all.
//!
//! The bytes go under a reserved name into the folder of the file, or, if that does not exist yet,
//! into the nearest folder above it: a failed upload leaves no empty folders either.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use cap_std::fs::{Dir, File, OpenOptions};
use futures_util::TryStreamExt as _;
use runlore_domain::Result;
use tokio::task::JoinHandle;

use super::access::{create_root, open_root, relative, sync_dir};
use super::error::io_error;
use super::read::etag;
use super::{ByteStream, blocking, finished};
use crate::ArtifactPath;
use crate::store::is_a_folder;

/// The start of our own staged files' names: MLflow's reserved prefix, so that it hides them too.
pub(super) const STAGED_PREFIX: &str = ".artifact.uploading.runlore-";

/// What is gathered before it goes to a blocking thread.
const CHUNK: usize = 512 * 1024;
/// What is written before the disk is told to begin: the last sync then has little left to wait for.
const SYNCED: usize = 32 << 20;

pub(super) async fn put(root: Arc<PathBuf>, path: ArtifactPath, mut body: ByteStream) -> Result<String> {
    let staged = blocking(move || Staged::create(&root, path)).await?;
    // One batch is written while the next one arrives.
    let mut writing = Under::way(move || Ok(staged));
    let mut syncing: Option<Under<()>> = None;
    let (mut waiting, mut size, mut written) = (Vec::new(), 0, 0);
    while let Some(bytes) = body.try_next().await? {
        size += bytes.len();
        waiting.push(bytes);
        if size < CHUNK {
            continue;
        }
        let staged = writing.done().await?;
        written += std::mem::take(&mut size);
        if written >= SYNCED && syncing.as_ref().is_none_or(Under::is_done) {
            written = 0;
            // What a sync failed to write is told once only, so each is asked.
            if let Some(before) = syncing.take() {
                before.done().await?;
            }
            syncing = Some(staged.sync()?);
        }
        let batch = std::mem::take(&mut waiting);
        writing = Under::way(move || staged.append(&batch));
    }
    let staged = writing.done().await?;
    if let Some(syncing) = syncing {
        syncing.done().await?;
    }
    blocking(move || staged.append(&waiting)?.publish()).await
}

/// Work on a blocking thread that nobody waits for yet.
struct Under<T>(JoinHandle<Result<T>>);

impl<T: Send + 'static> Under<T> {
    fn way(work: impl FnOnce() -> Result<T> + Send + 'static) -> Self {
        Self(tokio::task::spawn_blocking(work))
    }

    fn is_done(&self) -> bool {
        self.0.is_finished()
    }

    async fn done(self) -> Result<T> {
        finished(self.0.await)
    }
}

/// A random name that no artifact can have.
pub(super) fn staging_name() -> String {
    format!("{STAGED_PREFIX}{:032x}", fastrand::u128(..))
}

/// A file that is being written. Dropped before it is published, it is removed.
struct Staged {
    root: Dir,
    path: ArtifactPath,
    file: File,
    /// Where the staged file is; nothing once it is published.
    staged: Option<(Dir, String)>,
    /// The folders that publishing has to create, outermost first.
    missing: Vec<PathBuf>,
}

impl Staged {
    fn create(root: &Path, path: ArtifactPath) -> Result<Self> {
        let begin = || -> io::Result<_> {
            create_root(root)?;
            let root = open_root(root)?;
            if root.metadata(relative(&path)).is_ok_and(|there| there.is_dir()) {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            let (dir, missing) = nearest_folder(&root, relative(&path.parent()))?;
            let name = staging_name();
            let file = dir.open_with(&name, OpenOptions::new().write(true).create_new(true))?;
            Ok((root, file, (dir, name), missing))
        };
        let (root, file, staged, missing) = begin().map_err(|cause| io_error(&path, cause))?;
        Ok(Self { root, path, file, staged: Some(staged), missing })
    }

    fn append(mut self, batch: &[Bytes]) -> Result<Self> {
        for bytes in batch {
            self.file.write_all(bytes).map_err(|cause| io_error(&self.path, cause))?;
        }
        Ok(self)
    }

    /// Brings what is written so far to the disk, beside further writes.
    fn sync(&self) -> Result<Under<()>> {
        let (file, path) = (self.file.try_clone().map_err(|cause| io_error(&self.path, cause))?, self.path.clone());
        Ok(Under::way(move || file.sync_data().map_err(|cause| io_error(&path, cause))))
    }

    fn publish(mut self) -> Result<String> {
        self.rename().map_err(|cause| match cause.kind() {
            // What a file cannot be renamed onto is a folder, made since we looked.
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => is_a_folder(&self.path),
            _ => io_error(&self.path, cause),
        })
    }

    fn rename(&mut self) -> io::Result<String> {
        self.file.sync_all()?;
        // A new name changes nothing of it.
        let metadata = self.file.metadata()?;
        let etag = etag(&metadata, metadata.modified()?.into_std());
        for folder in &self.missing {
            match self.root.create_dir(folder) {
                Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => {}
                other => other?,
            }
            // Also when somebody else just made it: their sync may still be on its way.
            let above = folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            sync_dir(&self.root.open_dir(above)?)?;
        }
        let folder = self.root.open_dir(relative(&self.path.parent()))?;
        if let Some((dir, name)) = &self.staged {
            dir.rename(name, &folder, self.path.name())?;
        }
        self.staged = None;
        sync_dir(&folder)?;
        Ok(etag)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let Some((dir, name)) = self.staged.take() else { return };
        let remove = move || {
            if let Err(cause) = dir.remove_file(&name) {
                tracing::warn!(%name, %cause, "an unfinished upload could not be removed");
            }
        };
        // Freeing a large file takes its time, and a dropped request is dropped on an async thread.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(remove)),
            Err(_) => remove(),
        }
    }
}

/// The folder at `path`, or the nearest existing one above, and what is missing between them.
fn nearest_folder(root: &Dir, path: &Path) -> io::Result<(Dir, Vec<PathBuf>)> {
    let mut missing = Vec::new();
    for folder in path.ancestors().filter(|p| !p.as_os_str().is_empty()) {
        match root.open_dir(folder) {
            Ok(dir) => {
                missing.reverse();
                return Ok((dir, missing));
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => missing.push(folder.to_owned()),
            Err(cause) => return Err(cause),
        }
    }
    missing.reverse();
    Ok((root.try_clone()?, missing))
}

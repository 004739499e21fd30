//! Artifacts in a folder of this machine, laid out byte for byte as MLflow lays them out.
//!
//! The folder is a capability (`cap-std`): paths are resolved by the kernel below it, so neither
//! `..` nor a link reaches anything outside, also when it is swapped in at the last moment. A file
//! is written under a reserved name, synced, renamed and its folder synced, so that an answer
//! means "on disk" and nobody sees half a file. All file system calls run on blocking threads.
//! The root is opened anew for each operation: it may be created, moved or mounted while we run.

mod access;
mod delete;
mod error;
mod list;
mod read;
mod sweep;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use runlore_domain::{Error, Result};
use tokio::task::JoinError;

use crate::store::{ArtifactFile, ArtifactStore, ByteStream, FileInfo, FileStat};
use crate::{ArtifactPath, ByteRange};

/// A folder of this machine. It need not exist: the first file creates it.
#[derive(Debug, Clone)]
pub struct LocalStore {
    root: Arc<PathBuf>,
}

impl LocalStore {
    /// The folder at `root`, an absolute path.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: Arc::new(root.into()) }
    }
}

#[async_trait]
impl ArtifactStore for LocalStore {
    async fn list(&self, dir: &ArtifactPath) -> Result<Vec<FileInfo>> {
        let (root, dir) = (self.root.clone(), dir.clone());
        blocking(move || list::list(&root, &dir)).await
    }

    async fn open(&self, path: &ArtifactPath, range: Option<ByteRange>) -> Result<ArtifactFile> {
        let (root, path) = (self.root.clone(), path.clone());
        blocking(move || read::open(&root, &path, range)).await
    }

    async fn stat(&self, path: &ArtifactPath) -> Result<Option<FileStat>> {
        let (root, path) = (self.root.clone(), path.clone());
        blocking(move || read::stat(&root, &path)).await
    }

    async fn put(&self, path: &ArtifactPath, body: ByteStream) -> Result<String> {
        write::put(self.root.clone(), path.clone(), body).await
    }

    async fn delete(&self, path: &ArtifactPath) -> Result<()> {
        let (root, path) = (self.root.clone(), path.clone());
        blocking(move || delete::delete(&root, &path)).await
    }

    async fn check(&self) -> Result<()> {
        let root = self.root.clone();
        blocking(move || access::check_writable(&root)).await
    }

    async fn sweep(&self) -> Result<()> {
        let root = self.root.clone();
        blocking(move || sweep::sweep(&root, sweep::ABANDONED_AFTER)).await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    finished(tokio::task::spawn_blocking(work).await)
}

fn finished<T>(joined: std::result::Result<Result<T>, JoinError>) -> Result<T> {
    match joined {
        Ok(result) => result,
        Err(failed) => Err(Error::internal("The file system call did not finish").with_source(failed)),
    }
}

//! The spool: what a program recorded, on its own disk, until a server has it.
//!
//! A spool is a folder of one process. `records` and `files` are its two queues, so that a large file
//! never stands before a metric. In each, `*.log` are segments of records, appended and never changed;
//! `applied` holds the highest number that the server has; `rejected` keeps what the server refused, one
//! JSON object a line; `blobs`, in `files`, holds the contents of files. Beside them `target.json` says
//! which server, `runs.json` which ids an MLflow server gave to runs that were begun without it, and
//! `lock` is held by whoever may append or send. No credentials are ever written.
//!
//! An append is one `write` into the page cache: it survives the end of the process, however sudden,
//! and not a power cut. Nothing here waits for the disk.

mod blobs;
mod folder;
mod frame;
mod reader;
mod segment;
mod unsent;
mod writer;

pub(crate) use blobs::Blobs;
pub(crate) use folder::{Folder, Rejected};
pub(crate) use reader::{Batch, Reader};
pub(crate) use unsent::{beginning, is_for};
pub(crate) use writer::Writer;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use runlore_domain::{Error, ErrorKind, Result, ids};
use serde::{Deserialize, Serialize};

/// A folder with records that is this process's alone.
#[derive(Debug)]
pub(crate) struct Spool {
    dir: PathBuf,
    id: String,
    target: Target,
    runs: Mutex<BTreeMap<String, String>>,
    /// Bytes that this process keeps here.
    kept: AtomicU64,
    /// Locked as long as it is open.
    lock: Mutex<Option<File>>,
}

/// Where the records of a spool go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Target {
    /// The server, without credentials.
    pub(crate) tracking_uri: String,
    /// The queue of files under its own name: a server counts it for itself.
    pub(crate) files: String,
}

/// The folder of all spools: `$RUNLORE_SPOOL_DIR`, or `runlore/spool` among the user's state files.
///
/// It is outside of any working folder, which may be gone when somebody comes back for the records.
pub(crate) fn root() -> Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("RUNLORE_SPOOL_DIR")
        .or_else(|| set("XDG_STATE_HOME").map(|state| state.join("runlore/spool")))
        .or_else(|| set("HOME").map(|home| home.join(".local/state/runlore/spool")))
        .ok_or_else(|| {
            Error::invalid("There is no HOME to keep records in until a server has them: set RUNLORE_SPOOL_DIR.")
        })
}

impl Spool {
    /// A new, empty spool below `root`.
    pub(crate) fn create(root: &Path, tracking_uri: &str) -> Result<Self> {
        let id = ids::random_hex();
        let dir = root.join(&id);
        let target = Target { tracking_uri: tracking_uri.to_owned(), files: ids::random_hex() };
        let made = || -> io::Result<File> {
            private_folder(&dir)?;
            fs::create_dir_all(dir.join("records"))?;
            fs::create_dir_all(dir.join("files/blobs"))?;
            let lock = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("lock"))?;
            lock.lock()?;
            // The target comes last: a folder without one is no spool yet.
            replace(&dir.join("target.json"), &serde_json::to_vec(&target)?)?;
            Ok(lock)
        };
        let lock = Mutex::new(Some(made().map_err(|cause| failed("No spool can be made in", root, cause))?));
        Ok(Self { dir, id, target, runs: Mutex::default(), kept: AtomicU64::new(0), lock })
    }

    /// A spool that another process left; `None` when somebody holds it or it is not one.
    pub(crate) fn adopt(dir: &Path) -> Result<Option<Self>> {
        match opened(dir) {
            Ok(opened) => Ok(opened),
            Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(cause) => Err(failed("This spool can not be read:", dir, cause)),
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    /// The queue of records.
    pub(crate) fn records(&self) -> Folder {
        Folder::new(self.dir.join("records"), self.id.clone())
    }

    /// The queue of files.
    pub(crate) fn files(&self) -> Folder {
        Folder::new(self.dir.join("files"), self.target.files.clone())
    }

    /// The contents of files.
    pub(crate) fn blobs(&self) -> Blobs {
        Blobs::new(self.dir.join("files/blobs"))
    }

    /// The id that an MLflow server gave to a run that was begun without it; else the run's own.
    pub(crate) fn server_id(&self, run_id: &str) -> Option<String> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner).get(run_id).cloned()
    }

    /// Every such run.
    pub(crate) fn server_ids(&self) -> BTreeMap<String, String> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what an MLflow server calls a run, before anything else is sent of it.
    pub(crate) fn set_server_id(&self, run_id: &str, server_id: &str) -> Result<()> {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        runs.insert(run_id.to_owned(), server_id.to_owned());
        let json = serde_json::to_vec(&*runs)
            .map_err(|cause| Error::internal("The runs of a spool could not be written as JSON").with_source(cause))?;
        replace(&self.dir.join("runs.json"), &json)
            .map_err(|cause| failed("The spool can not be written:", &self.dir, cause))
    }

    /// Bytes that wait here for the server: records, and contents of files.
    pub(crate) fn kept(&self) -> u64 {
        self.kept.load(Ordering::Relaxed)
    }

    pub(crate) fn keep(&self, bytes: u64) {
        self.kept.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn free(&self, bytes: u64) {
        // What another process appended was never counted here.
        let less = |kept: u64| Some(kept.saturating_sub(bytes));
        let _kept = self.kept.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    /// Removes the folder when nothing in it is of use to anybody any more.
    pub(crate) fn discard(&self) {
        if self.records().has_rejected() || self.files().has_rejected() {
            return;
        }
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            tracing::debug!(%error, spool = %self.dir.display(), "an empty spool stays");
        }
    }

    /// Whether this user made it.
    #[expect(unsafe_code, reason = "asking who this user is is a C call")]
    pub(crate) fn is_own(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            // SAFETY: it takes nothing, changes nothing and can not fail.
            let user = unsafe { libc::geteuid() };
            fs::metadata(&self.dir).is_ok_and(|metadata| metadata.uid() == user)
        }
        #[cfg(not(unix))]
        true
    }

    /// Lets go of the lock. In a forked child: the spool is the parent's, who must not hold it by us.
    pub(crate) fn let_go(&self) {
        if let Ok(mut lock) = self.lock.try_lock() {
            lock.take();
        }
    }
}

fn opened(dir: &Path) -> io::Result<Option<Spool>> {
    let lock = OpenOptions::new().write(true).open(dir.join("lock"))?;
    if lock.try_lock().is_err() {
        return Ok(None);
    }
    let target = serde_json::from_slice(&fs::read(dir.join("target.json"))?)?;
    let runs = match fs::read(dir.join("runs.json")) {
        Ok(json) => serde_json::from_slice(&json)?,
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
        Err(cause) => return Err(cause),
    };
    let id = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (runs, lock) = (Mutex::new(runs), Mutex::new(Some(lock)));
    Ok(Some(Spool { dir: dir.to_owned(), id, target, runs, kept: AtomicU64::new(0), lock }))
}

/// Bytes of a record on the disk.
pub(crate) fn weight(json: &[u8]) -> u64 {
    (frame::HEAD + json.len()) as u64
}

/// An error of the spool's disk.
pub(crate) fn failed(what: &str, path: &Path, cause: io::Error) -> Error {
    let kind = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::StorageFull,
        _ => ErrorKind::Unavailable,
    };
    Error::new(kind, format!("{what} {}: {cause}", path.display())).with_source(cause)
}

/// Makes a folder that only this user can look into: prompts and answers are nobody else's.
pub(crate) fn private_folder(dir: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(dir)
}

/// Writes a small file beside and renames it, so that it is old or new and never half.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, content)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests;

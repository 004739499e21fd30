//! The spool: what a program recorded, on its own disk, until a server has it.
//!
//! A spool is a folder of one process. `*.log` are segments of records, appended and never changed;
//! `applied` holds the highest number that the server has; `target.json` says which server; `lock` is
//! held by whoever may append or send; `rejected` keeps what the server refused, one JSON object a
//! line. No credentials are ever written.
//!
//! An append is one `write` into the page cache: it survives the end of the process, however sudden,
//! and not a power cut. Nothing here waits for the disk.

mod frame;
mod reader;
mod segment;
mod writer;

pub(crate) use reader::{Batch, Reader};
pub(crate) use writer::Writer;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use runlore_domain::{Error, ErrorKind, Result, ids};
use serde::{Deserialize, Serialize};

/// A folder with records that is this process's alone.
#[derive(Debug)]
pub(crate) struct Spool {
    dir: PathBuf,
    id: String,
    target: Target,
    /// Locked as long as the value lives.
    _lock: File,
}

/// Where the records of a spool go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Target {
    /// The server, without credentials.
    pub(crate) tracking_uri: String,
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
    pub(crate) fn create(root: &Path, target: Target) -> Result<Self> {
        let id = ids::random_hex();
        let dir = root.join(&id);
        let made = || -> io::Result<File> {
            fs::create_dir_all(&dir)?;
            let lock = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("lock"))?;
            lock.lock()?;
            // The target comes last: a folder without one is no spool yet.
            replace(&dir.join("target.json"), &serde_json::to_vec(&target)?)?;
            Ok(lock)
        };
        let lock = made().map_err(|cause| failed("No spool can be made in", root, cause))?;
        Ok(Self { dir, id, target, _lock: lock })
    }

    /// A spool that another process left; `None` when somebody holds it or it is not one.
    pub(crate) fn adopt(dir: &Path) -> Result<Option<Self>> {
        let opened = || -> io::Result<Option<(File, Target)>> {
            let lock = OpenOptions::new().write(true).open(dir.join("lock"))?;
            if lock.try_lock().is_err() {
                return Ok(None);
            }
            let target = serde_json::from_slice(&fs::read(dir.join("target.json"))?)?;
            Ok(Some((lock, target)))
        };
        let id = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match opened() {
            Ok(opened) => Ok(opened.map(|(lock, target)| Self { dir: dir.to_owned(), id, target, _lock: lock })),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(failed("This spool can not be read:", dir, cause)),
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn target(&self) -> &Target {
        &self.target
    }

    /// The highest number that the server is known to have.
    ///
    /// A server skips what it has, so an older number than the true one costs only time.
    pub(crate) fn applied(&self) -> i64 {
        let text = fs::read_to_string(self.dir.join("applied")).unwrap_or_default();
        text.trim().parse().unwrap_or(0)
    }

    pub(crate) fn set_applied(&self, number: i64) -> io::Result<()> {
        replace(&self.dir.join("applied"), number.to_string().as_bytes())
    }

    /// Keeps a record that the server refused, with its reason.
    pub(crate) fn reject(&self, rejected: &Rejected<'_>) -> io::Result<()> {
        let mut line = serde_json::to_vec(rejected)?;
        line.push(b'\n');
        OpenOptions::new().create(true).append(true).open(self.dir.join("rejected"))?.write_all(&line)
    }

    /// Removes the folder when nothing in it is of use to anybody any more.
    pub(crate) fn discard(&self) {
        if self.dir.join("rejected").exists() {
            return;
        }
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            tracing::debug!(%error, spool = %self.dir.display(), "an empty spool stays");
        }
    }
}

/// A line of `rejected`.
#[derive(Debug, Serialize)]
pub(crate) struct Rejected<'a> {
    pub(crate) number: i64,
    pub(crate) error_code: &'a str,
    pub(crate) message: &'a str,
    pub(crate) record: Option<&'a serde_json::value::RawValue>,
}

/// An error of the spool's disk.
pub(crate) fn failed(what: &str, path: &Path, cause: io::Error) -> Error {
    let kind = match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::StorageFull,
        _ => ErrorKind::Unavailable,
    };
    Error::new(kind, format!("{what} {}: {cause}", path.display())).with_source(cause)
}

/// Writes a small file beside and renames it, so that it is old or new and never half.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, content)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests;

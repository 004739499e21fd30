//! The folder of one queue: how far the server is, and what it refused.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::replace;

/// One queue of a spool.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
    id: String,
}

/// A line of `rejected`.
#[derive(Debug, Serialize)]
pub(crate) struct Rejected<'a> {
    pub(crate) number: i64,
    pub(crate) error_code: &'a str,
    pub(crate) message: &'a str,
    pub(crate) record: Option<&'a serde_json::value::RawValue>,
}

impl Folder {
    pub(super) fn new(dir: PathBuf, id: String) -> Self {
        Self { dir, id }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The name under which the server counts this queue: 32 hexadecimal digits.
    pub(crate) fn id(&self) -> &str {
        &self.id
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
        OpenOptions::new().create(true).append(true).open(self.rejected())?.write_all(&line)
    }

    /// The file of refused records.
    pub(crate) fn rejected(&self) -> PathBuf {
        self.dir.join("rejected")
    }

    pub(crate) fn has_rejected(&self) -> bool {
        self.rejected().exists()
    }
}

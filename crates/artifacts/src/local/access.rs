//! Opening the root, finding things below it, and making folders that survive a power cut.

use std::io;
use std::path::{Path, PathBuf};

use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};
use runlore_domain::{Error, Result};

use super::error::leads_outside;
use super::write::staging_name;
use crate::ArtifactPath;

pub(super) fn open_root(root: &Path) -> io::Result<Dir> {
    Dir::open_ambient_dir(root, ambient_authority())
}

/// The path as cap-std wants it, where the root is `.`.
pub(super) fn relative(path: &ArtifactPath) -> &Path {
    Path::new(if path.is_root() { "." } else { path.as_str() })
}

/// Where `path` is after following links, and what it is.
pub(super) fn follow(root: &Path, dir: &Dir, path: &Path) -> io::Result<(PathBuf, Metadata)> {
    match dir.metadata(path) {
        Ok(metadata) => Ok((path.to_owned(), metadata)),
        // An absolute link may still point inside; if so the place is opened by its real name,
        // below the root like any other, so nothing depends on this answer staying true.
        Err(refused) if leads_outside(&refused) => {
            let real = std::fs::canonicalize(root.join(path))?;
            let Ok(inside) = real.strip_prefix(std::fs::canonicalize(root)?) else { return Err(refused) };
            let inside = if inside.as_os_str().is_empty() { Path::new(".") } else { inside };
            Ok((inside.to_owned(), dir.metadata(inside)?))
        }
        Err(other) => Err(other),
    }
}

/// Makes a folder's entries durable.
pub(super) fn sync_dir(dir: &Dir) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { dir.open(".")?.sync_all() }
}

/// Creates the root and the folders above it, durably.
pub(super) fn create_root(root: &Path) -> io::Result<()> {
    if root.is_dir() {
        return Ok(());
    }
    let Some(parent) = root.parent() else { return Ok(()) };
    create_root(parent)?;
    match std::fs::create_dir(root) {
        Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists && root.is_dir() => Ok(()),
        Err(other) => Err(other),
        Ok(()) => sync_dir(&open_root(parent)?),
    }
}

/// Tries to write where the first artifact would go: into the root or, before it exists, into the
/// nearest folder above it.
pub(super) fn check_writable(root: &Path) -> Result<()> {
    let existing = root.ancestors().find(|folder| folder.exists()).unwrap_or(root);
    let attempt = || -> io::Result<()> {
        let (dir, name) = (open_root(existing)?, staging_name());
        dir.open_with(&name, OpenOptions::new().write(true).create_new(true))?;
        dir.remove_file(&name)
    };
    attempt().map_err(|cause| {
        let message = format!("The artifact folder {} cannot be written: {cause}", root.display());
        Error::invalid(message).with_source(cause)
    })
}

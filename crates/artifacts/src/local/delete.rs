//! Removing a file or a folder with all in it; links are removed, never followed.

use std::io;
use std::path::Path;

use runlore_domain::{Error, Result};

use super::access::{open_root, relative, sync_dir};
use super::error::{io_error, is_missing};
use crate::ArtifactPath;

pub(super) fn delete(root: &Path, path: &ArtifactPath) -> Result<()> {
    if path.is_root() {
        return Err(Error::invalid("A path is required: the artifact root itself cannot be deleted"));
    }
    match remove(root, path) {
        Err(cause) if !is_missing(&cause) => Err(io_error(path, cause)),
        _ => Ok(()),
    }
}

fn remove(root: &Path, path: &ArtifactPath) -> io::Result<()> {
    let dir = open_root(root)?;
    let what = dir.symlink_metadata(relative(path))?;
    if what.is_dir() {
        dir.remove_dir_all(relative(path))?
    } else {
        dir.remove_file(relative(path))?
    }
    sync_dir(&dir.open_dir(relative(&path.parent()))?)
}

//! One level of a folder.

use std::path::Path;

use runlore_domain::Result;

use super::access::{follow, open_root, relative};
use super::error::{io_error, is_missing};
use crate::ArtifactPath;
use crate::path::RESERVED_PREFIX;
use crate::store::FileInfo;

pub(super) fn list(root: &Path, path: &ArtifactPath) -> Result<Vec<FileInfo>> {
    let fail = |cause| io_error(path, cause);
    let found = open_root(root).and_then(|dir| follow(root, &dir, relative(path)).map(|(at, what)| (dir, at, what)));
    let (dir, at) = match found {
        Ok((dir, at, metadata)) if metadata.is_dir() => (dir, at),
        Ok(_) => return Ok(Vec::new()),
        Err(cause) if is_missing(&cause) => return Ok(Vec::new()),
        Err(cause) => return Err(fail(cause)),
    };
    let mut files = Vec::new();
    for entry in dir.read_dir(&at).map_err(fail)? {
        let name = entry.map_err(fail)?.file_name();
        let shown = name.to_string_lossy();
        if shown.starts_with(RESERVED_PREFIX) {
            continue;
        }
        match follow(root, &dir, &at.join(&name)) {
            // Neither can be asked for: a name that is no text, and what no reader comes to the end of.
            Ok((_, metadata)) if name.to_str().is_none() || !(metadata.is_dir() || metadata.is_file()) => {
                tracing::debug!(folder = %path, name = %shown, "left out of a listing");
            }
            Ok((_, metadata)) => {
                let is_dir = metadata.is_dir();
                let size = (!is_dir).then_some(metadata.len());
                files.push(FileInfo { name: shown.into_owned(), is_dir, size });
            }
            // A link out of the root or to nothing, or a file removed meanwhile: nothing to open.
            Err(cause) => tracing::debug!(folder = %path, name = %shown, %cause, "left out of a listing"),
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

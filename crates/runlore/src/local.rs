//! Files on this machine's disk that go to a run, and what they are called there.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use runlore_domain::{Error, Result};

/// A file of this machine and its place in a run's artifacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalFile {
    /// Where it is.
    pub file: PathBuf,
    /// Where it goes, relative to the run's artifacts.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
}

impl LocalFile {
    /// A file, or every file of a folder, below its own name in the folder `artifact_path` of the run's artifacts, or,
    /// when that is `None`, at their top.
    ///
    /// # Errors
    /// When it is not there, can not be read, or has a name that artifacts can not have.
    pub fn at(local: &Path, artifact_path: Option<&str>) -> Result<Vec<Self>> {
        let path = under(artifact_path, &name(local)?);
        if local.is_dir() {
            return Self::within(local, Some(&path));
        }
        check(&path)?;
        let found = std::fs::metadata(local).map_err(|cause| unreadable("file", local, cause))?;
        if !found.is_file() {
            return Err(Error::invalid(format!("{} is neither a file nor a folder.", local.display())));
        }
        // Of many files none is logged when one of them can not be.
        std::fs::File::open(local).map_err(|cause| unreadable("file", local, cause))?;
        Ok(vec![Self { file: local.to_owned(), path, bytes: found.len() }])
    }

    /// Every file of a folder, with its folders, without the folder's own name.
    ///
    /// # Errors
    /// As [`LocalFile::at`].
    pub fn within(folder: &Path, artifact_path: Option<&str>) -> Result<Vec<Self>> {
        let unreadable = |cause| unreadable("folder", folder, cause);
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).map_err(unreadable)?.collect::<std::io::Result<_>>().map_err(unreadable)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        let mut found = Vec::new();
        for entry in entries {
            // A link to a folder may lead round in circles; MLflow does not follow it either.
            let is_folder = entry.file_type().map_err(unreadable)?.is_dir();
            if is_folder || entry.path().is_file() {
                found.extend(Self::at(&entry.path(), artifact_path)?);
            }
        }
        Ok(found)
    }
}

pub(crate) fn unreadable(what: &str, path: &Path, cause: std::io::Error) -> Error {
    let message = match cause.kind() {
        std::io::ErrorKind::NotFound => format!("There is no {what} {}.", path.display()),
        _ => format!("The {what} {} can not be read: {cause}", path.display()),
    };
    Error::not_found(message).with_source(cause)
}

/// A name below a folder of artifacts.
fn under(folder: Option<&str>, name: &str) -> String {
    match folder.map(|folder| folder.trim_matches('/')) {
        None | Some("" | ".") => name.to_owned(),
        Some(folder) => format!("{folder}/{name}"),
    }
}

fn name(file: &Path) -> Result<String> {
    // `.` and `..` are folders that have names.
    let whole = if file.file_name().is_none() { file.canonicalize().ok() } else { None };
    let name = whole.as_deref().unwrap_or(file).file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| {
        Error::invalid(format!("{} can not be logged: its name is not UTF-8, or it has none.", file.display()))
    })
}

/// The longest name of a file or folder, in bytes.
const LONGEST_NAME: usize = 255;

/// Refuses a path that no server would take, before it is recorded.
pub(crate) fn check(path: &str) -> Result<()> {
    let plain = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    // A server may decode it once more.
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    if path.is_empty() || !plain(path) || !plain(&decoded) || path.contains(['\0', '\\']) || path.ends_with('/') {
        return Err(Error::invalid(format!(
            "Invalid artifact path: '{path}'. It must be relative, name a file, and not lead upwards."
        )));
    }
    if let Some(long) = path.split('/').find(|name| name.len() > LONGEST_NAME) {
        let (begin, bytes) = (long.chars().take(40).collect::<String>(), long.len());
        return Err(Error::invalid(format!(
            "Invalid artifact path: the name '{begin}…' has {bytes} bytes; a name has at most {LONGEST_NAME}."
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_a_file_below_the_run() {
        for path in ["a.txt", "a/b c.json", "ü/x+y", "a..b"] {
            assert!(check(path).is_ok(), "{path}");
        }
        for path in
            [&"n".repeat(256), "%2e%2e/a", "a/%2E%2e%2Fb", "", "/a", "../a", "a/../b", "a/", "a\\b", "a\0b", "."]
        {
            assert!(check(path).is_err(), "{path:?}");
        }
        assert_eq!((under(None, "a"), under(Some("/x/y/"), "a")), ("a".to_owned(), "x/y/a".to_owned()));
    }
}

//! Removing the staged files of processes that were killed while they wrote.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use cap_std::fs::{Dir, DirEntry};
use runlore_domain::{Error, Result};

use super::access::open_root;
use super::write::STAGED_PREFIX;

/// A staged file that nobody wrote to for this long belongs to no upload, of any process.
pub(super) const ABANDONED_AFTER: Duration = Duration::from_hours(24);

pub(super) fn sweep(root: &Path, age: Duration) -> Result<()> {
    let dir = match open_root(root) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other,
    };
    let mut removed = 0_u64;
    dir.and_then(|dir| walk(&dir, age, &mut removed))
        .map_err(|cause| Error::internal("The artifact folder could not be searched").with_source(cause))?;
    if removed > 0 {
        tracing::info!(removed, root = %root.display(), "removed what interrupted uploads left behind");
    }
    Ok(())
}

fn walk(root: &Dir, age: Duration, removed: &mut u64) -> io::Result<()> {
    let mut folders = vec![PathBuf::from(".")];
    while let Some(folder) = folders.pop() {
        // Folders come and go while we look.
        let Ok(entries) = root.read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(folder.join(entry.file_name()));
            } else if kind.is_file() && is_abandoned(&entry, age) {
                entry.remove_file()?;
                *removed += 1;
            }
        }
    }
    Ok(())
}

fn is_abandoned(entry: &DirEntry, age: Duration) -> bool {
    let ours = entry.file_name().to_string_lossy().starts_with(STAGED_PREFIX);
    let written = || entry.metadata().and_then(|metadata| metadata.modified()).ok();
    ours && written().is_some_and(|at| SystemTime::now().duration_since(at.into_std()).is_ok_and(|since| since >= age))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_our_old_leftovers_go() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("0/run");
        fs::create_dir_all(&folder).unwrap();
        let staged = folder.join(format!("{STAGED_PREFIX}0"));
        let theirs = folder.join(".artifact.uploading.abc");
        for file in [&staged, &theirs, &folder.join("kept")] {
            fs::write(file, b"x").unwrap();
        }
        sweep(root.path(), ABANDONED_AFTER).unwrap();
        assert!(staged.exists(), "an upload may still be writing it");

        let yesterday = SystemTime::now() - ABANDONED_AFTER - Duration::from_secs(60);
        for file in [&staged, &theirs, &folder.join("kept")] {
            fs::File::options().write(true).open(file).unwrap().set_modified(yesterday).unwrap();
        }
        sweep(root.path(), ABANDONED_AFTER).unwrap();
        assert!(!staged.exists());
        assert!(theirs.exists() && folder.join("kept").exists());
        sweep(&root.path().join("missing"), ABANDONED_AFTER).unwrap();
    }
}

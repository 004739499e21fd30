//! The folder of tables' copies: private, bounded, and no loss when it is gone.
//!
//! Several servers may share it, and nothing of it is remembered between looks. A copy is written beside and renamed, so
//! it is there whole or not at all; what is being written is locked, so that whoever finds a half one without a lock knows
//! that its writer is gone. Nothing is touched that does not look like a copy.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use runlore_domain::ids::random_hex;

/// What copies end in, and what is on its way to become one.
const COPY: &str = "parquet";
const HALF: &str = "half";
/// Bytes that are written between two looks whether there is room.
const LOOK: u64 = 4 << 20;

/// The folder.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    max_bytes: u64,
}

struct Found {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
    is_copy: bool,
}

impl Folder {
    /// Makes the folder if it is not there, for its owner only, and removes what servers left that are gone.
    pub(super) fn open(path: &Path, max_bytes: u64) -> io::Result<Self> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(path)?;
        let folder = Self { path: path.to_owned(), max_bytes };
        folder.check()?;
        for half in folder.found()?.into_iter().filter(|found| !found.is_copy) {
            if File::open(&half.path).is_ok_and(|file| file.try_lock().is_ok()) {
                remove(&half.path)?;
            }
        }
        Ok(folder)
    }

    /// Whether it can be written, and by nobody else: he could put in what a table never had.
    fn check(&self) -> io::Result<()> {
        let (path, file) = self.new_half()?;
        let both = file.metadata().and_then(|file| Ok((file, fs::metadata(&self.path)?)));
        remove(&path)?;
        let (file, folder) = both?;
        if is_private(&file, &folder) {
            return Ok(());
        }
        Err(io::Error::new(
            ErrorKind::PermissionDenied,
            "others can write there: it must be its owner's alone (chmod 700)",
        ))
    }

    /// Opens a copy, if it is there, and remembers that it was used.
    pub(super) fn find(&self, name: &str) -> Option<File> {
        let file = File::open(self.copy(name)).ok()?;
        // Another file system may not let a reader do that; then the copy goes a little early.
        let _kept = file.set_modified(SystemTime::now());
        Some(file)
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        remove(&self.copy(name))
    }

    /// Begins a copy.
    pub(super) fn begin(self: &Arc<Self>) -> io::Result<Half> {
        let (path, file) = self.new_half()?;
        file.lock()?;
        Ok(Half { folder: self.clone(), path, file, written: 0, looked: 0 })
    }

    fn new_half(&self) -> io::Result<(PathBuf, File)> {
        let path = self.path.join(random_hex()).with_extension(HALF);
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.write(true).create_new(true).open(&path)?;
        Ok((path, file))
    }

    fn copy(&self, name: &str) -> PathBuf {
        self.path.join(name).with_extension(COPY)
    }

    /// Whether what is being written is within the bound by itself. No copy goes before one is whole: it may never fit.
    fn check_halves(&self, found: &[Found]) -> io::Result<()> {
        let halves: u64 = found.iter().filter(|found| !found.is_copy).map(|found| found.bytes).sum();
        if halves <= self.max_bytes {
            return Ok(());
        }
        Err(io::Error::new(ErrorKind::StorageFull, "what is being written has more bytes than --cache-size"))
    }

    /// Removes the copies that were not used for the longest time, until the rest is within the bound.
    fn make_room(&self) -> io::Result<()> {
        let mut found = self.found()?;
        self.check_halves(&found)?;
        found.sort_by_key(|found| found.used);
        let mut bytes: u64 = found.iter().map(|found| found.bytes).sum();
        for oldest in found.iter().filter(|found| found.is_copy) {
            if bytes <= self.max_bytes {
                break;
            }
            remove(&oldest.path)?;
            bytes -= oldest.bytes;
        }
        Ok(())
    }

    fn found(&self) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            let ours = path.file_stem().and_then(|stem| stem.to_str()).is_some_and(is_hex);
            let is_copy = path.extension().is_some_and(|extension| extension == COPY);
            if !ours || !(is_copy || path.extension().is_some_and(|extension| extension == HALF)) {
                continue;
            }
            match fs::symlink_metadata(&path) {
                Ok(file) if file.is_file() => {
                    found.push(Found { path, bytes: file.len(), used: file.modified()?, is_copy });
                }
                // Somebody was quicker.
                Err(gone) if gone.kind() != ErrorKind::NotFound => return Err(gone),
                _ => {}
            }
        }
        Ok(found)
    }
}

/// Whether the owner of the file is the only one who writes in the folder.
#[cfg(unix)]
fn is_private(file: &fs::Metadata, folder: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.uid() == folder.uid() && folder.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn is_private(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}

fn is_hex(text: &str) -> bool {
    (text.len() == 16 || text.len() == 32) && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A copy that is being written; it is removed unless it is finished.
#[derive(Debug)]
pub(super) struct Half {
    folder: Arc<Folder>,
    path: PathBuf,
    file: File,
    written: u64,
    looked: u64,
}

impl Half {
    /// It is whole: from now on it is found under this name.
    pub(super) fn finish(self, name: &str) -> io::Result<()> {
        // After a crash of the machine a copy must not be there without its bytes.
        self.file.sync_all()?;
        self.folder.make_room()?;
        fs::rename(&self.path, self.folder.copy(name))
    }
}

impl Write for Half {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.written += written as u64;
        if self.written - self.looked >= LOOK {
            self.looked = self.written;
            self.folder.check_halves(&self.folder.found()?)?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        // What was finished is not there under this name any more.
        let _gone = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const NAMES: [&str; 3] = ["00000000000000a0", "00000000000000a1", "00000000000000a2"];

    fn add(folder: &Arc<Folder>, name: &str, bytes: usize) -> io::Result<()> {
        let mut half = folder.begin()?;
        half.write_all(&vec![1; bytes])?;
        half.finish(name)
    }

    fn names(path: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_not_used_for_the_longest_time_goes_first() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Arc::new(Folder::open(dir.path(), 250).unwrap());
        fs::write(dir.path().join("somebody's.parquet"), [0; 1000]).unwrap();
        for name in &NAMES[..2] {
            add(&folder, name, 100).unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(folder.find(NAMES[0]).is_some());
        add(&folder, NAMES[2], 100).unwrap();
        let kept = ["00000000000000a0.parquet", "00000000000000a2.parquet", "somebody's.parquet"];
        assert_eq!(names(dir.path()), kept);
        let error = add(&folder, NAMES[1], 300).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        assert_eq!(names(dir.path()), kept, "a half one leaves nothing, and what does not fit drives nobody out");
        add(&folder, NAMES[1], 100).unwrap();
        folder.remove(NAMES[1]).unwrap();
        folder.remove(NAMES[1]).unwrap();
        assert!(folder.find(NAMES[1]).is_none());
    }

    #[test]
    fn no_copy_goes_for_one_that_is_not_whole() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Arc::new(Folder::open(dir.path(), LOOK + LOOK / 2).unwrap());
        add(&folder, NAMES[0], LOOK as usize).unwrap();
        let mut half = folder.begin().unwrap();
        half.write_all(&vec![1; LOOK as usize]).unwrap();
        assert!(folder.find(NAMES[0]).is_some());
        half.write_all(&vec![1; LOOK as usize]).unwrap_err();
        drop(half);
        assert_eq!(names(dir.path()), ["00000000000000a0.parquet"]);
    }

    #[test]
    fn half_copies_of_the_dead_go_and_those_of_the_living_stay() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Arc::new(Folder::open(&dir.path().join("a/b"), 1000).unwrap());
        let living = folder.begin().unwrap();
        fs::write(dir.path().join("a/b/00000000000000000000000000000001.half"), "left").unwrap();
        fs::write(dir.path().join("a/b/notes.half"), "somebody's").unwrap();
        add(&folder, NAMES[0], 10).unwrap();
        let again = Folder::open(&dir.path().join("a/b"), 1000).unwrap();
        let left = names(&dir.path().join("a/b"));
        assert_eq!(left.len(), 3, "{left:?}");
        assert!(living.path.exists() && again.find(NAMES[0]).is_some());
        living.finish(NAMES[1]).unwrap();
        assert!(again.find(NAMES[1]).is_some());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_copies() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("c");
        let folder = Arc::new(Folder::open(&path, 1000).unwrap());
        add(&folder, NAMES[0], 1).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&folder.copy(NAMES[0]))), (0o700, 0o600));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o770)).unwrap();
        assert_eq!(Folder::open(&path, 1000).unwrap_err().kind(), ErrorKind::PermissionDenied);
        fs::write(dir.path().join("file"), "x").unwrap();
        assert!(Folder::open(&dir.path().join("file"), 1).is_err());
    }
}

//! The contents of files that were logged, copied so that the program may change or delete its own.

use std::fs;
use std::io;
use std::path::PathBuf;

use runlore_domain::ids;

/// The folder of contents.
#[derive(Debug, Clone)]
pub(crate) struct Blobs(PathBuf);

impl Blobs {
    pub(super) fn new(dir: PathBuf) -> Self {
        Self(dir)
    }

    /// Keeps bytes under a name, which is the answer. It is whole before the name is told to anybody.
    pub(crate) fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let name = ids::random_hex();
        self.made(&name, fs::write(self.0.join(&name), bytes))
    }

    /// Keeps a copy of a file; its size is part of the answer.
    pub(crate) fn copy(&self, mut file: fs::File) -> io::Result<(String, u64)> {
        let name = ids::random_hex();
        let copied = fs::File::create(self.0.join(&name)).and_then(|mut copy| io::copy(&mut file, &mut copy));
        let size = copied.as_ref().copied().unwrap_or_default();
        Ok((self.made(&name, copied.map(drop))?, size))
    }

    fn made(&self, name: &str, result: io::Result<()>) -> io::Result<String> {
        if let Err(error) = result {
            // Half a file on a full disk is only in the way.
            self.remove(name);
            return Err(error);
        }
        Ok(name.to_owned())
    }

    /// Where they lie; none for a name that was not given here, and that might lead to another file.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        let is_ours = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_ours.then(|| self.0.join(name))
    }

    /// Removes what the server has.
    pub(crate) fn remove(&self, name: &str) {
        if let Err(error) = fs::remove_file(self.0.join(name))
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::debug!(%error, name, "a copy stays in the spool");
        }
    }
}

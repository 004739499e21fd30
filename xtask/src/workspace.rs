//! The files of the project: what is committed or about to be, not what lies around.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A checkout and the files in it.
#[derive(Debug)]
pub struct Workspace {
    /// Where it lies.
    pub root: PathBuf,
    /// Its files, relative to the root, sorted.
    pub files: Vec<String>,
}

impl Workspace {
    /// The checkout that this crate is part of.
    ///
    /// # Panics
    /// When git can not list it: there is nothing to check then.
    pub fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned();
        let listed = Command::new("git")
            .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .expect("git is installed");
        assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
        let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
        let mut files: Vec<String> = names.split('\0').filter(|n| root.join(n).is_file()).map(str::to_owned).collect();
        files.sort();
        files.dedup();
        Self { root, files }
    }

    /// The files with an extension.
    pub fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.iter().map(String::as_str).filter(move |f| Path::new(f).extension().is_some_and(|e| e == extension))
    }

    /// A file's text; none for files that are not text.
    pub fn text(&self, file: &str) -> Option<String> {
        fs::read(self.root.join(file)).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    }

    /// Whether a path is a file of the checkout or a folder with some; what git ignores is not.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let below =
            |file: &String| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.files.iter().any(below)
    }
}

//! Answers kept on the disk, so that an evaluation that was interrupted goes on where it was.
//!
//! A file for each answer, named after what was asked and of whom, written under another name and renamed: it is there
//! whole or not at all, whoever else writes, and nothing has to be read to begin. What a crash of the machine leaves
//! half written is not JSON, and as good as missing. Credentials are in neither the name nor the file.

mod cached;
mod entry;
mod key;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use runlore_domain::{Error, Result};
use runlore_eval::judges::{ChatReply, ChatRequest};

pub use cached::Cached;

/// No answer that was kept is longer.
const LARGEST: u64 = 64 << 20;

/// A folder of answers. Nothing is ever thrown away: to forget, delete the folder.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in a folder, which is made if it is not there, for its owner only.
    ///
    /// # Errors
    /// When it can not be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        make(&folder).map_err(|cause| {
            let told = format!("The cache {} can not be made: {cause}", folder.display());
            Error::invalid(told).with_source(cause)
        })?;
        Ok(Self { folder })
    }

    /// Where the cache is if nobody says: `RUNLORE_EVAL_CACHE`, else `runlore/eval` in the user's folder for caches
    /// (`XDG_CACHE_HOME`, or `.cache` in `HOME`, or `LOCALAPPDATA`).
    ///
    /// # Errors
    /// When the environment names none of them.
    pub fn default_dir(env: &dyn Fn(&str) -> Option<String>) -> Result<PathBuf> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let caches = || {
            let given = set("XDG_CACHE_HOME").filter(|path| path.is_absolute());
            given.or_else(|| set("HOME").map(|home| home.join(".cache"))).or_else(|| set("LOCALAPPDATA"))
        };
        let found = set("RUNLORE_EVAL_CACHE").or_else(|| caches().map(|caches| caches.join("runlore").join("eval")));
        found.ok_or_else(|| Error::invalid("There is no folder for the cache of answers: set RUNLORE_EVAL_CACHE."))
    }

    /// What a model of this name answered to this, if it is here.
    pub fn get(&self, model: &str, request: &ChatRequest) -> Option<ChatReply> {
        let key = key::of(model, request);
        let path = self.path(&key);
        let bytes = match fs::metadata(&path) {
            Ok(file) if file.len() > LARGEST => return None,
            Ok(_) => fs::read(&path),
            Err(cause) => Err(cause),
        };
        match bytes {
            Ok(bytes) => entry::read(&bytes, &key),
            Err(cause) if cause.kind() == ErrorKind::NotFound => None,
            Err(cause) => {
                tracing::warn!(path = %path.display(), %cause, "a cached answer can not be read; it is asked for again");
                None
            }
        }
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// When it can not be written.
    pub fn put(&self, model: &str, request: &ChatRequest, reply: &ChatReply) -> Result<()> {
        let key = key::of(model, request);
        let path = self.path(&key);
        write(&path, &entry::write(reply, &key)).map_err(|cause| {
            Error::unavailable(format!("The answer can not be kept in {}: {cause}", path.display())).with_source(cause)
        })
    }

    /// Forgets an answer, if it is here.
    ///
    /// # Errors
    /// When it can not be deleted.
    pub fn remove(&self, model: &str, request: &ChatRequest) -> Result<()> {
        let path = self.path(&key::of(model, request));
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => {
                let told = format!("The answer in {} can not be forgotten: {cause}", path.display());
                Err(Error::unavailable(told).with_source(cause))
            }
            _ => Ok(()),
        }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// In folders of some hundred files each, which file managers and old file systems bear.
    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(format!("{key}.json"))
    }
}

/// Makes a folder and those above it, for the user alone: answers may be private.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Writes a file that is there whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    // Two processes, or two machines that share the folder, must not take one name.
    let random = fastrand::u64(..);
    let half = path.with_extension(format!("{}-{number}-{random:x}.tmp", process::id()));
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    let written = new(&half).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&half, path));
    if written.is_err() {
        // What failed is told; that its rest can not be deleted either adds nothing.
        let _gone = fs::remove_file(&half);
    }
    written
}

fn new(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> ChatRequest {
        ChatRequest::new().message("user", text).parameter("temperature", 0.0)
    }

    #[test]
    fn answers_are_kept_for_what_was_asked_of_whom() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path().join("a/b")).unwrap();
        let reply =
            ChatReply { text: "ü\n".to_owned(), prompt_tokens: Some(3), cost: Some(0.5), ..ChatReply::default() };
        cache.put("m", &request("q"), &reply).unwrap();
        let found = cache.get("m", &request("q")).unwrap();
        assert_eq!(found, ChatReply { is_cached: true, ..reply });
        assert_eq!(cache.get("n", &request("q")), None);
        assert_eq!(cache.get("m", &request("r")), None);
        assert_eq!(cache.get("m", &request("q").parameter("seed", 1)), None);
        cache.remove("m", &request("q")).unwrap();
        cache.remove("m", &request("q")).unwrap();
        assert_eq!(cache.get("m", &request("q")), None);
    }

    #[test]
    fn what_is_torn_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        cache.put("m", &request("q"), &ChatReply::of("x")).unwrap();
        let path = cache.path(&key::of("m", &request("q")));
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() - 1 {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(cache.get("m", &request("q")), None, "{length}");
        }
        fs::write(&path, [&whole[..8], &vec![0; whole.len() - 8][..]].concat()).unwrap();
        assert_eq!(cache.get("m", &request("q")), None);
        // An answer to something else under this name is none.
        cache.put("m", &request("r"), &ChatReply::of("y")).unwrap();
        fs::copy(cache.path(&key::of("m", &request("r"))), &path).unwrap();
        assert_eq!(cache.get("m", &request("q")), None);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path().join("c")).unwrap();
        cache.put("m", &request("q"), &ChatReply::of("x")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(cache.folder()), mode(&cache.path(&key::of("m", &request("q"))))), (0o700, 0o600));
    }

    #[test]
    fn the_environment_says_where() {
        let at = |set: &[(&str, &str)]| {
            let env = |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            Cache::default_dir(&env).map(|path| path.to_string_lossy().into_owned()).map_err(|error| error.to_string())
        };
        assert_eq!(at(&[("RUNLORE_EVAL_CACHE", "/c"), ("HOME", "/h")]).unwrap(), "/c");
        assert_eq!(at(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]).unwrap(), "/x/runlore/eval");
        assert_eq!(at(&[("XDG_CACHE_HOME", "relative"), ("HOME", "/h")]).unwrap(), "/h/.cache/runlore/eval");
        assert!(at(&[]).unwrap_err().contains("RUNLORE_EVAL_CACHE"));
    }
}

//! The contract on a local folder, and what only a folder can do wrong: links, pipes, files in
//! the way of folders.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use runlore_artifacts::ArtifactStore;
use runlore_artifacts::local::LocalStore;
use runlore_domain::ErrorKind;
use tempfile::TempDir;

use crate::suite::{body, get, names, names_survive, path, put, store_contract};

struct Folder {
    outer: TempDir,
    store: LocalStore,
}

impl Folder {
    /// A store whose root is not there yet, beside a file that nobody may reach.
    fn new() -> Self {
        let outer = tempfile::tempdir().unwrap();
        fs::create_dir(outer.path().join("outside")).unwrap();
        fs::write(outer.path().join("outside/secret"), "secret").unwrap();
        let store = LocalStore::new(outer.path().join("made/root"));
        Self { outer, store }
    }

    fn store(&self) -> &dyn ArtifactStore {
        &self.store
    }

    fn root(&self) -> PathBuf {
        self.outer.path().join("made/root")
    }

    async fn assert_clean(&self) {
        // Dropped uploads are removed on another thread.
        let mut left = staged(&self.root());
        for _ in 0..100 {
            if left.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
            left = staged(&self.root());
        }
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(fs::read_to_string(self.outer.path().join("outside/secret")).unwrap(), "secret");
    }
}

fn staged(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(staged(&entry.path()));
        } else if entry.file_name().to_string_lossy().starts_with(".artifact.uploading.") {
            found.push(entry.path());
        }
    }
    found
}

store_contract!(std::future::ready(Folder::new()));

#[tokio::test]
async fn names_of_255_bytes() {
    let folder = Folder::new();
    names_survive(folder.store(), vec![&"x".repeat(255), &"ü".repeat(127)]).await;
    folder.assert_clean().await;
}

#[tokio::test]
async fn files_lie_where_mlflow_looks() {
    let folder = Folder::new();
    put(folder.store(), "0/run/artifacts/50%25#ü ", "x").await;
    assert_eq!(fs::read_to_string(folder.root().join("0/run/artifacts/50%25#ü ")).unwrap(), "x");
}

#[tokio::test]
async fn uploads_of_mlflow_are_hidden_too() {
    let folder = Folder::new();
    put(folder.store(), "f", "x").await;
    fs::write(folder.root().join(".artifact.uploading.abc"), "half").unwrap();
    assert_eq!(names(folder.store(), "").await, ["f"]);
}

#[tokio::test]
async fn links_lead_nowhere_outside() {
    let folder = Folder::new();
    put(folder.store(), "d/f", "x").await;
    let outside = folder.outer.path().join("outside");
    symlink(&outside, folder.root().join("d/absolute")).unwrap();
    symlink("../../../outside", folder.root().join("d/relative")).unwrap();
    symlink(outside.join("secret"), folder.root().join("d/secret")).unwrap();
    symlink("../../../outside/secret", folder.root().join("d/secret2")).unwrap();
    symlink("/proc/self/root", folder.root().join("d/proc")).unwrap();
    symlink("gone", folder.root().join("d/dangling")).unwrap();
    symlink("loop", folder.root().join("d/loop")).unwrap();

    assert_eq!(names(folder.store(), "d").await, ["f"]);
    for at in ["d/absolute/secret", "d/relative/secret", "d/secret", "d/secret2", "d/proc/etc/passwd"] {
        let error = folder.store().open(&path(at), None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidParameter, "{at}");
        assert_eq!(error.message(), "Invalid path: resolved path is outside the artifact directory");
    }
    for at in ["d/absolute", "d/relative"] {
        assert!(folder.store().list(&path(at)).await.is_err(), "{at}");
        assert!(folder.store().put(&path(&format!("{at}/new")), body("x")).await.is_err(), "{at}");
        assert!(folder.store().delete(&path(&format!("{at}/secret"))).await.is_err(), "{at}");
    }
    // The link is replaced or removed, not what it points to.
    put(folder.store(), "d/secret", "mine").await;
    assert_eq!(get(folder.store(), "d/secret").await, "mine");
    folder.store().delete(&path("d/absolute")).await.unwrap();
    folder.store().delete(&path("d")).await.unwrap();
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    folder.assert_clean().await;
}

#[tokio::test]
async fn what_can_not_be_opened_is_not_listed() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = Folder::new();
    put(folder.store(), "d/f", "x").await;
    let inside = folder.root().join("d");
    fs::write(inside.join(std::ffi::OsStr::from_bytes(b"r\xe9sultat.csv")), "x").unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(inside.join("socket")).unwrap();
    assert_eq!(names(folder.store(), "d").await, ["f"]);
}

#[tokio::test]
async fn links_inside_are_followed() {
    let folder = Folder::new();
    put(folder.store(), "a/b/f", "here").await;
    symlink("b", folder.root().join("a/relative")).unwrap();
    symlink("../a/b/f", folder.root().join("a/file")).unwrap();
    symlink(folder.root().join("a/b"), folder.root().join("a/absolute")).unwrap();
    assert_eq!(names(folder.store(), "a").await, ["absolute", "b", "file", "relative"]);
    assert_eq!(names(folder.store(), "a/absolute").await, ["f"]);
    for at in ["a/relative/f", "a/absolute/f", "a/file"] {
        assert_eq!(get(folder.store(), at).await, "here", "{at}");
    }
    put(folder.store(), "a/relative/g", "there").await;
    assert_eq!(get(folder.store(), "a/b/g").await, "there");
}

#[tokio::test]
async fn the_root_may_be_a_link() {
    let folder = Folder::new();
    put(folder.store(), "f", "x").await;
    let link = folder.outer.path().join("link");
    symlink(folder.root(), &link).unwrap();
    assert_eq!(get(&LocalStore::new(link), "f").await, "x");
}

#[tokio::test]
async fn files_and_folders_do_not_replace_each_other() {
    let folder = Folder::new();
    put(folder.store(), "d/f", "x").await;
    let error = folder.store().put(&path("d"), body("x")).await.unwrap_err();
    assert_eq!(error.message(), "Artifact path refers to a directory, not a file: 'd'");
    let error = folder.store().put(&path("d/f/g/h"), body("x")).await.unwrap_err();
    assert_eq!(error.message(), "A part of 'd/f/g/h' is a file, not a folder");
    let error = folder.store().put(&path(&"x".repeat(256)), body("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);
    assert_eq!(get(folder.store(), "d/f").await, "x");
    folder.assert_clean().await;
}

#[tokio::test]
async fn a_named_pipe_does_not_hang_the_server() {
    let folder = Folder::new();
    put(folder.store(), "f", "x").await;
    let made = std::process::Command::new("mkfifo").arg(folder.root().join("pipe")).status().unwrap();
    assert!(made.success());
    let at = path("pipe");
    let opened = tokio::time::timeout(Duration::from_secs(5), folder.store().open(&at, None)).await.unwrap();
    assert_eq!(opened.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn checking_finds_what_cannot_be_written() {
    let folder = Folder::new();
    folder.store().check().await.unwrap();
    assert!(!folder.root().exists(), "the check creates nothing");
    let file = folder.outer.path().join("outside/secret");
    let error = LocalStore::new(&file).check().await.unwrap_err();
    assert!(error.message().contains("outside/secret cannot be written"), "{error}");
    assert!(LocalStore::new(file.join("below")).check().await.is_err());
}

//! An answer means "on disk", and memory does not grow with a file: seen from outside, in the
//! system calls and the memory of the process.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::ArtifactStore;
use runlore_artifacts::local::LocalStore;
use runlore_testkit::s3::S3Server;

use crate::suite::{body, path};

const FOLDER: &str = "RUNLORE_TEST_FOLDER";

#[tokio::test]
#[ignore = "run by the next test, traced"]
async fn write_one_file() {
    let root = std::env::var(FOLDER).unwrap();
    LocalStore::new(root).put(&path("new/folder/file"), body("content")).await.unwrap();
    println!("answered");
}

#[test]
fn all_is_synced_before_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (root, log) = (folder.path().join("root"), folder.path().join("calls"));
    let calls = "trace=write,fsync,fdatasync,mkdir,mkdirat,rename,renameat,renameat2";
    let traced = Command::new("strace")
        .args(["-f", "-y", "-e", calls, "-o"])
        .arg(&log)
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "durable::write_one_file", "--nocapture"])
        .env(FOLDER, &root)
        .output()
        .unwrap();
    assert!(traced.status.success(), "{traced:?}");
    assert_eq!(fs::read_to_string(root.join("new/folder/file")).unwrap(), "content");

    let log = fs::read_to_string(log).unwrap();
    let root = root.to_str().unwrap();
    let outer = folder.path().to_str().unwrap();
    let mut lines = log.lines();
    for (call, about) in [
        ("mkdir", format!("{root}\"")),
        ("fsync", format!("{outer}>")),
        ("write", ".artifact.uploading.runlore-".to_owned()),
        ("fsync", ".artifact.uploading.runlore-".to_owned()),
        ("mkdir", "\"new\"".to_owned()),
        ("fsync", format!("{root}>")),
        ("mkdir", "\"folder\"".to_owned()),
        ("fsync", format!("{root}/new>")),
        ("rename", "\"file\"".to_owned()),
        ("fsync", format!("{root}/new/folder>")),
        ("write", "answered".to_owned()),
    ] {
        let found = lines.any(|line| line.contains(&format!(" {call}")) && line.contains(&about));
        assert!(found, "no {call} of {about}, in its place, in\n{log}");
    }
}

#[tokio::test]
async fn memory_stays_flat_over_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    write_and_read_a_large_file(&LocalStore::new(folder.path()), 16 * 1024).await;
}

#[tokio::test]
async fn memory_stays_flat_over_s3() {
    let server = S3Server::start().await;
    let store = crate::s3::open(server.environment().into_iter().collect(), "s3://bucket");
    // Three parts of 8 MiB, and what the S3 server in the same process holds.
    write_and_read_a_large_file(&*store, 64 * 1024).await;
}

async fn write_and_read_a_large_file(store: &dyn ArtifactStore, bound_kib: u64) {
    const MIB: usize = 1 << 20;
    const SIZE: usize = 256;
    let before = peak_memory_kib();
    // Each piece is memory of its own, as those of a network are.
    let pieces = stream::iter((0..SIZE).map(|n| Ok(Bytes::from(vec![n as u8; MIB]))));
    store.put(&path("large"), pieces.boxed()).await.unwrap();
    let file = store.open(&path("large"), None).await.unwrap();
    let read = file.body.try_fold(0, async |read, bytes| Ok(read + bytes.len())).await.unwrap();
    assert_eq!(read, SIZE * MIB);
    let grown = peak_memory_kib() - before;
    assert!(grown < bound_kib, "peak memory grew by {grown} KiB over a file of {SIZE} MiB");
}

/// Of this process, which with nextest runs this test alone.
fn peak_memory_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

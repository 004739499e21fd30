//! Databases that Runlore can not write durably: refused at the start, and again by each new connection.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use runlore_domain::ExperimentId;
use runlore_store::Store;
use runlore_testkit::TestDb;
use runlore_testkit::postgres::shared;

use crate::support::{NOW, config, new_experiment, open, refused, tag};

/// Nobody: permissions mean nothing to root.
const NOBODY: u32 = 65534;

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// Opens a database as a user who may not do everything, and gives what was said.
fn opened_as_nobody(uri: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    set_mode(folder.path(), 0o755);
    let me = folder.path().join("me");
    std::fs::copy(std::env::current_exe().unwrap(), &me).unwrap();
    let mut child = Command::new(&me);
    child.args(["refusals::one_that_opens", "--exact", "--ignored", "--nocapture"]).env("RUNLORE_TEST_URI", uri);
    if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        child.uid(NOBODY).gid(NOBODY);
    }
    let output = child.current_dir(folder.path()).output().unwrap();
    for leftover in ["-wal", "-shm"] {
        let _none = std::fs::remove_file(format!("{}{leftover}", uri.trim_start_matches("sqlite:///")));
    }
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
#[ignore = "is started by opened_as_nobody"]
fn one_that_opens() {
    if let Ok(uri) = std::env::var("RUNLORE_TEST_URI") {
        println!("opened: {:?}", Store::open(&config(&uri)).map(drop).map_err(|e| e.message().to_owned()));
    }
}

#[test]
fn a_database_that_may_not_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mlflow.db");
    let uri = format!("sqlite:///{}", file.display());
    drop(Store::open(&config(&uri)).unwrap());
    for (folder_mode, file_mode) in [(0o777, 0o444), (0o555, 0o666), (0o555, 0o444)] {
        set_mode(folder.path(), folder_mode);
        set_mode(&file, file_mode);
        let said = opened_as_nobody(&uri);
        assert!(
            said.contains("opened: Err") && said.contains("this user may write it"),
            "{folder_mode:o} {file_mode:o}: {said}"
        );
    }
    set_mode(folder.path(), 0o777);
    set_mode(&file, 0o666);
    let said = opened_as_nobody(&uri);
    assert!(said.contains("opened: Ok"), "{said}");
}

#[test]
fn a_standby_is_refused() {
    let db = TestDb::postgres();
    drop(Store::open(&config(db.uri())).unwrap());
    let name = db.name();
    shared().sql(&name, &format!("ALTER DATABASE {name} SET default_transaction_read_only = on"));
    assert!(refused(Store::open(&config(db.uri()))).1.contains("takes no writes"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn durability_is_asked_of_each_new_connection() {
    let db = TestDb::postgres();
    let store = open(db.uri()).await;
    store.create_experiment(new_experiment("durable")).await.unwrap();
    let name = db.name();
    shared().sql(
        "postgres",
        &format!(
            "ALTER DATABASE {name} SET synchronous_commit = off; \
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ),
    );
    for n in 0..20 {
        let written = store.create_experiment(new_experiment(&format!("risky {n}"))).await;
        assert!(written.is_err(), "a commit that may be lost was answered");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    shared().sql("postgres", &format!("ALTER DATABASE {name} SET synchronous_commit = on"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while store.set_experiment_tag(ExperimentId::DEFAULT, tag("k", "v"), NOW).await.is_err() {
        assert!(Instant::now() < deadline, "writing does not begin again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

//! Programs that are killed, and servers that are.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::server::{Server, free_port, spool_in};

const POINTS: i64 = 3000;

/// The program that is killed: this test binary, started again for this test alone.
#[test]
#[ignore = "a part of the tests below"]
fn program() {
    let Ok(uri) = std::env::var("RUNLORE_TEST_SERVER") else { return };
    runlore::set_tracking_uri(&uri);
    let run = runlore::start_run().start().unwrap();
    for step in 1..=POINTS {
        runlore::log_metric("m", 1.0, step).unwrap();
    }
    // Standard error: standard output is the test runner's.
    eprintln!("\nlogged {}", run.run_id());
    std::thread::sleep(std::time::Duration::from_secs(60));
}

/// Starts the program and waits until it has logged everything; answers its run.
fn start(folder: &Path, uri: &str) -> (Child, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::program", "--ignored", "--nocapture"])
        .env("RUNLORE_TEST_SERVER", uri)
        .env("RUNLORE_SPOOL_DIR", folder.join("spool"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let id = lines.find_map(|line| line.strip_prefix("logged ").map(str::to_owned)).unwrap();
    (child, id)
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_program_has_lost_nothing() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let port = free_port();
    let (child, id) = start(folder.path(), &format!("http://127.0.0.1:{port}"));
    let root = folder.path().join("spool");
    assert!(runlore::sync(Some(&root), None, |_| {}).unwrap().is_empty(), "a running program's spool is its own");
    kill(child);
    let away = runlore::sync(Some(&root), None, |_| {}).unwrap();
    assert!(away[0].problem.is_some() && away[0].sent == 0, "{away:?}");
    // Everything comes back on another port.
    let server = Server::start(folder.path(), free_port());
    let synced = runlore::sync(Some(&root), Some(&server.uri), |_| {}).unwrap();
    assert!(synced[0].problem.is_none(), "{synced:?}");
    assert_eq!((synced.len(), synced[0].sent, synced[0].refused), (1, usize::try_from(POINTS + 1).unwrap(), 0));
    assert_eq!(history(folder.path(), &id), POINTS);
    assert!(runlore::sync(Some(&root), Some(&server.uri), |_| {}).unwrap().is_empty(), "twice is once");
}

#[test]
fn the_server_goes_away_and_comes_back_in_mid_run() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let port = free_port();
    let uri = format!("http://127.0.0.1:{port}");
    runlore::set_tracking_uri(&uri);
    let mut server = Some(Server::start(folder.path(), port));
    let run = runlore::start_run().start().unwrap();
    let id = run.run_id().to_owned();
    for step in 1..=10_000_i64 {
        if step == 3000 {
            server.take();
        }
        if step == 7000 {
            server = Some(Server::start(folder.path(), port));
        }
        runlore::log_metric("m", 1.0, step).unwrap();
    }
    run.end().unwrap();
    assert_eq!(history(folder.path(), &id), 10_000);
    drop(server);
}

fn history(folder: &Path, id: &str) -> i64 {
    let database = rusqlite::Connection::open(folder.join("test.db")).unwrap();
    let count = "SELECT count(*) FROM metrics WHERE run_uuid = ?1";
    database.query_row(count, [id], |row| row.get(0)).unwrap()
}

//! `runlore sync`: what programs left behind goes to its servers.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::process::{Server, output, runlore};
use crate::sample::{Sample, csv_rows};

const POINTS: i64 = 3000;

/// The program that is killed: this test binary, started again for this test alone. It logs to a run of its own, and to one
/// that nobody has.
#[test]
#[ignore = "a part of the tests below"]
fn program() {
    let Ok(uri) = std::env::var("RUNLORE_TEST_SERVER") else { return };
    runlore::set_tracking_uri(&uri);
    let run = runlore::start_run().name("left behind").start().unwrap();
    for step in 1..=POINTS {
        runlore::log_metric("m", 1.0, step).unwrap();
    }
    runlore::log_text("hello", "notes/hello.txt").unwrap();
    if std::env::var_os("RUNLORE_TEST_REFUSED").is_some() {
        runlore::run(&"0".repeat(32)).unwrap().log_metric("m", 1.0, None).unwrap();
    }
    // Standard error: standard output is the test runner's.
    eprintln!("\nlogged {}", run.run_id());
    std::thread::sleep(std::time::Duration::from_secs(60));
}

/// Lets the program log for a server that is away, and kills it; answers its run.
fn leave_behind(sample: &Sample, variables: &[(&str, &str)]) -> String {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sync::program", "--ignored", "--nocapture"])
        .env("RUNLORE_TEST_SERVER", format!("http://127.0.0.1:{port}"))
        .env("RUNLORE_SPOOL_DIR", spools(sample))
        .envs(variables.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let id = lines.find_map(|line| line.strip_prefix("logged ").map(str::to_owned)).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    id
}

fn spools(sample: &Sample) -> PathBuf {
    sample.folder.path().join("spool")
}

/// `runlore sync`: its exit code, and what it says to standard output and to standard error.
fn sync(sample: &Sample, args: &[&str]) -> (i32, String, String) {
    let mut all = vec!["sync"];
    all.extend(args);
    let done = output(runlore(&sample.folder, &all).env("RUNLORE_SPOOL_DIR", spools(sample)));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

#[test]
fn what_a_killed_program_recorded_is_sent_once() {
    let sample = Sample::new();
    assert_eq!(sync(&sample, &[]), (0, "nothing to send\n".to_owned(), String::new()));
    let id = leave_behind(&sample, &[]);
    let (code, text, message) = sync(&sample, &[]);
    assert_eq!(code, 1, "its server is away");
    assert!(
        text.contains(" -> http://127.0.0.1:") && text.contains(": 0 records sent\n  not everything is sent: "),
        "{text}"
    );
    assert!(
        message.starts_with("runlore: 1 spool could not be sent whole: ") && message.contains("run it again"),
        "{message}"
    );

    let server = Server::start(&sample.folder, &[]);
    let uri = format!("http://{}", server.address);
    let (code, text, message) = sync(&sample, &["--to", &uri]);
    assert_eq!((code, message.as_str()), (0, ""));
    assert!(text.ends_with(&format!(" -> {uri}: {} records sent\n", POINTS + 2)), "{text}");
    assert_eq!(sync(&sample, &["--to", &uri]), (0, "nothing to send\n".to_owned(), String::new()));
    assert!(std::fs::read_dir(spools(&sample)).unwrap().all(|entry| entry.unwrap().file_name() == "known"));
    let points = "SELECT count(*) FROM metrics WHERE run_uuid = ?1";
    let database = rusqlite::Connection::open(sample.folder.path().join("mlflow.db")).unwrap();
    assert_eq!(database.query_row(points, [&id], |row| row.get::<_, i64>(0)).unwrap(), POINTS);
    assert_eq!(sample.ok(&["artifacts", "download", &id, "notes/hello.txt", "--to", "out"]), "out/hello.txt\n");
    let run = &csv_rows(&sample.ok(&["runs", "show", &id, "-o", "csv"]))[0];
    assert_eq!((run["run_name"].as_str(), run["status"].as_str()), ("left behind", "RUNNING"));
}

#[test]
fn a_database_takes_what_was_for_a_server() {
    let sample = Sample::new();
    let id = leave_behind(&sample, &[]);
    let spools = spools(&sample).display().to_string();
    let done = sample.ok(&["sync", &spools, "--to", &sample.uri(), "--output", "json"]);
    let done: Value = serde_json::from_str(&done).unwrap();
    let spool = done[0]["spool"].as_str().unwrap();
    assert!(spool.starts_with(&spools), "{spool}");
    let expected = json!([{
        "spool": spool, "tracking_uri": sample.uri(), "sent": POINTS + 2, "refused": 0, "rejected": [],
        "server_ids": {}, "problem": null,
    }]);
    assert_eq!(done, expected);
    assert!(sample.ok(&["runs", "list"]).contains(&id));
    assert_eq!(sample.ok(&["sync", &spools, "-o", "json"]), "[]\n");
}

#[test]
fn what_is_refused_is_kept_and_has_a_code_of_its_own() {
    let sample = Sample::new();
    let id = leave_behind(&sample, &[("RUNLORE_TEST_REFUSED", "1")]);
    let (code, text, message) = sync(&sample, &["--to", &sample.uri()]);
    assert_eq!(code, 3);
    let (_, file) = text.split_once("refused records are in ").expect("the file is named");
    assert!(text.contains(&format!("{} records sent, 1 of them refused\n", POINTS + 3)), "{text}");
    let line: Value = serde_json::from_str(&std::fs::read_to_string(file.trim_end()).unwrap()).unwrap();
    assert_eq!(line["error_code"], "RESOURCE_DOES_NOT_EXIST");
    assert_eq!(message, format!("runlore: 1 record refused; what and why is in {}.\n", file.trim_end()));
    assert!(sample.ok(&["runs", "list"]).contains(&id), "the rest is there");
    assert_eq!(sync(&sample, &["--to", &sample.uri()]).0, 0);
}

#[test]
fn a_folder_that_can_not_be_read_is_an_error() {
    let sample = Sample::new();
    let message = sample.fails(&["sync", "mlflow.db"]);
    assert!(message.contains("mlflow.db"), "{message}");
}

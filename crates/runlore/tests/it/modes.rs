//! Without a spool, without a server, with a full spool, in tasks, and at the end by a signal.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use runlore::ErrorKind;

use crate::server::{Server, free_port, set_env, spool_in};

#[test]
fn without_a_spool_each_call_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    set_env("RUNLORE_SPOOL", "off");
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let run = runlore::start_run().start().unwrap();
    runlore::log_param("p", "1").unwrap();
    runlore::log_metric("m", 1.0, None).unwrap();
    runlore::log_text("hello", "a.txt").unwrap();
    let refused = runlore::delete_tag("not there").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotFound, "{refused}");
    let client = runlore::Client::new(&server.uri).unwrap();
    let there = client.wait(client.get_run(run.run_id())).unwrap();
    assert_eq!((there.data.params["p"].as_str(), there.data.metrics["m"]), ("1", 1.0));
    let files = client.wait(client.list_artifacts(run.run_id(), "")).unwrap();
    assert_eq!(files[0].path, "a.txt");
    run.end().unwrap();
    let spools = std::fs::read_dir(folder.path().join("spool")).unwrap();
    assert!(spools.map(|entry| entry.unwrap().path()).all(|path| !path.join("lock").exists()));
}

#[test]
fn offline_nothing_is_sent_before_sync() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    set_env("RUNLORE_OFFLINE", "1");
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    assert_eq!(runlore::set_experiment("later").unwrap(), None);
    let run = runlore::start_run().name("offline").start().unwrap();
    let id = run.run_id().to_owned();
    runlore::log_metric("m", 1.0, None).unwrap();
    runlore::log_text("hello", "a.txt").unwrap();
    run.end().unwrap();
    assert_eq!(runlore::get_run(&id).unwrap_err().kind(), ErrorKind::Unavailable);
    let client = runlore::Client::new(&server.uri).unwrap();
    assert_eq!(client.wait(client.get_run(&id)).unwrap_err().kind(), ErrorKind::NotFound);
    runlore::close();
    let mut steps = 0;
    let synced = runlore::sync(None, None, |_| steps += 1).unwrap();
    assert_eq!((synced.len(), synced[0].sent, synced[0].refused, steps), (1, 4, 0, 2), "{synced:?}");
    let there = client.wait(client.get_run(&id)).unwrap();
    assert_eq!((there.info.status.as_str(), there.info.run_name.as_str()), ("FINISHED", "offline"));
    assert_eq!(client.wait(client.list_artifacts(&id, "")).unwrap()[0].path, "a.txt");
    assert!(synced[0].rejected.is_empty(), "{synced:?}");
    assert!(runlore::sync(None, None, |_| {}).unwrap().is_empty());
    // What is refused stays, and it is said where.
    runlore::run(&"0".repeat(32)).unwrap().log_metric("m", 1.0, None).unwrap();
    runlore::close();
    let synced = runlore::sync(None, None, |_| {}).unwrap();
    assert_eq!((synced[0].sent, synced[0].refused), (1, 1), "{synced:?}");
    let line = std::fs::read_to_string(&synced[0].rejected[0]).unwrap();
    assert!(line.contains("RESOURCE_DOES_NOT_EXIST"), "{line}");
    assert!(runlore::sync(None, None, |_| {}).unwrap().is_empty());
}

#[test]
fn at_the_bound_the_call_says_so_and_drops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    set_env("RUNLORE_SPOOL_MAX_BYTES", "100000");
    set_env("RUNLORE_SPOOL_FULL", "raise");
    let port = free_port();
    runlore::set_tracking_uri(&format!("http://127.0.0.1:{port}"));
    let run = runlore::start_run().start().unwrap();
    let mut logged = 0_i64;
    let full = loop {
        match runlore::log_metric("m", 1.0, logged) {
            Ok(()) => logged += 1,
            Err(full) => break full,
        }
    };
    assert_eq!(full.kind(), ErrorKind::StorageFull);
    assert!(full.message().contains("RUNLORE_SPOOL_MAX_BYTES"), "{full}");
    assert!(runlore::log_text(&"x".repeat(200_000), "large.txt").is_err());
    let server = Server::start(folder.path(), port);
    runlore::flush().unwrap();
    runlore::log_metric("m", 2.0, logged).unwrap();
    let id = run.run_id().to_owned();
    run.end().unwrap();
    let client = runlore::Client::new(&server.uri).unwrap();
    let history = client.wait(client.get_metric_history(&id, "m", None, None)).unwrap();
    assert_eq!(i64::try_from(history.items.len()).unwrap(), logged + 1);
}

#[test]
fn tasks_have_runs_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let ids = runtime.block_on(async {
        let mut tasks = Vec::new();
        for task in 0..8_i32 {
            tasks.push(tokio::spawn(runlore::in_task(async move {
                let run = runlore::start_run().name(format!("task {task}")).begin().unwrap();
                for step in 0..20_i64 {
                    runlore::log_metric("task", f64::from(task), step).unwrap();
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                assert_eq!(runlore::active_run().unwrap().run_id(), run.run_id());
                // Reads block the thread, and nothing else.
                assert_eq!(runlore::get_run(run.run_id()).unwrap().data.metrics["task"], f64::from(task));
                runlore::end_run(runlore::RunStatus::Finished).unwrap();
                run.run_id().to_owned()
            })));
        }
        let mut ids = Vec::new();
        for task in tasks {
            ids.push(task.await.unwrap());
        }
        ids
    });
    for (task, id) in ids.iter().enumerate() {
        let run = runlore::get_run(id).unwrap();
        assert_eq!((run.info.run_name, run.info.status.as_str()), (format!("task {task}"), "FINISHED"));
    }
}

/// The program that gets a signal: this test binary, started again for this test alone.
#[test]
#[ignore = "a part of the test below"]
fn waits_for_a_signal() {
    let Ok(uri) = std::env::var("RUNLORE_TEST_SERVER") else { return };
    runlore::set_tracking_uri(&uri);
    let run = runlore::start_run().start().unwrap();
    runlore::log_metric("m", 1.0, None).unwrap();
    eprintln!("\nstarted {}", run.run_id());
    std::thread::sleep(Duration::from_secs(60));
}

#[cfg(unix)]
#[test]
fn sigterm_ends_runs_as_killed_and_the_program() {
    use std::os::unix::process::ExitStatusExt as _;
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), free_port());
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "modes::waits_for_a_signal", "--ignored", "--nocapture"])
        .env("RUNLORE_TEST_SERVER", &server.uri)
        .env("RUNLORE_SPOOL_DIR", folder.path().join("spool"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let id = lines.find_map(|line| line.strip_prefix("started ").map(str::to_owned)).unwrap();
    let begin = Instant::now();
    let told = Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
    assert!(told.success());
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(15), "{status}");
    assert!(begin.elapsed() < Duration::from_secs(10));
    let client = runlore::Client::new(&server.uri).unwrap();
    let run = client.wait(client.get_run(&id)).unwrap();
    assert_eq!((run.info.status.as_str(), run.data.metrics["m"]), ("KILLED", 1.0));
}

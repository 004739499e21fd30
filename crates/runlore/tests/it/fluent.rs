//! What is logged with the fluent functions is on the server.

use std::time::{Duration, Instant};

use runlore::ErrorKind;

use crate::server::{Server, free_port, spool_in};

#[test]
fn what_is_logged_arrives() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    runlore::set_experiment("squirrels").unwrap();
    let run = runlore::start_run().name("first").tag("team", "q").start().unwrap();
    let id = run.run_id().to_owned();
    assert_eq!(runlore::active_run().unwrap().run_id(), id);
    runlore::log_param("model", "gpt-4").unwrap();
    runlore::log_params([("temperature", 0.5), ("top_p", 1.0)]).unwrap();
    for step in 0..5000 {
        runlore::log_metric("loss", 1.0 / f64::from(step + 1), i64::from(step)).unwrap();
    }
    runlore::log_metrics([("nan", f64::NAN), ("huge", f64::INFINITY)], None).unwrap();
    runlore::set_tags([("a", "1"), ("b", "2")]).unwrap();
    runlore::delete_tag("a").unwrap();
    let nested = runlore::start_run().nested().start().unwrap();
    let inner = nested.run_id().to_owned();
    runlore::log_metric("inner", 1.0, None).unwrap();
    nested.fail().unwrap();
    run.end().unwrap();
    assert!(runlore::active_run().is_none());

    let read = runlore::get_run(&id).unwrap();
    assert_eq!((read.info.status.as_str(), read.info.run_name.as_str()), ("FINISHED", "first"));
    assert!(read.info.end_time.is_some() && read.info.artifact_uri.is_some());
    assert_eq!(read.data.params["temperature"], "0.5");
    assert_eq!(read.data.metrics["loss"], 1.0 / 5000.0);
    assert!(read.data.metrics["nan"].is_nan());
    let loss = read.data.latest.iter().find(|point| point.key == "loss").unwrap();
    assert_eq!((loss.value, loss.step, loss.timestamp > 0), (1.0 / 5000.0, 4999, true));
    let written = serde_json::to_value(&read).unwrap();
    let told = client_call(&server.uri, &id);
    assert_eq!(written["data"]["metrics"], told["run"]["data"]["metrics"], "written as the server wrote it");
    assert_eq!(read.data.metrics["huge"], f64::MAX);
    assert_eq!((read.data.tags["team"].as_str(), read.data.tags["b"].as_str()), ("q", "2"));
    assert!(!read.data.tags.contains_key("a"));
    let inner = runlore::get_run(&inner).unwrap();
    assert_eq!((inner.info.status.as_str(), &inner.data.tags["mlflow.parentRunId"]), ("FAILED", &id));
    assert_eq!(runlore::get_run(&"0".repeat(32)).unwrap_err().kind(), ErrorKind::NotFound);
}

/// The run as the server tells it.
fn client_call(uri: &str, id: &str) -> serde_json::Value {
    let client = runlore::Client::new(uri).unwrap();
    let query = [("run_id".to_owned(), id.to_owned())];
    serde_json::from_slice(&client.wait(client.call("GET", "api/2.0/mlflow/runs/get", &query, None)).unwrap()).unwrap()
}

#[test]
fn errors_of_the_call_are_raised_in_the_call() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    assert!(runlore::log_metric("m", 1.0, None).unwrap_err().message().contains("no active run"));
    runlore::set_tracking_uri(&format!("http://127.0.0.1:{}", free_port()));
    let run = runlore::start_run().start().unwrap();
    assert!(runlore::start_run().start().unwrap_err().message().contains("already active"));
    runlore::log_param("p", "1").unwrap();
    runlore::log_param("p", "1").unwrap();
    let changed = runlore::log_params([("q", "1"), ("p", "2")]).unwrap_err();
    assert!(changed.message().starts_with("Changing param values is not allowed. Param with key='p'"));
    runlore::log_param("q", "other").unwrap();
    assert!(runlore::log_metric("a#b", 1.0, None).is_err());
    assert!(runlore::log_param("long", "x".repeat(2 << 20)).is_err());
    assert!(runlore::set_experiment("").is_err());
    std::mem::forget(run);
}

#[test]
fn the_server_may_come_later() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let port = free_port();
    runlore::set_tracking_uri(&format!("http://127.0.0.1:{port}"));
    let begin = Instant::now();
    let run = runlore::start_run().start().unwrap();
    runlore::log_metric("m", 1.0, 1).unwrap();
    assert!(begin.elapsed() < Duration::from_millis(500), "nothing waits for a server: {:?}", begin.elapsed());
    assert_eq!(run.info().artifact_uri, None);
    let server = Server::start(folder.path(), port);
    runlore::flush().unwrap();
    assert!(run.info().artifact_uri.is_some());
    drop(server);
    runlore::log_metric("m", 2.0, 2).unwrap();
    let again = Server::start(folder.path(), port);
    let id = run.run_id().to_owned();
    run.end().unwrap();
    assert_eq!(runlore::get_run(&id).unwrap().data.metrics["m"], 2.0);
    drop(again);
}

#[test]
fn what_the_server_refuses_is_told_once_and_holds_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let run = runlore::start_run().start().unwrap();
    runlore::delete_tag("not there").unwrap();
    runlore::log_metric("m", 1.0, None).unwrap();
    let told = runlore::flush().unwrap_err();
    assert!(told.message().contains("RESOURCE_DOES_NOT_EXIST: No tag with name: not there"), "{told}");
    runlore::flush().unwrap();
    assert_eq!(runlore::get_run(run.run_id()).unwrap().data.metrics["m"], 1.0);
    let spool = std::fs::read_dir(folder.path().join("spool"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.join("lock").exists())
        .unwrap();
    let rejected = std::fs::read_to_string(spool.join("records/rejected")).unwrap();
    assert!(rejected.contains("\"delete_tag\"") && rejected.lines().count() == 1, "{rejected}");
}

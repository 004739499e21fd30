//! A database of the program's own, without a server.

use std::path::Path;

use runlore::{Client, ErrorKind, Metric, NewRun, SearchRuns};

use crate::server::spool_in;

fn database(folder: &Path) -> String {
    format!("sqlite:///{}", folder.join("mlflow.db").display())
}

#[test]
fn what_is_logged_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    // New experiments put their artifacts there.
    std::env::set_current_dir(folder.path()).unwrap();
    let uri = database(folder.path());
    runlore::set_tracking_uri(&uri);
    let experiment = runlore::set_experiment("squirrels").unwrap().expect("a file is never away");
    let run = runlore::start_run().name("first").start().unwrap();
    let id = run.run_id().to_owned();
    assert_eq!(run.info().experiment_id.as_deref(), Some(experiment.experiment_id.as_str()));
    assert_eq!(run.info().artifact_uri, Some(format!("{}/{id}/artifacts", experiment.artifact_location)));
    runlore::log_param("model", "small").unwrap();
    for step in 0..2000 {
        runlore::log_metric("loss", f64::from(step), i64::from(step)).unwrap();
    }
    runlore::log_text("hello", "notes/hello.txt").unwrap();
    run.end().unwrap();
    let read = runlore::get_run(&id).unwrap();
    assert_eq!((read.info.status.as_str(), read.data.metrics["loss"]), ("FINISHED", 1999.0));
    let file = Path::new(&experiment.artifact_location).join(&id).join("artifacts/notes/hello.txt");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "hello");
    let found = runlore::search_runs(&SearchRuns {
        experiment_ids: vec![experiment.experiment_id],
        filter: "metrics.loss > 1000 and params.model = 'small'".to_owned(),
        ..SearchRuns::default()
    });
    assert_eq!(found.unwrap().items[0].info.run_id, id);
    runlore::close();
    // A client of its own, and one more while the first still lives.
    let client = Client::new(&uri).unwrap();
    assert_eq!(client.wait(client.get_run(&id)).unwrap().info.run_name, "first");
    let other = Client::new(&uri).unwrap();
    assert_eq!(other.wait(other.get_run(&id)).unwrap(), client.wait(client.get_run(&id)).unwrap());
}

#[test]
fn a_database_that_can_not_be_used_is_told_in_the_call() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let path = folder.path().join("mlflow.db");
    std::fs::write(&path, "this is no database, however long one looks at it").unwrap();
    runlore::set_tracking_uri(&database(folder.path()));
    assert!(runlore::start_run().start().is_err());
    runlore::set_tracking_uri("sqlite:///:memory:");
    let refused = runlore::start_run().start().unwrap_err();
    assert!(refused.message().contains("memory only"), "{refused}");
    runlore::set_tracking_uri("./mlruns");
    assert_eq!(runlore::start_run().start().unwrap_err().kind(), ErrorKind::InvalidParameter);
}

#[cfg(unix)]
#[test]
#[expect(unsafe_code, reason = "forking is what is tested")]
fn forked_children_log_to_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    runlore::set_tracking_uri(&database(folder.path()));
    let run = runlore::start_run().name("parent").start().unwrap();
    runlore::log_metric("m", 1.0, None).unwrap();
    let mut children = Vec::new();
    for child in 0..4 {
        // SAFETY: the child calls what this crate promises to be safe after a fork, and ends without returning.
        match unsafe { libc::fork() } {
            0 => {
                let logged = child_logs(child);
                // SAFETY: nothing of the parent's is to be run at the end of its child.
                unsafe { libc::_exit(i32::from(logged.is_err())) }
            }
            pid => children.push(pid),
        }
        runlore::log_metric("m", f64::from(child), i64::from(child) + 1).unwrap();
    }
    for child in children {
        let mut status = 0;
        // SAFETY: `status` is where the system may write.
        unsafe { libc::waitpid(child, &raw mut status, 0) };
        assert_eq!(status, 0, "a child failed");
    }
    run.end().unwrap();
    // What the children left is sent by their parent.
    runlore::close();
    let found = runlore::search_runs(&SearchRuns { experiment_ids: vec!["0".to_owned()], ..SearchRuns::default() });
    let mut runs: Vec<_> =
        found.unwrap().items.into_iter().map(|run| (run.info.run_name, run.data.metrics["m"])).collect();
    runs.sort_by(|a, b| a.0.cmp(&b.0));
    let child = |n: u32| (format!("child {n}"), 99.0);
    assert_eq!(runs, [child(0), child(1), child(2), child(3), ("parent".to_owned(), 3.0)]);
}

#[cfg(unix)]
fn child_logs(child: i32) -> runlore::Result<()> {
    assert!(runlore::active_run().is_none(), "a child has no active run");
    let run = runlore::start_run().name(format!("child {child}")).begin()?;
    for step in 0..100 {
        run.log_metric("m", f64::from(step), i64::from(step))?;
    }
    match child {
        0 => run.end(runlore::RunStatus::Finished),
        1 => {
            runlore::flush()?;
            runlore::close();
            Ok(())
        }
        // The others leave without a word.
        _ => Ok(()),
    }
}

#[test]
fn several_databases_are_logged_to_at_a_time_and_handles_outlive_the_end() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let uri = |name: &str| format!("sqlite:///{}", folder.path().join(name).display());
    runlore::set_tracking_uri(&uri("here.db"));
    let other = runlore::connect(&uri("there.db")).unwrap();
    let made = other.wait(other.create_run(&NewRun { experiment_id: "0".to_owned(), ..NewRun::default() })).unwrap();
    let there = other.run(&made.info.run_id).unwrap();
    let here = runlore::start_run().begin().unwrap();
    let params = |value: &str| [("new".to_owned(), "1".to_owned()), ("same".to_owned(), value.to_owned())];
    for step in 0..100 {
        here.log_metric("m", 1.0, step).unwrap();
        there.log_metric("m", 2.0, step).unwrap();
    }
    there.log_param("same", "1").unwrap();
    let about = Metric { model_id: None, dataset_name: Some("d".to_owned()), ..Metric::new("b", 0.5, 7, 1) };
    let refused = there.log_batch([about.clone()], params("2"), []).unwrap_err();
    assert!(refused.message().starts_with("Changing param values is not allowed"), "{refused}");
    other.flush().unwrap();
    assert!(!other.wait(other.get_run(there.run_id())).unwrap().data.metrics.contains_key("b"), "all or nothing");
    there.log_batch([about], params("1"), [("t".to_owned(), "x".to_owned())]).unwrap();
    runlore::close();
    for (uri, run, value) in [(uri("here.db"), &here, 1.0), (uri("there.db"), &there, 2.0)] {
        let client = Client::new(&uri).unwrap();
        assert_eq!(client.wait(client.get_run(run.run_id())).unwrap().data.metrics["m"], value);
        assert!(run.log_metric("late", 1.0, 0).is_err(), "nothing would send it");
    }
    let client = Client::new(&uri("here.db")).unwrap();
    assert_eq!(client.wait(client.get_run(here.run_id())).unwrap().info.status, "FINISHED");
    assert_eq!(other.wait(other.get_run(there.run_id())).unwrap().data.params["new"], "1");
}

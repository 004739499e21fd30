//! Files and tables on the server, whatever became of the program's own.

use std::path::Path;

use runlore::{Client, ErrorKind, LocalFile, Predictions, Table};

use crate::server::{Server, free_port, spool_in};

fn bytes(size: usize) -> Vec<u8> {
    (0..size).map(|i| u8::try_from(i % 251).unwrap()).collect()
}

fn read(run_id: &str, path: &str) -> Vec<u8> {
    let client = runlore::client().unwrap();
    client.wait(async { client.get_artifact(run_id, path).await?.bytes().await }).unwrap()
}

fn spools_hold_nothing(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder.join("spool")).unwrap();
    entries.map(|entry| entry.unwrap().path()).all(|path| !path.join("lock").exists())
}

#[test]
fn a_temporary_folder_may_go_on_the_next_line() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let port = free_port();
    runlore::set_tracking_uri(&format!("http://127.0.0.1:{port}"));
    let run = runlore::start_run().start().unwrap();
    let id = run.run_id().to_owned();
    for (round, with_server) in [(0, false), (1, true)] {
        let _server = with_server.then(|| Server::start(folder.path(), port));
        let temporary = tempfile::tempdir().unwrap();
        std::fs::create_dir(temporary.path().join("deep")).unwrap();
        std::fs::write(temporary.path().join("small.txt"), "small").unwrap();
        std::fs::write(temporary.path().join("deep/large.bin"), bytes(9 << 20)).unwrap();
        let overwritten = folder.path().join("overwritten.txt");
        std::fs::write(&overwritten, "before").unwrap();
        let into = format!("round{round}");
        runlore::log_artifacts(temporary.path(), Some(&into)).unwrap();
        runlore::log_artifact(&overwritten, Some(&into)).unwrap();
        drop(temporary);
        std::fs::write(&overwritten, "after").unwrap();
    }
    let _server = Server::start(folder.path(), port);
    run.end().unwrap();
    for round in 0..2 {
        assert_eq!(read(&id, &format!("round{round}/small.txt")), b"small");
        assert_eq!(read(&id, &format!("round{round}/overwritten.txt")), b"before");
        assert!(read(&id, &format!("round{round}/deep/large.bin")) == bytes(9 << 20));
    }
    let to = folder.path().join("downloaded");
    let at = runlore::download_artifacts(&id, "round1", &to).unwrap();
    assert_eq!(
        (at.as_path(), std::fs::read(at.join("deep/large.bin")).unwrap().len()),
        (to.join("round1").as_path(), 9 << 20)
    );
    runlore::close();
    assert!(spools_hold_nothing(folder.path()));
}

#[test]
fn the_last_file_of_a_name_stays() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let run = runlore::start_run().start().unwrap();
    for i in 0..50 {
        runlore::log_text(&i.to_string(), "counter.txt").unwrap();
        runlore::log_text(&i.to_string(), &format!("each/{i}.txt")).unwrap();
    }
    // A large one is sent in the call, and not before the small ones of its name.
    let large = folder.path().join("counter.txt");
    std::fs::write(&large, bytes(9 << 20)).unwrap();
    runlore::log_artifact(&large, None).unwrap();
    runlore::log_dict(&serde_json::json!({"a": [1, null]}), "dict.json").unwrap();
    runlore::flush().unwrap();
    assert_eq!(read(run.run_id(), "counter.txt").len(), 9 << 20);
    assert_eq!(read(run.run_id(), "each/49.txt"), b"49");
    assert_eq!(read(run.run_id(), "dict.json"), b"{\n  \"a\": [\n    1,\n    null\n  ]\n}");
    assert!(runlore::log_text("x", "../outside").is_err());
    assert!(runlore::log_artifact(folder.path().join("none"), None).is_err());
}

#[test]
fn tables_grow_and_come_back() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let run = runlore::start_run().start().unwrap();
    for i in 0..10 {
        let rows = vec![vec![format!("question {i}").into(), i.into()]];
        runlore::log_table(Table { columns: vec!["question".to_owned(), "n".to_owned()], rows }, "answers.json")
            .unwrap();
    }
    let more = [serde_json::json!({"n": 10, "score": 0.5, "question": "007"})];
    runlore::log_table(more, "answers.json").unwrap();
    let predictions = Predictions::new(["q"], ["a"], ["p q"]).unwrap().model("small");
    runlore::log_predictions(predictions).unwrap();
    let loaded = runlore::load_table("answers.json", &[]).unwrap();
    assert_eq!((loaded.len(), loaded[0].run.info.run_id.as_str()), (1, run.run_id()));
    let table = &loaded[0].table;
    assert_eq!((table.columns.join(","), table.rows.len()), ("question,n,score".to_owned(), 11));
    assert_eq!(serde_json::json!(table.rows[10]), serde_json::json!(["007", 10, 0.5]));
    assert_eq!(serde_json::json!(table.rows[3]), serde_json::json!(["question 3", 3, null]));
    let read = runlore::load_predictions(run.run_id()).unwrap();
    assert_eq!(read.columns[..4].join(","), "inputs,outputs,prompts,model");
    assert!(runlore::load_table("nothing.json", &[]).is_err());
}

#[test]
fn files_are_put_and_counted_without_a_spool() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    let client = Client::new(&server.uri).unwrap();
    let new = runlore::NewRun { experiment_id: "0".to_owned(), ..runlore::NewRun::default() };
    let id = client.wait(client.create_run(&new)).unwrap().info.run_id;
    let local = folder.path().join("local");
    std::fs::create_dir_all(local.join("deep")).unwrap();
    std::fs::write(local.join("a.txt"), "hello").unwrap();
    std::fs::write(local.join("deep/b.bin"), bytes(3 << 20)).unwrap();
    std::os::unix::fs::symlink(&local, local.join("deep/round")).unwrap();

    let files = LocalFile::at(&local, Some("x")).unwrap();
    let names: Vec<_> = files.iter().map(|file| (file.path.as_str(), file.bytes)).collect();
    assert_eq!(names, [("x/local/a.txt", 5), ("x/local/deep/b.bin", 3 << 20)]);
    let told = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let count = told.clone();
    let progress: runlore::Progress = std::sync::Arc::new(move |bytes| {
        count.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
    });
    client.wait(client.put_artifacts(&id, &files, Some(progress))).unwrap();
    client.wait(client.put_artifacts(&id, &LocalFile::within(&local, None).unwrap(), None)).unwrap();
    assert_eq!(told.load(std::sync::atomic::Ordering::Relaxed), 5 + (3 << 20));
    let size = |path: &str| client.wait(client.size(runlore::Files::Run(&id), path)).unwrap();
    assert_eq!(
        (size(""), size("x/local"), size("/x/local/a.txt"), size("a.txt")),
        (2 * (5 + (3 << 20)), 5 + (3 << 20), 5, 5)
    );
    let read = client.wait(async { client.get_artifact(&id, "deep/b.bin").await?.bytes().await }).unwrap();
    assert!(read == bytes(3 << 20));

    assert_eq!(LocalFile::at(&local.join("none"), None).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(LocalFile::at(&local.join("a.txt"), Some("..")).unwrap_err().kind(), ErrorKind::InvalidParameter);
    let nobody = client.wait(client.put_artifacts(&"0".repeat(32), &files, None)).unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::NotFound, "{nobody}");
}

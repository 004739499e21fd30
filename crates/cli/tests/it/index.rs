//! `runlore db index`.

use tempfile::TempDir;

use crate::process::{Server, complaint, output, runlore};

#[test]
fn missing_indexes_are_built_and_named() {
    let folder = TempDir::new().unwrap();
    drop(Server::start(&folder, &[]));
    let index = || {
        let done = output(&mut runlore(&folder, &["db", "index"]));
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    assert!(index().ends_with("no index is missing\n"));

    let sqlite = rusqlite::Connection::open(folder.path().join("mlflow.db")).unwrap();
    let names = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'runlore%' ORDER BY name";
    let list = || {
        let mut statement = sqlite.prepare(names).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect::<Vec<String>>()
    };
    let before = list();
    assert!(before.len() > 1, "{before:?}");
    for name in &before[..2] {
        sqlite.execute_batch(&format!("DROP INDEX {name}")).unwrap();
    }
    let told = index();
    for part in ["index 1 of 2", "index 2 of 2", &before[0], &before[1], "done, 2 built"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(list(), before);
}

#[test]
fn a_database_that_is_not_there_is_refused() {
    let folder = TempDir::new().unwrap();
    let args = ["db", "index", "--backend-store-uri", "postgresql://u:secret@127.0.0.1:1/db"];
    let message = complaint(&output(&mut runlore(&folder, &args)));
    assert!(message.contains("127.0.0.1:1") && !message.contains("secret"), "{message}");
}

//! Starts that can not work: one sentence with what, why and what to do, and exit code 1.

use std::net::TcpListener;

use tempfile::TempDir;

use crate::process::{complaint, output, runlore};

#[track_caller]
fn refused(args: &[&str], parts: &[&str]) {
    let folder = TempDir::new().unwrap();
    let mut all = vec!["server", "--port", "0"];
    all.extend(args);
    let message = complaint(&output(&mut runlore(&folder, &all)));
    for part in parts {
        assert!(message.contains(part), "{args:?}: {message}");
    }
    assert!(!message.contains("secret"), "{message}");
}

#[test]
fn a_taken_port() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    refused(&["--port", &port], &[&format!("127.0.0.1:{port}"), "another program", "--port"]);
}

#[test]
fn an_address_of_another_machine() {
    refused(&["--host", "192.0.2.1"], &["192.0.2.1", "no such address", "0.0.0.0"]);
    refused(&["--host", "no such host"], &["no such host", "--host"]);
}

#[test]
fn databases_that_can_not_be_served() {
    let uri = |uri: &str, parts: &[&str]| refused(&["--backend-store-uri", uri], parts);
    uri("mysql://u:secret@h/db", &["`mysql://` databases are not supported", "PostgreSQL"]);
    uri("mssql+pyodbc://u:secret@h/db", &["not supported", "SQLite"]);
    uri("./mlruns", &["folder", "migrate-filestore"]);
    uri("file:///data/mlruns", &["folder", "migrate-filestore"]);
    uri("redis://h", &["`redis://` is no database that Runlore knows", "sqlite:///"]);
    uri("sqlite:///:memory:", &["in memory", "name a file"]);
    uri(
        "postgresql://u:secret@127.0.0.1:1/db",
        &["postgresql://u@127.0.0.1:1/db", "refused", "check that it is there"],
    );
    uri("postgresql://u:secret@h/db?sslmode=maybe", &["sslmode=maybe", "verify-full"]);
}

#[test]
fn postgres_variables_count_and_are_named_when_they_are_wrong() {
    let folder = TempDir::new().unwrap();
    let start = |variable: (&str, &str)| {
        let mut command = runlore(&folder, &["server", "--port", "0", "--backend-store-uri", "postgresql:///db"]);
        complaint(&output(command.envs([variable, ("PGPORT", "1"), ("PGPASSWORD", "secret")])))
    };
    let message = start(("PGHOST", "127.0.0.1"));
    assert!(message.contains("postgresql://127.0.0.1:1/db") && !message.contains("secret"), "{message}");
    assert!(start(("PGSSLMODE", "maybe")).contains("PGSSLMODE"), "{}", start(("PGSSLMODE", "maybe")));
}

#[test]
fn files_that_are_not_ours() {
    let folder = TempDir::new().unwrap();
    let start = |name: &str| {
        let uri = format!("sqlite:///{name}");
        complaint(&output(&mut runlore(&folder, &["server", "--port", "0", "--backend-store-uri", &uri])))
    };
    std::fs::write(folder.path().join("notes.txt"), "no database, but a file with some text in it".repeat(100))
        .unwrap();
    assert!(start("notes.txt").contains("not a database"), "{}", start("notes.txt"));
    // A folder that can not be made: its parent is a file.
    assert!(start("notes.txt/a.db").contains("notes.txt/a.db"));
    assert!(start("no/such/folder/a.db").contains("no/such/folder/a.db"));

    let foreign = folder.path().join("foreign.db");
    let sqlite = rusqlite::Connection::open(&foreign).unwrap();
    sqlite.execute_batch("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('x')").unwrap();
    let message = start("foreign.db");
    assert!(message.contains("foreign.db"), "{message}");
    let tables: i64 = sqlite.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 1, "it is left untouched");

    let old = folder.path().join("old.db");
    let sqlite = rusqlite::Connection::open(&old).unwrap();
    let made = "CREATE TABLE experiments (experiment_id INTEGER); CREATE TABLE alembic_version (version_num TEXT);
        INSERT INTO alembic_version VALUES ('acf3f17fdcc7')";
    sqlite.execute_batch(made).unwrap();
    let message = start("old.db");
    for part in ["acf3f17fdcc7", "dc11669786a5", "mlflow db upgrade"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn artifact_folders_that_can_not_be_written() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let args = ["server", "--port", "0", "--artifacts-destination", "./file/artifacts"];
    let message = complaint(&output(&mut runlore(&folder, &args)));
    assert!(message.contains("file/artifacts") && message.contains("cannot be written"), "{message}");
    assert!(!folder.path().join("mlflow.db").exists(), "nothing is made before the start can work");
}

#[test]
fn settings_that_contradict_each_other() {
    refused(&["--artifacts-only", "--no-serve-artifacts"], &["nothing to serve"]);
    refused(&["--static-prefix", "name"], &["must begin with a `/`"]);
    refused(&["--static-prefix", "/name/"], &["must not end"]);
    refused(&["--close-lost-after", "1m"], &["--close-lost-after 60s", "connection", "at least 2m"]);
    refused(&["--log-level", "runlore=loud"], &["--log-level", "info"]);
}

#[test]
fn a_flag_that_does_not_exist_is_clap_s_to_refuse() {
    let folder = TempDir::new().unwrap();
    let out = output(&mut runlore(&folder, &["server", "--no-such-flag"]));
    assert_eq!(out.status.code(), Some(2));
    let out = output(&mut runlore(&folder, &["server", "--max-body-bytes", "many"]));
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8(out.stderr).unwrap().contains("32MiB"));
    let out = output(&mut runlore(&folder, &["server", "--close-lost-after", "30"]));
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8(out.stderr).unwrap().contains("such as 30m or 2h"));
}

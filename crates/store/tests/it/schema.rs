//! The schema as the databases themselves describe it, and what is done with databases that are not new.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use runlore_domain::Result;
use runlore_store::Store;
use runlore_testkit::TestDb;
use runlore_testkit::postgres::shared;

use crate::support::{config, refused};

const SQLITE: &str = include_str!("../../src/schema/mlflow/sqlite.sql");

fn open(uri: &str) -> Result<Store> {
    Store::open(&config(uri))
}

/// What `sqlite_master` says, without what Runlore adds.
fn sqlite_catalogue(path: &Path) -> Vec<(String, String, Option<String>)> {
    let db = rusqlite::Connection::open(path).unwrap();
    let mut statement = db
        .prepare(
            "SELECT name, tbl_name, sql FROM sqlite_master \
             WHERE name NOT LIKE '%runlore\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
        )
        .unwrap();
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(|row| row.unwrap()).collect()
}

#[test]
fn sqlite_gets_mlflows_schema() {
    let dir = tempfile::tempdir().unwrap();
    let reference = dir.path().join("reference.db");
    rusqlite::Connection::open(&reference).unwrap().execute_batch(SQLITE).unwrap();
    let db = TestDb::sqlite();
    drop(open(db.uri()).unwrap());
    let made = sqlite_catalogue(Path::new(&db.name()));
    assert_eq!(made, sqlite_catalogue(&reference));
    assert!(made.len() > 200, "{}", made.len());
    let journal: String =
        rusqlite::Connection::open(db.name()).unwrap().query_row("PRAGMA journal_mode", (), |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal");
}

/// Columns, constraints, indexes and triggers as PostgreSQL describes them, without what Runlore adds.
fn postgres_catalogue(database: &str) -> String {
    shared().sql(
        database,
        "SELECT table_name, column_name, ordinal_position, data_type, character_maximum_length, is_nullable, \
                column_default, generation_expression \
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'runlore%' \
         ORDER BY 1, 3; \
         SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint \
         WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'runlore%' ORDER BY 1, 2; \
         SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE 'runlore%' ORDER BY 1; \
         SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1; \
         SELECT sequencename, data_type, start_value, last_value FROM pg_sequences ORDER BY 1; \
         SELECT * FROM alembic_version; SELECT * FROM workspaces",
    )
}

#[test]
fn postgres_gets_mlflows_schema() {
    let (made, reference) = (TestDb::postgres_empty(), TestDb::postgres());
    drop(open(made.uri()).unwrap());
    let catalogue = postgres_catalogue(&made.name());
    assert_eq!(catalogue, postgres_catalogue(&reference.name()));
    assert!(catalogue.lines().count() > 500);
}

#[test]
fn nothing_of_runlores_references_anything() {
    let db = TestDb::postgres_empty();
    drop(open(db.uri()).unwrap());
    let keys = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE 'runlore%'";
    assert_eq!(shared().sql(&db.name(), keys).trim(), "0");
    let db = TestDb::sqlite();
    drop(open(db.uri()).unwrap());
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    let keys = "SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.name LIKE 'runlore%'";
    assert_eq!(sqlite.query_row(keys, (), |row| row.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn a_database_that_mlflow_made_is_served() {
    let db = TestDb::sqlite();
    rusqlite::Connection::open(db.name()).unwrap().execute_batch(SQLITE).unwrap();
    let store = open(db.uri()).unwrap();
    assert!(!store.missing_indexes().is_empty(), "an existing database is not kept waiting for indexes");
    drop(store);
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    let location: String = sqlite
        .query_row("SELECT artifact_location FROM experiments WHERE experiment_id = 0", (), |row| row.get(0))
        .unwrap();
    assert_eq!(location, "/artifacts/0");
}

/// The bytes of the file: "untouched" means untouched.
fn refused_untouched(path: &str, uri: &str) -> String {
    let before = std::fs::read(path).unwrap();
    let (_, message) = refused(open(uri));
    assert_eq!(std::fs::read(path).unwrap(), before, "{message}");
    message
}

#[test]
fn another_revision_is_refused_untouched() {
    let db = TestDb::sqlite();
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    sqlite.execute_batch(SQLITE).unwrap();
    sqlite.execute("UPDATE alembic_version SET version_num = 'b7e4c1a90f23'", ()).unwrap();
    drop(sqlite);
    let message = refused_untouched(&db.name(), db.uri());
    for part in ["b7e4c1a90f23", "dc11669786a5", "mlflow db upgrade", "nothing was changed"] {
        assert!(message.contains(part), "{message}");
    }
    let db = TestDb::postgres();
    shared().sql(&db.name(), "UPDATE alembic_version SET version_num = 'b7e4c1a90f23'");
    let before = postgres_catalogue(&db.name());
    assert!(refused(open(db.uri())).1.contains("b7e4c1a90f23"));
    assert_eq!(postgres_catalogue(&db.name()), before);
}

#[test]
fn a_foreign_database_is_refused_untouched() {
    let db = TestDb::sqlite();
    rusqlite::Connection::open(db.name()).unwrap().execute_batch("CREATE TABLE customers (id INT)").unwrap();
    assert!(refused_untouched(&db.name(), db.uri()).contains("`customers`"));
    let db = TestDb::postgres_empty();
    shared().sql(&db.name(), "CREATE TABLE customers (id INT)");
    assert!(refused(open(db.uri())).1.contains("`customers`"));
    let db = TestDb::sqlite();
    std::fs::write(db.name(), "This is no database, but a text of more than a hundred bytes. ".repeat(40)).unwrap();
    let message = refused_untouched(&db.name(), db.uri());
    assert!(message.contains("not a database"), "{message}");
}

#[test]
fn an_unreachable_database_is_said_to_be() {
    let message = refused(open("sqlite:////nowhere/at/all/mlflow.db")).1;
    assert!(message.contains("/nowhere/at/all/mlflow.db") && message.contains("can not be used"), "{message}");
    let message = refused(open("postgresql://u:s3cret@127.0.0.1:1/db?sslmode=disable")).1;
    assert!(message.contains("127.0.0.1:1") && message.contains("refused"), "{message}");
    assert!(!message.contains("s3cret"), "{message}");
}

#[test]
fn workspaces_are_refused() {
    let db = TestDb::sqlite();
    drop(open(db.uri()).unwrap());
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    let insert = "INSERT INTO experiments (name, lifecycle_stage, workspace) VALUES ('x', 'active', 'team-a')";
    sqlite.execute(insert, ()).unwrap();
    assert!(refused(open(db.uri())).1.contains("team-a"));
}

#[test]
fn missing_indexes_are_built_and_broken_ones_replaced() {
    let db = TestDb::postgres();
    let store = open(db.uri()).unwrap();
    let missing = store.missing_indexes();
    assert!(missing.contains(&"runlore_runs_newest"), "{missing:?}");
    // What a CREATE INDEX CONCURRENTLY leaves that was broken off.
    let broken = "CREATE INDEX runlore_runs_newest ON runs (run_uuid); \
                  UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'runlore_runs_newest'::regclass";
    shared().sql(&db.name(), broken);
    let mut lines = Vec::new();
    store.build_indexes(&mut |line| lines.push(line.to_owned())).unwrap();
    assert_eq!(lines.len(), missing.len());
    assert!(store.missing_indexes().is_empty());
    let definition =
        shared().sql(&db.name(), "SELECT indexdef FROM pg_indexes WHERE indexname = 'runlore_runs_newest'");
    assert!(definition.contains("start_time DESC"), "{definition}");
}

#[test]
fn an_index_that_could_not_be_built_is_tried_again() {
    let db = TestDb::sqlite();
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    sqlite.execute_batch(SQLITE).unwrap();
    let store = open(db.uri()).unwrap();
    // Something that is in the way for a while.
    sqlite.execute_batch("CREATE TABLE runlore_runs_newest (x INT)").unwrap();
    store.build_indexes_beside().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    assert!(store.missing_indexes().contains(&"runlore_runs_newest"));
    sqlite.execute_batch("DROP TABLE runlore_runs_newest").unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while !store.missing_indexes().is_empty() {
        assert!(Instant::now() < deadline, "{:?}", store.missing_indexes());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn replicas_leave_the_building_to_one_of_them() {
    let db = TestDb::postgres();
    let replicas: Vec<Store> = (0..4).map(|_| open(db.uri()).unwrap()).collect();
    for replica in &replicas {
        assert!(!replica.missing_indexes().is_empty());
        replica.build_indexes_beside().unwrap();
    }
    let deadline = Instant::now() + Duration::from_secs(30);
    while replicas.iter().any(|replica| !replica.missing_indexes().is_empty()) {
        assert!(Instant::now() < deadline, "a replica does not see that the indexes are built");
        std::thread::sleep(Duration::from_millis(20));
    }
    let invalid = shared().sql(&db.name(), "SELECT count(*) FROM pg_index WHERE NOT indisvalid");
    assert_eq!(invalid.trim(), "0");
}

#[test]
fn large_tables_of_sqlite_wait_for_the_command() {
    let db = TestDb::sqlite();
    let sqlite = rusqlite::Connection::open(db.name()).unwrap();
    sqlite.execute_batch(SQLITE).unwrap();
    // A row id as a table of two million rows would have.
    let insert = "INSERT INTO runs (rowid, run_uuid, lifecycle_stage) VALUES (2000000, 'r', 'active')";
    sqlite.execute(insert, ()).unwrap();
    let store = open(db.uri()).unwrap();
    store.build_indexes_beside().unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while store.missing_indexes() != ["runlore_runs_newest"] {
        assert!(Instant::now() < deadline, "{:?}", store.missing_indexes());
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut text = String::new();
    store.write_metrics(&mut text);
    assert!(text.contains("runlore_missing_index{name=\"runlore_runs_newest\"} 1"), "{text}");
    let mut lines = Vec::new();
    store.build_indexes(&mut |line| lines.push(line.to_owned())).unwrap();
    assert_eq!(lines, ["index 1 of 1: runlore_runs_newest on runs (2000000 rows)"]);
    assert!(store.missing_indexes().is_empty());
}

#[test]
fn many_processes_start_at_once_on_an_empty_database() {
    for db in [TestDb::sqlite(), TestDb::postgres_empty()] {
        let me = std::env::current_exe().unwrap();
        let children: Vec<_> = (0..16)
            .map(|_| {
                let mut child = Command::new(&me);
                child.args(["schema::one_of_many_processes", "--exact", "--ignored"]).env("RUNLORE_TEST_URI", db.uri());
                child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success() && said.contains("1 passed"), "{said}");
        }
        drop(open(db.uri()).unwrap());
    }
}

#[test]
#[ignore = "is started by many_processes_start_at_once_on_an_empty_database"]
fn one_of_many_processes() {
    if let Ok(uri) = std::env::var("RUNLORE_TEST_URI") {
        open(&uri).unwrap();
    }
}

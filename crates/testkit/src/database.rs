//! A fresh database for one test, on SQLite or PostgreSQL; it goes with the value.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::postgres;

/// A database that no other test sees.
#[derive(Debug)]
pub struct TestDb {
    uri: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Sqlite(tempfile::TempDir),
    Postgres(String),
}

impl TestDb {
    /// An SQLite file that does not exist yet.
    pub fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder can be made");
        let uri = format!("sqlite:///{}", dir.path().join("test.db").display());
        Self { uri, kind: Kind::Sqlite(dir) }
    }

    /// A PostgreSQL database with MLflow's tables, as MLflow would have left it: no experiment yet.
    pub fn postgres() -> Self {
        Self::on_shared_server(true)
    }

    /// A PostgreSQL database without any table.
    pub fn postgres_empty() -> Self {
        Self::on_shared_server(false)
    }

    fn on_shared_server(with_schema: bool) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let server = postgres::shared();
        server.create_database(&name, with_schema);
        Self { uri: server.uri(&name), kind: Kind::Postgres(name) }
    }

    /// What `--backend-store-uri` takes.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The SQLite file, or the name of the PostgreSQL database.
    pub fn name(&self) -> String {
        match &self.kind {
            Kind::Sqlite(dir) => dir.path().join("test.db").display().to_string(),
            Kind::Postgres(name) => name.clone(),
        }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Kind::Postgres(name) = &self.kind {
            postgres::shared().drop_database(name);
        }
    }
}

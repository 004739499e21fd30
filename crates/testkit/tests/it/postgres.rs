//! The throw-away server: it starts, is shared, has the schema, speaks TLS, and goes.

use runlore_testkit::TestDb;
use runlore_testkit::postgres::{Server, shared};

#[test]
fn each_test_gets_a_database_of_its_own() {
    let (a, b, empty) = (TestDb::postgres(), TestDb::postgres(), TestDb::postgres_empty());
    assert_ne!(a.uri(), b.uri());
    let count = |db: &TestDb| {
        shared().sql(&db.name(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").trim().to_owned()
    };
    assert_eq!([count(&a), count(&b), count(&empty)], ["65", "65", "0"]);
    assert_eq!(shared().sql(&a.name(), "SELECT version_num FROM alembic_version").trim(), "dc11669786a5");
    let name = a.name();
    drop(a);
    let left = shared().sql("postgres", &format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
    assert_eq!(left.trim(), "0");
}

#[test]
fn a_server_of_ones_own_stops_and_comes_back() {
    let server = Server::start();
    assert_eq!(server.sql("postgres", "SELECT 1").trim(), "1");
    server.stop();
    assert!(std::net::TcpStream::connect(("127.0.0.1", server.port())).is_err());
    server.resume();
    assert_eq!(server.sql("postgres", "SHOW ssl").trim() == "on", server.speaks_tls());
    let dir = server.socket_dir().to_owned();
    drop(server);
    assert!(!dir.exists());
}

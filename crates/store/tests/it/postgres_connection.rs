//! Every way to reach a PostgreSQL server: TLS in all modes, certificates, a password, a Unix socket.

use std::path::Path;

use runlore_domain::Result;
use runlore_store::Store;
use runlore_testkit::TestDb;
use runlore_testkit::postgres::shared;

use crate::support::config;

/// Opens the database as somebody else, at another name of the host, with other parameters.
fn reach(db: &TestDb, login: &str, host: &str, parameters: &str) -> Result<()> {
    let uri = format!("postgresql://{login}@{host}:{}/{}?{parameters}", shared().port(), db.name());
    Store::open(&config(&uri)).map(drop)
}

fn is_refused(result: Result<()>, because: &str) {
    let message = result.unwrap_err().message().to_owned();
    assert!(message.contains(because), "`{because}` is not in: {message}");
    assert!(!message.contains("s3cret"), "{message}");
}

/// Says so where the tests run on a server without TLS.
#[expect(clippy::print_stderr, reason = "a test that tests nothing says so")]
fn no_tls() -> bool {
    let without = !shared().speaks_tls();
    if without {
        eprintln!("not tested: {} does not speak TLS", shared().describe());
    }
    without
}

#[test]
fn every_sslmode_does_what_libpqs_does() {
    if no_tls() {
        return;
    }
    let db = TestDb::postgres();
    let tls = shared().tls();
    let roots = |mode: &str, root: &Path| format!("sslmode={mode}&sslrootcert={}", root.display());
    // The role may only connect with TLS, so a success proves it.
    for mode in ["sslmode=allow", "sslmode=prefer", "sslmode=require"] {
        reach(&db, "tls_only", "127.0.0.1", mode).unwrap_or_else(|e| panic!("{mode}: {e}"));
    }
    is_refused(reach(&db, "tls_only", "127.0.0.1", "sslmode=disable"), "pg_hba.conf");
    reach(&db, "postgres", "127.0.0.1", "sslmode=disable").unwrap();

    let (own, stranger) = (&tls.authority, &tls.stranger);
    reach(&db, "tls_only", "127.0.0.1", &roots("verify-ca", own)).unwrap();
    is_refused(reach(&db, "tls_only", "127.0.0.1", &roots("verify-ca", stranger)), "certificate");
    reach(&db, "tls_only", "localhost", &roots("verify-full", own)).unwrap();
    is_refused(reach(&db, "tls_only", "127.0.0.1", &roots("verify-full", own)), "certificate");
    is_refused(reach(&db, "tls_only", "localhost", &roots("verify-full", stranger)), "certificate");
    is_refused(reach(&db, "tls_only", "localhost", &roots("verify-full", Path::new("/no/such.crt"))), "/no/such.crt");
}

#[test]
fn a_client_certificate_logs_in() {
    if no_tls() {
        return;
    }
    let db = TestDb::postgres();
    let tls = shared().tls();
    let (certificate, key) = (tls.client_certificate.display(), tls.client_key.display());
    let with = format!("sslmode=require&sslcert={certificate}&sslkey={key}");
    reach(&db, "cert_only", "127.0.0.1", &with).unwrap();
    is_refused(reach(&db, "cert_only", "127.0.0.1", "sslmode=require"), "certificate");
}

#[test]
fn a_password_logs_in() {
    let db = TestDb::postgres();
    for mode in ["sslmode=disable", "sslmode=prefer"] {
        reach(&db, "secret:s3cret", "127.0.0.1", mode).unwrap();
    }
    is_refused(reach(&db, "secret:wrong", "127.0.0.1", "sslmode=disable"), "password");
}

#[test]
fn a_unix_socket_is_reached() {
    let db = TestDb::postgres();
    let uri = format!(
        "postgresql://postgres@/{}?host={}&port={}",
        db.name(),
        shared().socket_dir().display(),
        shared().port()
    );
    Store::open(&config(&uri)).map(drop).unwrap();
}

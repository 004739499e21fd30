//! One throw-away server: made, started, stopped and removed.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::binaries::{Binaries, run, server_user};
use super::tls::Tls;

/// MLflow's schema, for databases that look as if MLflow had made them.
const MLFLOW_SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/src/schema/mlflow/postgres.sql");
const TEMPLATE: &str = "mlflow_template";

/// Who may connect how: `postgres` as it likes, `tls_only` and `cert_only` as they are called, `secret` with its
/// password `s3cret`.
const HBA: &str = "\
local   all all                     trust
host    all cert_only,tls_only all  reject
host    all secret    127.0.0.1/32  scram-sha-256
host    all postgres  127.0.0.1/32  trust
";

/// Before [`HBA`], where the server speaks TLS.
const HBA_TLS: &str = "\
hostssl all cert_only 127.0.0.1/32  cert
hostssl all tls_only  127.0.0.1/32  trust
";

/// Nothing here has to survive a power cut, so fsync is off; `synchronous_commit` stays as users have it.
const SETTINGS: &str = "\
listen_addresses = '127.0.0.1'
fsync = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
log_min_messages = warning
";

/// A PostgreSQL server in a folder of its own, on a free port, with TLS.
#[derive(Debug)]
pub struct Server {
    binaries: Binaries,
    dir: PathBuf,
    port: u16,
    removed_on_drop: bool,
}

impl Server {
    /// A server for one test, which may stop it and start it again; it goes with the value.
    pub fn start() -> Self {
        let dir = std::env::temp_dir().join(format!("runlore-pg-{}-{}", std::process::id(), fastrand::u32(..)));
        let mut server = Self::create(&dir, std::process::id());
        server.removed_on_drop = true;
        server
    }

    /// Makes a server in `dir` that lives as long as the process `owner`.
    pub(super) fn create(dir: &Path, owner: u32) -> Self {
        std::fs::create_dir_all(dir).expect("the folder can be made");
        let server =
            Self { binaries: Binaries::find(), dir: dir.to_owned(), port: free_port(), removed_on_drop: false };
        give_to_server_user(dir);
        run(server.binaries.server_program("initdb").arg("-D").arg(server.data()).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]));
        server.configure();
        watch(&server.data(), dir, owner);
        server.resume();
        for role in ["cert_only SUPERUSER", "tls_only SUPERUSER", "secret SUPERUSER PASSWORD 's3cret'"] {
            server.sql("postgres", &format!("CREATE ROLE {role} LOGIN"));
        }
        server.sql("postgres", &format!("CREATE DATABASE {TEMPLATE}"));
        run(server.psql(TEMPLATE).args(["-f", MLFLOW_SCHEMA]));
        server
    }

    fn configure(&self) {
        let (mut hba, mut settings) = (HBA.to_owned(), SETTINGS.to_owned());
        if self.speaks_tls() {
            hba.insert_str(0, HBA_TLS);
            settings.push_str("ssl = on\nssl_ca_file = 'ca.crt'\n");
            let tls = self.tls();
            tls.write();
            for file in [&tls.authority, &tls.server_certificate, &tls.server_key] {
                give_to_server_user(file);
            }
        }
        std::fs::write(self.data().join("pg_hba.conf"), hba).expect("pg_hba.conf can be written");
        let place = format!("unix_socket_directories = '{}'\nport = {}\n", self.dir.display(), self.port);
        std::fs::write(self.data().join("postgresql.auto.conf"), settings + &place).expect("settings can be written");
    }

    /// Whether the server speaks TLS, so that tests of it can say that they did nothing.
    pub fn speaks_tls(&self) -> bool {
        self.binaries.speak_tls()
    }

    /// A handle to a server that another process made.
    pub(super) fn attach(dir: &Path, port: u16) -> Self {
        Self { binaries: Binaries::find(), dir: dir.to_owned(), port, removed_on_drop: false }
    }

    /// Starts the server again after [`Server::stop`].
    pub fn resume(&self) {
        let log = self.dir.join("log");
        let mut command = self.binaries.server_program("pg_ctl");
        command.arg("-D").arg(self.data()).arg("-l").arg(&log).args(["-w", "-t", "60", "start"]);
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let up = status.is_ok_and(|s| s.success());
        assert!(up, "PostgreSQL did not start: {}", std::fs::read_to_string(log).unwrap_or_default());
    }

    /// Stops the server as a crash would: connections break, nothing is tidied up.
    pub fn stop(&self) {
        run(self.binaries.server_program("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]));
    }

    /// Runs SQL as `postgres` and returns the rows, columns separated by `|`.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        run(self.psql(database).args(["-c", sql]))
    }

    /// Makes a database: empty, or as MLflow would have made it.
    pub(crate) fn create_database(&self, name: &str, with_schema: bool) {
        let template = if with_schema { TEMPLATE } else { "template0" };
        self.sql("postgres", &format!("CREATE DATABASE {name} TEMPLATE {template}"));
    }

    /// Drops a database and whoever is still connected to it.
    pub(crate) fn drop_database(&self, name: &str) {
        self.sql("postgres", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    /// The URI of a database, without TLS.
    pub fn uri(&self, database: &str) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// The port, for URIs that a test spells itself; the certificate is for the name `localhost`.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder of the server's Unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.dir
    }

    /// The certificates.
    pub fn tls(&self) -> Tls {
        Tls::in_dir(&self.data())
    }

    /// Which server this is, for the test's output.
    pub fn describe(&self) -> String {
        self.binaries.describe()
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn psql(&self, database: &str) -> Command {
        let mut command = self.binaries.program("psql");
        command.args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", &self.uri(database)]);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.removed_on_drop {
            let stop = self
                .binaries
                .server_program("pg_ctl")
                .arg("-D")
                .arg(self.data())
                .args(["-m", "immediate", "stop"])
                .output();
            drop(stop);
            drop(std::fs::remove_dir_all(&self.dir));
        }
    }
}

/// Whether something listens there.
pub(super) fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

fn give_to_server_user(path: &Path) {
    if let Some(user) = server_user() {
        std::os::unix::fs::chown(path, Some(user.uid), Some(user.gid)).expect("root may change owners");
    }
}

/// Starts a process of its own session that stops the server and removes its folder when `owner` has gone.
fn watch(data: &Path, dir: &Path, owner: u32) {
    let script = "while kill -0 \"$1\" 2>/dev/null && [ -d \"$2\" ]; do sleep 0.5; done
        pid=$(head -n 1 \"$2/postmaster.pid\" 2>/dev/null) && kill -QUIT \"$pid\"
        while [ -n \"$pid\" ] && kill -0 \"$pid\" 2>/dev/null; do sleep 0.1; done
        rm -rf \"$3\" \"$3.lock\"";
    let mut command = Command::new("setsid");
    command.args(["sh", "-c", script, "watch", &owner.to_string()]).arg(data).arg(dir).current_dir("/");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    drop(command.spawn().expect("the watchdog starts"));
}

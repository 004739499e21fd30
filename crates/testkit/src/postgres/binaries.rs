//! Where PostgreSQL's programs are, and how they are run by root, whom the server refuses.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The programs of one PostgreSQL installation.
#[derive(Debug, Clone)]
pub struct Binaries {
    dir: PathBuf,
}

impl Binaries {
    /// Debian's newest, else the first on the path, else those of the `pgserver` wheel.
    pub fn find() -> Self {
        let dir = newest_debian().or_else(on_path).or_else(wheel).expect(
            "no PostgreSQL server programs: install Debian's postgresql-15 or the pgserver wheel (`scripts/setup test`)",
        );
        Self { dir }
    }

    /// A program, to be run by the user who may run the server.
    pub(super) fn server_program(&self, name: &str) -> Command {
        let Some(user) = server_user() else { return self.program(name) };
        let mut command = Command::new("setpriv");
        command.args([
            &format!("--reuid={}", user.uid),
            &format!("--regid={}", user.gid),
            "--clear-groups",
            "--",
            &self.dir.join(name).display().to_string(),
        ]);
        command.current_dir("/").env("LC_ALL", "C");
        command
    }

    /// A client program.
    pub(super) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.dir.join(name));
        command.current_dir("/").env("LC_ALL", "C");
        command
    }

    /// Whether the server was built with TLS; the one in the wheel was not.
    pub(super) fn speak_tls(&self) -> bool {
        let configured = self.program("pg_config").arg("--configure").output().expect("pg_config runs");
        String::from_utf8_lossy(&configured.stdout).contains("ssl")
    }

    /// What the server calls itself, and where it is.
    pub fn describe(&self) -> String {
        let version = self.program("postgres").arg("--version").output().expect("postgres --version runs");
        format!("{} from {}", String::from_utf8_lossy(&version.stdout).trim(), self.dir.display())
    }
}

fn newest_debian() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut dirs: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let dir = entry.path().join("bin");
            let major = entry.file_name().to_str()?.parse().ok()?;
            dir.join("initdb").exists().then_some((major, dir))
        })
        .collect();
    dirs.sort();
    dirs.pop().map(|(_, dir)| dir)
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|dir| dir.join("initdb").exists() && dir.join("postgres").exists())
}

fn wheel() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    [".venv-pg", ".venv"].iter().find_map(|venv| {
        let pythons = std::fs::read_dir(root.join(venv).join("lib")).ok()?;
        pythons
            .filter_map(Result::ok)
            .map(|python| python.path().join("site-packages/pgserver/pginstall/bin"))
            .find(|dir| dir.join("initdb").exists())
    })
}

/// The user that the server runs as when the tests run as root.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServerUser {
    pub(super) uid: u32,
    pub(super) gid: u32,
}

/// `None` when the tests do not run as root, so the server may run as whoever runs them.
pub(super) fn server_user() -> Option<ServerUser> {
    use std::os::unix::fs::MetadataExt;
    let me = std::fs::metadata("/proc/self").expect("/proc is there").uid();
    (me == 0).then(|| {
        let passwd = std::fs::read_to_string("/etc/passwd").expect("/etc/passwd can be read");
        let find = |name: &str| {
            let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
            let mut ids = line.split(':').skip(2).map(str::parse);
            Some(ServerUser { uid: ids.next()?.ok()?, gid: ids.next()?.ok()? })
        };
        find("postgres").or_else(|| find("nobody")).expect("a user who is not root")
    })
}

/// Runs a command to its end; its output is part of the panic when it fails.
pub(super) fn run(command: &mut Command) -> String {
    let output =
        command.stdin(Stdio::null()).output().unwrap_or_else(|e| panic!("{command:?} could not be started: {e}"));
    assert!(
        output.status.success(),
        "{command:?} failed: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

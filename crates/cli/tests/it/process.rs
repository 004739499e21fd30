//! A `runlore` process in a folder of its own, and what it printed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A command in a throw-away working folder, with none of the caller's settings.
pub(crate) fn runlore(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runlore"));
    command.args(args).current_dir(folder.path()).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| ["RUNLORE_", "MLFLOW_", "PG"].iter().any(|prefix| name.starts_with(prefix)))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command that must end by itself.
pub(crate) fn output(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// The sentence that a failed start leaves on standard error, and that it is all there is.
#[track_caller]
pub(crate) fn complaint(output: &Output) -> String {
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "one sentence, not:\n{stderr}");
    stderr.trim_end().strip_prefix("runlore: ").expect("the sentence names the program").to_owned()
}

/// A server that listens; killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// The lines it printed up to the one that ends the banner.
    pub(crate) banner: Vec<String>,
    pub(crate) address: String,
}

impl Server {
    /// Starts `runlore server --port 0` and waits for its banner.
    pub(crate) fn start(folder: &TempDir, args: &[&str]) -> Self {
        Self::spawn(runlore(folder, &["server", "--port", "0"]).args(args))
    }

    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let banner: Vec<String> = lines.by_ref().take(3).map(|line| line.unwrap()).collect();
        let Some(first) = banner.first() else {
            let mut stderr = String::new();
            child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
            panic!("no banner, but:\n{stderr}");
        };
        let url = first.rsplit_once("http://").expect("the banner has a URL").1;
        let address = url.split('/').next().unwrap().to_owned();
        Self { child, banner, address }
    }

    /// The answer to a GET, status line and all.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// The exit code, standard error and how long it took, once the process has ended.
    pub(crate) fn wait(mut self) -> (Option<i32>, String, Duration) {
        let since = Instant::now();
        let mut stderr = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        let status = self.child.wait().unwrap();
        (status.code(), stderr, since.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The server that all tests of one run use.

use std::fs::File;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::server::{Server, listens};

/// The server of this test run, started by whoever comes first.
///
/// The run is the parent process: nextest starts each test itself, and `cargo test` each binary.
pub fn shared() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let server = join();
        tell(&server.describe());
        server
    })
}

fn join() -> Server {
    let runner = std::os::unix::process::parent_id();
    let place = std::env::temp_dir().join(format!("runlore-pg-run-{runner}"));
    let lock = File::create(place.with_extension("lock")).expect("the lock file can be made");
    lock.lock().expect("the lock can be taken");
    let port_file = place.join("port");
    let port = std::fs::read_to_string(&port_file).ok().and_then(|text| text.parse().ok());
    match port {
        Some(port) if listens(port) => Server::attach(&place, port),
        _ => {
            remove_stale(&place);
            let server = Server::create(&place, runner);
            std::fs::write(port_file, server.port().to_string()).expect("the port can be written down");
            server
        }
    }
}

/// What a run with the same process id left behind after a power cut.
fn remove_stale(place: &PathBuf) {
    match std::fs::remove_dir_all(place) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => panic!("{} can not be removed: {e}", place.display()),
        _ => {}
    }
}

#[expect(clippy::print_stderr, reason = "the test's output says which server it ran on")]
fn tell(which: &str) {
    eprintln!("tests run on {which}");
}

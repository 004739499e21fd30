//! `runlore db …`: work on a database while nobody waits for it.

use std::io::Write as _;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use runlore_domain::{Error, Result};

use crate::args::IndexArgs;

/// How often a long build says that it goes on.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

/// `runlore db index`: builds what is missing and says how far it is.
pub(crate) fn index(args: &IndexArgs) -> Result<()> {
    let start = Instant::now();
    let (told, lines) = mpsc::channel();
    let uri = args.backend_store_uri.clone();
    let build = thread::spawn(move || {
        // Whoever reads the lines outlives this thread.
        runlore_server::build_indexes(&uri, &mut |line| drop(told.send(line.to_owned())))
    });
    let mut built = 0;
    let mut now = "opening the database".to_owned();
    loop {
        match lines.recv_timeout(SIGN_OF_LIFE) {
            Ok(line) => {
                built += 1;
                print(start, &line);
                now = line;
            }
            Err(RecvTimeoutError::Timeout) => print(start, &format!("still at {now}")),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    build.join().map_err(|_| Error::internal("building the indexes failed; that is a defect in Runlore"))??;
    match built {
        0 => print(start, "no index is missing"),
        _ => print(start, &format!("done, {built} built")),
    }
    Ok(())
}

/// Not `println!`: the build goes on when nobody reads any more.
fn print(start: Instant, text: &str) {
    let line = format!("[{:>7.1} s] {text}\n", start.elapsed().as_secs_f32());
    if let Err(error) = std::io::stdout().write_all(line.as_bytes()) {
        tracing::debug!(%error, "a line was not printed");
    }
}

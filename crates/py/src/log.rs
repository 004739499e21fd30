//! What nobody waits for and somebody should know, such as that the server is away, on standard error. Not through
//! Python's `logging`: threads that hold a lock can not wait for the interpreter's.

use std::io;
use std::sync::Once;

/// Shows warnings from now on, unless the program that this library is in shows them already.
pub(crate) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        let shown = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
            .with_writer(|| Unlocked)
            .with_ansi(false)
            .without_time()
            .log_internal_errors(false)
            .try_init();
        // Somebody shows them already.
        drop(shown);
    });
}

/// Standard error without its lock, which a forked child could find held by a thread that it does not have.
struct Unlocked;

impl io::Write for Unlocked {
    #[cfg(unix)]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        use std::os::fd::AsFd as _;
        io::Write::write(&mut std::fs::File::from(io::stderr().as_fd().try_clone_to_owned()?), bytes)
    }

    #[cfg(not(unix))]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

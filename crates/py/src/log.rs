//! What nobody waits for and somebody should know, such as that the server is away, on standard error. Not through
//! Python's `logging`: threads that hold a lock can not wait for the interpreter's.

use std::sync::Once;

/// Shows warnings from now on, unless the program that this library is in shows them already.
pub(crate) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        let shown = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
            .with_writer(std::io::stderr)
            .with_ansi(false)
            .without_time()
            .log_internal_errors(false)
            .try_init();
        // Somebody shows them already.
        drop(shown);
    });
}

//! What standard output is written to.

use rustix::termios::{isatty, tcgetwinsize};

/// The width of the terminal that standard output is; `None` for files and pipes, where nothing is cut.
pub(crate) fn width() -> Option<u16> {
    let stdout = std::io::stdout();
    if !isatty(&stdout) {
        return None;
    }
    // A terminal that does not know its width, such as a serial line, says 0.
    tcgetwinsize(&stdout).ok().map(|size| size.ws_col).filter(|width| *width > 0)
}

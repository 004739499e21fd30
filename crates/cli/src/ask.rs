//! Asking the person at the terminal before many things change at once.

use std::io::{BufRead as _, Write as _};

use runlore::{Error, ErrorKind, Result};
use rustix::termios::isatty;

/// Asks `question`, unless `yes` was said before or nobody is there to ask. An error when the answer is no.
pub(crate) fn sure(question: &str, yes: bool) -> Result<()> {
    let (stdin, mut stderr) = (std::io::stdin(), std::io::stderr());
    if yes || !isatty(&stdin) || !isatty(&stderr) {
        return Ok(());
    }
    let mut answer = String::new();
    let asked = write!(stderr, "{question} [y/N] ").and_then(|()| stderr.flush());
    asked
        .and_then(|()| stdin.lock().read_line(&mut answer))
        .map_err(|cause| Error::internal("The terminal can not be asked; say --yes").with_source(cause))?;
    if matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes") {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::InvalidState, "Nothing was changed."))
    }
}

//! The command `runlore` of the wheel: the same code as the binary's, without a second copy of it.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs a command line, the program's name first; answers the exit code.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, argv: Vec<OsString>) -> u8 {
    py.detach(|| runlore_cli::main(argv))
}

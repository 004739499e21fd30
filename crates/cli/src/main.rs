//! The binary `runlore`; all of it is in the library, so that the Python package can call it too.

use std::process::ExitCode;

/// Returns freed memory to the system sooner and allocates faster than the C library's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    runlore_cli::main(std::env::args_os()).into()
}

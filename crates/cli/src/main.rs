//! The binary `runlore`; all of it is in the library, so that the Python package can call it too.

use std::process::ExitCode;

/// Returns freed memory to the system sooner and allocates faster than the C library's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for huge pages; an idle server then holds 10 MiB for the 2 that it uses.
    // Where the system refuses, only that is lost.
    #[cfg(target_os = "linux")]
    let _refused = rustix::thread::disable_transparent_huge_pages(true);
    runlore_cli::run(std::env::args_os())
}

//! `runlore db …`: work on a database while nobody waits for it.

use std::time::Instant;

use runlore_domain::Result;

use crate::args::IndexArgs;

/// `runlore db index`: builds what is missing and says how far it is.
#[expect(clippy::print_stdout, reason = "this is the command line's own output")]
pub(crate) fn index(args: &IndexArgs) -> Result<()> {
    let start = Instant::now();
    let mut built = 0;
    runlore_server::build_indexes(&args.backend_store_uri, &mut |line| {
        built += 1;
        println!("[{:>7.1} s] {line}", start.elapsed().as_secs_f32());
    })?;
    match built {
        0 => println!("No index is missing."),
        _ => println!("[{:>7.1} s] done, {built} built", start.elapsed().as_secs_f32()),
    }
    Ok(())
}

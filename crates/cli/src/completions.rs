//! `runlore completions`: a script that teaches a shell what can be typed.

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};
use runlore::{Error, Result};

use crate::args::Cli;
use crate::outcome::Outcome;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Whose script
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "runlore", &mut script);
    let script =
        String::from_utf8(script).map_err(|cause| Error::internal("The script is not UTF-8").with_source(cause))?;
    Ok(script.into())
}

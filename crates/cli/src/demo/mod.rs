//! `runlore demo`: a believable project to look at, for whoever tries the interface and for its tests.
//!
//! Everything is made up here, without a model and without the network, and is the same each time.

mod answers;
mod project;
mod story;

use std::time::Duration;

use clap::Args;
use runlore::{Error, ErrorKind, Result};

use crate::outcome::Outcome;
use crate::session::Tracking;

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    #[command(flatten)]
    tracking: Tracking,

    /// How long one more run goes on logging, to be watched
    #[arg(long, value_name = "TIME", value_parser = crate::duration::parse, default_value = "0s")]
    live: Duration,
}

pub(crate) fn run(args: &DemoArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let (name, client) = (project::EXPERIMENT, args.tracking.client()?);
    match client.wait(client.get_experiment_by_name(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
        Ok(_) => {
            let message =
                format!("There is an experiment '{name}' already: name another database with --tracking-uri.");
            return Err(Error::new(ErrorKind::AlreadyExists, message));
        }
    }
    runlore::set_tracking_uri(args.tracking.uri());
    let mut runs = project::write()?;
    if !args.live.is_zero() {
        project::live(args.live)?;
        runs += 1;
    }
    runlore::close();
    Ok(format!("Made {runs} runs in the experiment '{name}'.\n").into())
}

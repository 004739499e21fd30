//! `runlore demo`: a believable project to look at, for whoever tries the interface and for its tests.
//!
//! Everything is made up here, without a model and without the network, and is the same each time.

mod answers;
mod project;
mod story;

use std::time::Duration;

use clap::Args;
use runlore::Result;

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
    runlore::set_tracking_uri(args.tracking.uri());
    let runs = project::write()?;
    if !args.live.is_zero() {
        project::live(args.live)?;
    }
    runlore::close();
    let (name, uri) = (project::EXPERIMENT, args.tracking.uri());
    Ok(format!("Made {runs} runs in the experiment '{name}' of {uri}.\n").into())
}

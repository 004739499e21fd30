//! Log lines on standard error, for people or for machines.

use runlore_domain::{Error, Result};
use tracing_subscriber::EnvFilter;

use crate::args::LogFormat;

/// Starts logging; `filter` is a level or `module=level` pairs.
pub(crate) fn start(format: LogFormat, filter: &str) -> Result<()> {
    let filter = EnvFilter::try_new(filter).map_err(|cause| {
        Error::invalid(format!("--log-level {filter} is not understood ({cause}); use a level such as info or debug."))
    })?;
    // A log line that can not be written (a full disk) is dropped: reporting it on the same stream would panic.
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    let started = match format {
        LogFormat::Text => builder.with_ansi(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    keep(started);
    Ok(())
}

/// Starts logging of what is wrong, a line of text each, for a verb that ends soon.
pub(crate) fn warnings() {
    let builder = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr);
    keep(builder.with_ansi(false).without_time().with_target(false).log_internal_errors(false).try_init());
}

/// A second command line in one process logs as the first one did.
fn keep(started: std::result::Result<(), impl std::fmt::Display>) {
    if let Err(error) = started {
        tracing::debug!(%error, "logging stays as it is");
    }
}

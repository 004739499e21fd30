//! `runlore sync`: what programs recorded and could not send goes to its servers.

use std::path::PathBuf;

use clap::Args;
use runlore::{Result, Synced};
use serde_json::{Value, json};

use crate::outcome::{FAILED, Outcome, REFUSED};
use crate::print::{self, escape};
use crate::progress::Bar;

#[derive(Debug, Args)]
pub(crate) struct SyncArgs {
    /// The folder of the spools, or one spool [default: where programs of this user keep them]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Send everything there instead of where it was recorded for
    #[arg(long, value_name = "URI")]
    to: Option<String>,

    /// How to print what was done
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    output: Output,
}

/// How to print what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// For people
    Table,
    /// An object for each spool
    Json,
}

pub(crate) fn run(args: &SyncArgs) -> Result<Outcome> {
    crate::logging::warnings();
    let bar = Bar::is_seen().then(Bar::line);
    let synced = runlore::sync(args.folder.as_deref(), args.to.as_deref(), |step| {
        if let Some(bar) = &bar {
            let left = print::bytes(step.left);
            bar.say(format!("{}: {} sent, {left} left", escape(&step.spool.display().to_string()), step.sent));
        }
    })?;
    drop(bar);
    let text = match args.output {
        Output::Json => print::json(&synced.iter().map(object).collect::<Vec<_>>())?,
        Output::Table if synced.is_empty() => "nothing to send\n".to_owned(),
        Output::Table => synced.iter().map(lines).collect(),
    };
    Ok(Outcome { text, complaint: complaint(&synced) })
}

/// What is not well.
fn complaint(synced: &[Synced]) -> Option<(u8, String)> {
    let failed: Vec<_> = synced.iter().filter_map(|spool| spool.problem.as_ref()).collect();
    if let Some(first) = failed.first() {
        let (spools, why) = (print::count(failed.len(), "spool"), first.message().trim_end_matches('.'));
        return Some((
            FAILED,
            format!("{spools} could not be sent whole: {why}. What is not sent stays where it is; run it again."),
        ));
    }
    let refused: usize = synced.iter().map(|spool| spool.refused).sum();
    let files = synced.iter().flat_map(|spool| &spool.rejected).map(|file| file.display().to_string());
    let files = files.collect::<Vec<_>>().join(", ");
    (refused > 0)
        .then(|| (REFUSED, format!("{} refused; what and why is in {files}.", print::count(refused, "record"))))
}

/// For people.
fn lines(synced: &Synced) -> String {
    let spool = escape(&synced.spool.display().to_string());
    let mut text = format!("{spool} -> {}: {} sent", escape(&synced.tracking_uri), print::count(synced.sent, "record"));
    if synced.refused > 0 {
        text += &format!(", {} of them refused", synced.refused);
    }
    text += "\n";
    for file in &synced.rejected {
        text += &format!("  refused records are in {}\n", escape(&file.display().to_string()));
    }
    for (local, server) in &synced.server_ids {
        text += &format!("  run {local} is {} there\n", escape(server));
    }
    if let Some(problem) = &synced.problem {
        text += &format!("  not everything is sent: {}\n", escape(problem.message()));
    }
    text
}

/// For machines.
fn object(synced: &Synced) -> Value {
    let problem = synced
        .problem
        .as_ref()
        .map(|problem| json!({"error_code": runlore::error_code(problem.kind()), "message": problem.message()}));
    let rejected: Vec<String> = synced.rejected.iter().map(|file| file.display().to_string()).collect();
    json!({
        "spool": synced.spool.display().to_string(), "tracking_uri": synced.tracking_uri, "sent": synced.sent,
        "refused": synced.refused, "rejected": rejected, "server_ids": synced.server_ids, "problem": problem,
    })
}

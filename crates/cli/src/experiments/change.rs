//! `runlore experiments create`, `rename`, `delete` and `restore`.

use std::collections::BTreeMap;

use clap::Args;
use runlore::{Client, Experiment, Result};

use crate::print::escape;
use crate::session::experiment;
use crate::{ask, print};

#[derive(Debug, Args)]
pub(super) struct CreateArgs {
    /// The name
    #[arg(value_name = "NAME")]
    name: String,

    /// Where its runs put their artifacts [default: where the server puts those of new experiments]
    #[arg(short = 'l', long, value_name = "URI")]
    artifact_location: Option<String>,

    /// A tag; may be given several times
    #[arg(short, long, value_name = "KEY=VALUE", value_parser = tag)]
    tag: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(super) struct RenameArgs {
    /// Name or id of the experiment
    #[arg(value_name = "NAME")]
    experiment: String,

    /// The new name
    #[arg(value_name = "NEW_NAME")]
    new_name: String,
}

#[derive(Debug, Args)]
pub(super) struct DeleteArgs {
    /// Names or ids of experiments
    #[arg(value_name = "NAME", required = true)]
    experiments: Vec<String>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// Names or ids of experiments
    #[arg(value_name = "NAME", required = true)]
    experiments: Vec<String>,
}

fn tag(text: &str) -> std::result::Result<(String, String), String> {
    let tag = text.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    tag.ok_or_else(|| "write a tag as KEY=VALUE".to_owned())
}

/// `runlore experiments create`: prints the id and nothing else, for scripts.
pub(super) fn create(client: &Client, args: &CreateArgs) -> Result<String> {
    let tags: BTreeMap<String, String> = args.tag.iter().cloned().collect();
    let id = client.wait(client.create_experiment(&args.name, args.artifact_location.as_deref(), &tags))?;
    Ok(id + "\n")
}

/// `runlore experiments rename`.
pub(super) fn rename(client: &Client, args: &RenameArgs) -> Result<String> {
    let found = experiment(client, &args.experiment)?;
    client.wait(client.rename_experiment(&found.experiment_id, &args.new_name))?;
    Ok(format!("renamed {} to {}\n", named(&found), escape(&args.new_name)))
}

/// `runlore experiments delete`.
pub(super) fn delete(client: &Client, args: &DeleteArgs) -> Result<String> {
    let found = all(client, &args.experiments)?;
    ask::sure(&format!("Delete {} with all runs?", print::count(found.len(), "experiment")), args.yes)?;
    let mut text = String::new();
    for experiment in &found {
        client.wait(client.delete_experiment(&experiment.experiment_id))?;
        text += &format!("deleted {}\n", named(experiment));
    }
    Ok(text)
}

/// `runlore experiments restore`.
pub(super) fn restore(client: &Client, args: &RestoreArgs) -> Result<String> {
    let mut text = String::new();
    for experiment in &all(client, &args.experiments)? {
        client.wait(client.restore_experiment(&experiment.experiment_id))?;
        text += &format!("restored {}\n", named(experiment));
    }
    Ok(text)
}

/// Experiments that are all there, so that nothing is changed when one of them is not.
fn all(client: &Client, named: &[String]) -> Result<Vec<Experiment>> {
    named.iter().map(|named| experiment(client, named)).collect()
}

fn named(experiment: &Experiment) -> String {
    format!("{} ({})", experiment.experiment_id, escape(&experiment.name))
}

//! Which experiment runs belong to.

use std::collections::BTreeMap;

use runlore_domain::{Error, ErrorKind, Result};

use crate::begin;
use crate::client::Client;
use crate::entities::Experiment;
use crate::known::{self, Known, Place};
use crate::recorder::{Mode, Settings};
use crate::state::{self, ExperimentRef};

/// Sets the experiment, by name, for runs that begin from now on, and makes it if it is not there. While the
/// server is away the answer is what its last contact told, or `None`; the first run makes the experiment
/// then.
///
/// # Errors
/// When the name is none that an experiment can have, or the experiment is in the bin.
pub fn set_experiment(name: &str) -> Result<Option<Experiment>> {
    runlore_domain::experiment::check_name(name)?;
    let client = state::client()?;
    let asked = ask(&client, async {
        begin::get_or_create(&client, name).await?;
        client.get_experiment_by_name(name).await
    })?;
    settle(&client, asked, ExperimentRef::Name(name.to_owned()))
}

/// The same by id, for an experiment that is there.
///
/// # Errors
/// When there is none of this id, or it is in the bin.
pub fn set_experiment_id(id: &str) -> Result<Option<Experiment>> {
    let client = state::client()?;
    let asked = ask(&client, client.get_experiment(id))?;
    settle(&client, asked, ExperimentRef::Id(id.to_owned()))
}

/// Name or id of the experiment that runs belong to from now on: as set, or from `…_EXPERIMENT_NAME` or
/// `…_EXPERIMENT_ID`; neither means the Default one.
pub fn experiment() -> (Option<String>, Option<String>) {
    match begin::current_experiment() {
        Some(ExperimentRef::Name(name)) => (Some(name), None),
        Some(ExperimentRef::Id(id)) => (None, Some(id)),
        None => (None, None),
    }
}

/// What the server says, if it is there.
fn ask(client: &Client, question: impl Future<Output = Result<Experiment>> + Send) -> Result<Option<Experiment>> {
    if Settings::of_process()?.mode == Mode::Offline || begin::peer(client).is_none() {
        return Ok(None);
    }
    match client.wait(question) {
        Ok(experiment) => Ok(Some(experiment)),
        Err(error) if error.kind() == ErrorKind::Unavailable => Ok(None),
        Err(error) => Err(error),
    }
}

fn settle(client: &Client, asked: Option<Experiment>, named: ExperimentRef) -> Result<Option<Experiment>> {
    let known = match asked {
        Some(experiment) if experiment.lifecycle_stage == "deleted" => {
            return Err(Error::invalid(format!(
                "Cannot set a deleted experiment '{}' as the active experiment. You can restore the experiment, or \
                 permanently delete the experiment to create a new one.",
                experiment.name
            )));
        }
        Some(experiment) => {
            known::note_experiment(client.uri(), &experiment.name, &Place::from(&experiment));
            Some(experiment)
        }
        None => remembered(&Known::read(client.uri()), &named),
    };
    state::state().experiment = Some(named);
    Ok(known)
}

/// What the last contact told.
fn remembered(known: &Known, named: &ExperimentRef) -> Option<Experiment> {
    let (name, place) = match named {
        ExperimentRef::Name(name) => (name.as_str(), known.named(name)?),
        ExperimentRef::Id(id) => known.numbered(id)?,
    };
    Some(Experiment {
        experiment_id: place.id.clone(),
        name: name.to_owned(),
        artifact_location: place.location.clone(),
        lifecycle_stage: "active".to_owned(),
        creation_time: None,
        last_update_time: None,
        tags: BTreeMap::new(),
    })
}

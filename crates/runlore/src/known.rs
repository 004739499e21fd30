//! What the last contact with a server told, kept beside the spools: what kind of server it is, and the
//! experiments that this user logs to. It lets a run begin as usual while the server is away.

use std::collections::BTreeMap;
use std::path::PathBuf;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::client::Peer;
use crate::entities::Experiment;
use crate::spool;

/// Experiments that are kept of one server; beyond them the first by name go.
const EXPERIMENTS: usize = 1000;

/// What is known of one server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    mlflow: Option<bool>,
    #[serde(default)]
    experiments: BTreeMap<String, Place>,
}

/// An experiment's id and where its runs put their artifacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) location: String,
}

impl Place {
    pub(crate) fn artifact_uri(&self, run_id: &str) -> String {
        format!("{}/{run_id}/artifacts", self.location.trim_end_matches('/'))
    }
}

impl From<&Experiment> for Place {
    fn from(experiment: &Experiment) -> Self {
        Self { id: experiment.experiment_id.clone(), location: experiment.artifact_location.clone() }
    }
}

impl Known {
    pub(crate) fn read(uri: &str) -> Self {
        let json = path(uri).and_then(|path| std::fs::read(path).ok());
        json.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
    }

    pub(crate) fn peer(&self) -> Option<Peer> {
        self.mlflow.map(|mlflow| if mlflow { Peer::Mlflow } else { Peer::Runlore })
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Place> {
        self.experiments.get(name)
    }

    pub(crate) fn numbered(&self, id: &str) -> Option<(&str, &Place)> {
        self.experiments.iter().find(|(_, place)| place.id == id).map(|(name, place)| (name.as_str(), place))
    }
}

/// Keeps which kind of server it is.
pub(crate) fn note_peer(uri: &str, peer: Peer) {
    change(uri, |known| known.mlflow = Some(peer == Peer::Mlflow));
}

/// Keeps an experiment.
pub(crate) fn note_experiment(uri: &str, name: &str, place: &Place) {
    change(uri, |known| {
        known.experiments.insert(name.to_owned(), place.clone());
        while known.experiments.len() > EXPERIMENTS {
            known.experiments.pop_first();
        }
    });
}

/// Best effort: what is not kept is asked again.
fn change(uri: &str, change: impl FnOnce(&mut Known)) {
    let before = Known::read(uri);
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return;
    }
    let Some(path) = path(uri) else { return };
    let written = path.parent().map_or(Ok(()), spool::private_folder).and_then(|()| {
        let json = serde_json::to_vec(&after)?;
        spool::replace(&path, &json)
    });
    if let Err(error) = written {
        tracing::debug!(%error, "what the server told is not kept");
    }
}

fn path(uri: &str) -> Option<PathBuf> {
    let name = utf8_percent_encode(uri, NON_ALPHANUMERIC).to_string();
    (name.len() < 200).then_some(())?;
    Some(spool::root().ok()?.join("known").join(format!("{name}.json")))
}

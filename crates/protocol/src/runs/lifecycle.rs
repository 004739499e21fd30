//! Creating, reading, changing, deleting and restoring runs.

use runlore_domain::limits::{KEY_LENGTH, longer_than};
use runlore_domain::python::json_string;
use runlore_domain::run::{NewRun, RunStatus, RunUpdate};
use runlore_domain::run_batch::check_value;
use runlore_domain::{Error, ExperimentId, Result, RunId, run_name};
use serde::Deserialize;

use crate::fields::{self, KeyValues, non_empty, or_empty, required, run_id};
use crate::scalar::{EnumValue, Int64, Text};

/// `runs/create`.
#[derive(Debug, Deserialize)]
pub struct CreateRun {
    #[serde(alias = "experimentId")]
    experiment_id: Option<Text>,
    #[serde(alias = "userId")]
    user_id: Option<Text>,
    #[serde(alias = "runName")]
    run_name: Option<Text>,
    #[serde(alias = "startTime")]
    start_time: Option<Int64>,
    tags: KeyValues,
}

impl CreateRun {
    /// The run with a new id, its name settled; `max_value` bounds tag values in bytes.
    pub fn into_domain(self, max_value: usize) -> Result<NewRun> {
        self.into_domain_in(None, max_value)
    }

    /// The same, in `experiment` when the request names none.
    pub(crate) fn into_domain_in(self, experiment: Option<ExperimentId>, max_value: usize) -> Result<NewRun> {
        let named = non_empty(self.experiment_id).map(|id| ExperimentId::parse(&id)).transpose()?;
        let experiment_id = named
            .or(experiment)
            .ok_or_else(|| Error::bad_request("A run needs an experiment: 'experiment_id' is missing."))?;
        let mut tags = fields::tags(self.tags);
        for (index, tag) in tags.iter().enumerate() {
            if tags[..index].iter().any(|earlier| earlier.key == tag.key) {
                return Err(Error::bad_request(format!("The tag {} is there twice.", json_string(&tag.key))));
            }
            if longer_than(&tag.key, KEY_LENGTH) {
                let message = format!("'tags[{index}].key' exceeds the maximum length of {KEY_LENGTH} characters");
                return Err(Error::invalid(message));
            }
            check_value("tags", &tag.value, Some(index), max_value)?;
        }
        let name = run_name::settle(self.run_name.map(|text| text.0), &mut tags)?;
        Ok(NewRun {
            id: RunId::random(),
            experiment_id,
            name,
            user_id: or_empty(self.user_id),
            start_time: self.start_time.map_or(0, |time| time.0),
            tags,
        })
    }
}

/// `runs/get`, where older clients say `run_uuid`.
#[derive(Debug, Deserialize)]
pub struct GetRun {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
}

impl TryFrom<GetRun> for RunId {
    type Error = Error;

    fn try_from(request: GetRun) -> Result<Self> {
        run_id(request.run_id, request.run_uuid)
    }
}

/// `runs/delete` and `runs/restore`.
#[derive(Debug, Deserialize)]
pub struct RunRef {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
}

impl TryFrom<RunRef> for RunId {
    type Error = Error;

    fn try_from(request: RunRef) -> Result<Self> {
        required(request.run_id, "run_id").map(Self::from)
    }
}

/// `runs/update`.
#[derive(Debug, Deserialize)]
pub struct UpdateRun {
    #[serde(alias = "runId")]
    run_id: Option<Text>,
    #[serde(alias = "runUuid")]
    run_uuid: Option<Text>,
    status: Option<EnumValue>,
    #[serde(alias = "endTime")]
    end_time: Option<Int64>,
    #[serde(alias = "runName")]
    run_name: Option<Text>,
}

impl TryFrom<UpdateRun> for RunUpdate {
    type Error = Error;

    fn try_from(request: UpdateRun) -> Result<Self> {
        Ok(Self {
            run_id: run_id(request.run_id, request.run_uuid)?,
            status: request.status.map(|status| status.pick("status", &RunStatus::ALL)).transpose()?,
            end_time: request.end_time.map(|time| time.0),
            name: non_empty(request.run_name),
        })
    }
}

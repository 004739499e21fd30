//! `/api/runlore/v1/experiments/activity`: how many runs experiments have. Not MLflow's; the shapes are ours.

use runlore_domain::experiment::Activity;
use runlore_domain::limits::EXPERIMENTS_PER_ACTIVITY;
use runlore_domain::{Error, ExperimentId, Result};
use serde::{Deserialize, Serialize};

use crate::fields::missing;
use crate::scalar::{Repeated, Text};

/// The request.
#[derive(Debug, Deserialize)]
pub struct GetActivity {
    experiment_ids: Option<Repeated<Text>>,
}

impl GetActivity {
    /// The experiments that are asked about.
    pub fn into_domain(self) -> Result<Vec<ExperimentId>> {
        let ids = self.experiment_ids.ok_or_else(|| missing("experiment_ids"))?.0;
        if ids.len() > EXPERIMENTS_PER_ACTIVITY {
            let asked = ids.len();
            let message =
                format!("Ask about {EXPERIMENTS_PER_ACTIVITY} experiments at most, not about {asked}; send several.");
            return Err(Error::invalid(message));
        }
        ids.iter().map(|id| ExperimentId::parse(&id.0)).collect()
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct ActivityBody {
    experiments: Vec<ActivityJson>,
}

#[derive(Debug, Serialize)]
struct ActivityJson {
    experiment_id: String,
    runs: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_start_time: Option<i64>,
}

impl From<Vec<Activity>> for ActivityBody {
    fn from(found: Vec<Activity>) -> Self {
        let experiments = found.into_iter().map(|each| ActivityJson {
            experiment_id: each.experiment_id.to_string(),
            runs: each.runs,
            last_start_time: each.last_start,
        });
        Self { experiments: experiments.collect() }
    }
}

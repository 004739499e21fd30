//! The columns of tables of runs. They are named as in the search grammar, so what is seen can be filtered by.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;

use super::lost::Seen;
use crate::print::Cell;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    Attribute(Attribute),
    Metric(String),
    Param(String),
    Tag(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    RunId,
    ExperimentId,
    Experiment,
    RunName,
    Status,
    Lost,
    LifecycleStage,
    StartTime,
    EndTime,
    Duration,
    UserId,
    ArtifactUri,
}

use Attribute::{
    ArtifactUri, Duration, EndTime, Experiment, ExperimentId, LifecycleStage, Lost, RunId, RunName, StartTime, Status,
    UserId,
};

/// Every attribute under its name.
const ATTRIBUTES: [(&str, Attribute); 12] = [
    ("run_id", RunId),
    ("experiment_id", ExperimentId),
    ("experiment", Experiment),
    ("run_name", RunName),
    ("status", Status),
    ("lost", Lost),
    ("lifecycle_stage", LifecycleStage),
    ("start_time", StartTime),
    ("end_time", EndTime),
    ("duration", Duration),
    ("user_id", UserId),
    ("artifact_uri", ArtifactUri),
];

/// The columns of CSV, whatever the runs hold.
const MACHINES: [Attribute; 10] =
    [RunId, ExperimentId, RunName, Status, Lost, LifecycleStage, StartTime, EndTime, UserId, ArtifactUri];

pub(super) fn machines() -> Vec<Column> {
    MACHINES.into_iter().map(Column::Attribute).collect()
}

/// The columns for people. What is the same in every row is left out; and where `logged` columns follow, what takes
/// their place on a terminal.
pub(super) fn people(several_experiments: bool, deleted_too: bool, logged: bool) -> Vec<Column> {
    let mut columns = vec![RunId, RunName];
    columns.extend(several_experiments.then_some(Experiment));
    columns.push(Status);
    columns.extend(deleted_too.then_some(LifecycleStage));
    if !logged {
        columns.extend([StartTime, Duration, UserId]);
    }
    columns.into_iter().map(Column::Attribute).collect()
}

/// A column for every metric and param, and where `tags` says so for every tag, that one of the runs has.
pub(super) fn logged(runs: &[Seen<'_>], tags: bool) -> Vec<Column> {
    let keys = |of: for<'r> fn(&'r Seen<'_>) -> Vec<&'r String>| {
        let keys: BTreeSet<&String> = runs.iter().flat_map(of).collect();
        keys.into_iter().cloned().collect::<Vec<_>>()
    };
    let metrics = keys(|seen| seen.run.data.metrics.keys().collect()).into_iter().map(Column::Metric);
    let params = keys(|seen| seen.run.data.params.keys().collect()).into_iter().map(Column::Param);
    let tags = if tags { keys(|seen| seen.run.data.tags.keys().collect()) } else { Vec::new() };
    metrics.chain(params).chain(tags.into_iter().map(Column::Tag)).collect()
}

impl Column {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Attribute(attribute) => {
                let named = ATTRIBUTES.iter().find(|(_, other)| other == attribute);
                named.map_or_else(String::new, |(name, _)| (*name).to_owned())
            }
            Self::Metric(key) => format!("metrics.{key}"),
            Self::Param(key) => format!("params.{key}"),
            Self::Tag(key) => format!("tags.{key}"),
        }
    }

    /// What a run has in this column. `human` has the status that people read.
    pub(super) fn cell(&self, seen: &Seen<'_>, experiments: &HashMap<String, String>, human: bool) -> Cell {
        let (info, data) = (&seen.run.info, &seen.run.data);
        let text = |text: Option<&String>| text.map_or(Cell::Empty, |text| Cell::text(text));
        match self {
            Self::Metric(key) => data.metrics.get(key).map_or(Cell::Empty, |value| Cell::Number(*value)),
            Self::Param(key) => text(data.params.get(key)),
            Self::Tag(key) => text(data.tags.get(key)),
            Self::Attribute(attribute) => match attribute {
                RunId => Cell::text(&info.run_id),
                ExperimentId => text(info.experiment_id.as_ref()),
                Experiment => text(info.experiment_id.as_ref().and_then(|id| experiments.get(id))),
                RunName => Cell::text(&info.run_name),
                Status => Cell::text(if human { seen.status() } else { &info.status }),
                Lost => Cell::Flag(seen.lost),
                LifecycleStage => Cell::text(&info.lifecycle_stage),
                StartTime => Cell::Time(info.start_time),
                EndTime => Cell::time(info.end_time),
                Duration => {
                    info.end_time.map_or(Cell::Empty, |end| Cell::Duration(end.saturating_sub(info.start_time)))
                }
                UserId => Cell::text(&info.user_id),
                ArtifactUri => text(info.artifact_uri.as_ref()),
            },
        }
    }
}

impl FromStr for Column {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Some((_, attribute)) = ATTRIBUTES.iter().find(|(other, _)| *other == name) {
            return Ok(Self::Attribute(*attribute));
        }
        match name.split_once('.') {
            Some(("metrics", key)) if !key.is_empty() => Ok(Self::Metric(key.to_owned())),
            Some(("params", key)) if !key.is_empty() => Ok(Self::Param(key.to_owned())),
            Some(("tags", key)) if !key.is_empty() => Ok(Self::Tag(key.to_owned())),
            _ => {
                let names: Vec<&str> = ATTRIBUTES.iter().map(|(name, _)| *name).collect();
                Err(format!("a column is metrics.KEY, params.KEY, tags.KEY or one of {}", names.join(", ")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written() {
        for name in
            ATTRIBUTES.map(|(name, _)| name).into_iter().chain(["metrics.a.b", "params.x y", "tags.mlflow.source"])
        {
            assert_eq!(name.parse::<Column>().unwrap().name(), name);
        }
        for name in ["", "score", "metrics", "metrics.", "metric.a"] {
            assert!(name.parse::<Column>().unwrap_err().contains("run_name"), "{name}");
        }
    }
}

//! Searching runs: which fields a filter and an order may name.

use std::fmt;

use super::expr::Expr;
use super::field::{Dialect, Field, Kind};
use super::identifier;
use super::problem::Problem;
use super::token::{Cursor, Fingerprint, Start};
use super::{check_max_results, order, parse_filter};
use crate::experiment::ViewType;
use crate::{Error, ExperimentId, Result};

/// A column of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RunAttribute {
    RunId,
    RunName,
    UserId,
    Status,
    ArtifactUri,
    StartTime,
    EndTime,
    ExperimentId,
}

impl RunAttribute {
    /// All, with the name that filters and orders use first and its aliases after it.
    pub const ALL: [(Self, &'static [&'static str]); 8] = [
        (Self::RunId, &["run_id"]),
        (Self::RunName, &["run_name", "run name", "Run name", "Run Name"]),
        (Self::UserId, &["user_id"]),
        (Self::Status, &["status"]),
        (Self::ArtifactUri, &["artifact_uri"]),
        (Self::StartTime, &["start_time", "created", "Created"]),
        (Self::EndTime, &["end_time"]),
        (Self::ExperimentId, &["experiment_id"]),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, names)| names.contains(&name)).map(|(attribute, _)| *attribute)
    }

    /// The name in filters.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(attribute, _)| *attribute == self).map_or("", |(_, names)| names[0])
    }
}

/// A column of a dataset that a run read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DatasetAttribute {
    Name,
    Digest,
    /// The value of the input's tag `mlflow.data.context`.
    Context,
}

impl DatasetAttribute {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Name, "name"), (Self::Digest, "digest"), (Self::Context, "context")];
}

/// What a filter of runs may look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RunField {
    /// The latest value of a metric.
    Metric(String),
    /// A param.
    Param(String),
    /// A tag.
    Tag(String),
    /// A column of the run.
    Attribute(RunAttribute),
    /// A column of any of its datasets.
    Dataset(DatasetAttribute),
}

impl RunField {
    fn entity(&self) -> &'static str {
        match self {
            Self::Metric(_) => "metric",
            Self::Param(_) => "parameter",
            Self::Tag(_) => "tag",
            Self::Attribute(_) => "attributes",
            Self::Dataset(_) => "dataset attributes",
        }
    }
}

impl Field for RunField {
    const DIALECT: Dialect = Dialect::Standard;

    fn resolve(raw: &str, at: usize) -> std::result::Result<Self, Problem> {
        let (entity, key) = identifier::split(raw);
        let entity = entity.map_or("attribute", identifier::without_backticks);
        let key = identifier::unquoted(key);
        match entity {
            "metric" | "metrics" => Ok(Self::Metric(key.to_owned())),
            "param" | "params" | "parameter" | "parameters" => Ok(Self::Param(key.to_owned())),
            "tag" | "tags" => Ok(Self::Tag(key.to_owned())),
            "attribute" | "attributes" | "attr" | "run" => {
                RunAttribute::named(key).map(Self::Attribute).ok_or_else(|| {
                    let valid: Vec<&str> =
                        RunAttribute::ALL.iter().flat_map(|(_, names)| names.iter().copied()).collect();
                    unknown_key("attribute", key, &valid, at)
                })
            }
            "dataset" | "datasets" => {
                let found = DatasetAttribute::ALL.iter().find(|(_, name)| *name == key);
                found
                    .map(|(attribute, _)| Self::Dataset(*attribute))
                    .ok_or_else(|| unknown_key("dataset", key, &DatasetAttribute::ALL.map(|(_, name)| name), at))
            }
            other => Err(Problem::new(
                format!(
                    "Invalid entity type '{other}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', \
                     'dataset']"
                ),
                at,
                "one of metrics, params, tags, attributes, datasets",
            )),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Metric(_) | Self::Attribute(RunAttribute::StartTime | RunAttribute::EndTime) => Kind::Number,
            Self::Attribute(RunAttribute::ExperimentId) => Kind::ExperimentId,
            _ => Kind::Text,
        }
    }

    fn bad_operator(&self, operator: &str) -> String {
        let valid = match (self, self.kind()) {
            (_, Kind::Number) => "'>', '>=', '!=', '=', '<', '<='",
            (Self::Param(_) | Self::Tag(_), _) => "'!=', '=', 'LIKE', 'ILIKE', 'IS NULL', 'IS NOT NULL'",
            _ => "'!=', '=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'",
        };
        format!("Invalid comparator '{operator}' not one of '{{{valid}}}'")
    }

    fn bad_value(&self, found: &str) -> String {
        match self {
            Self::Metric(_) => format!("Expected numeric value type for metric. Found {found}"),
            Self::Attribute(attribute) if self.kind() == Kind::Number => {
                format!("Expected numeric value type for numeric attribute: {}. Found {found}", attribute.as_str())
            }
            Self::Param(_) | Self::Tag(_) => {
                format!("Expected a quoted string value for {} (e.g. 'my-value'). Got value {found}", self.entity())
            }
            _ => format!("Expected a quoted string value for {}. Got value {found}", self.entity()),
        }
    }
}

pub(super) fn unknown_key(entity: &str, key: &str, valid: &[&str], at: usize) -> Problem {
    let quoted: Vec<String> = valid.iter().map(|key| format!("'{key}'")).collect();
    Problem::new(
        format!("Invalid {entity} key '{key}' specified. Valid keys are '{{{}}}'", quoted.join(", ")),
        at,
        "one of these keys",
    )
}

impl fmt::Display for RunField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metric(key) => write!(f, "metrics.{}", identifier::printed(key)),
            Self::Param(key) => write!(f, "params.{}", identifier::printed(key)),
            Self::Tag(key) => write!(f, "tags.{}", identifier::printed(key)),
            Self::Attribute(attribute) => f.write_str(attribute.as_str()),
            Self::Dataset(attribute) => {
                let name = DatasetAttribute::ALL.iter().find(|(a, _)| a == attribute).map_or("", |(_, name)| name);
                write!(f, "datasets.{name}")
            }
        }
    }
}

/// What runs may be ordered by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RunOrderKey {
    /// Numbers, then NaN, then runs without the metric.
    Metric(String),
    /// Runs without it last.
    Param(String),
    /// Runs without it last.
    Tag(String),
    /// Runs without it last; the name is the column, not the tag.
    Attribute(RunAttribute),
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunOrder {
    /// What by.
    pub key: RunOrderKey,
    /// Smallest first.
    pub ascending: bool,
}

impl RunOrder {
    fn parse(text: &str) -> Result<Self> {
        let (raw, ascending) = order::parse(text)?;
        let unorderable = |attribute: RunAttribute| {
            let valid = "'Created', 'artifact_uri', 'created', 'end_time', 'run_id', 'run_name', 'start_time', \
                         'status', 'user_id'";
            let key = identifier::unquoted(identifier::split(raw).1);
            let alias = key != attribute.as_str() && attribute == RunAttribute::RunName;
            (alias || attribute == RunAttribute::ExperimentId).then(|| {
                Error::invalid(format!("Invalid attribute key '{key}' specified. Valid keys are '{{{valid}}}'"))
            })
        };
        let key = match RunField::resolve(raw, 0).map_err(order::refused)? {
            RunField::Metric(key) => RunOrderKey::Metric(key),
            RunField::Param(key) => RunOrderKey::Param(key),
            RunField::Tag(key) => RunOrderKey::Tag(key),
            RunField::Attribute(attribute) => match unorderable(attribute) {
                Some(error) => return Err(error),
                None => RunOrderKey::Attribute(attribute),
            },
            RunField::Dataset(_) => return Err(Error::invalid("Invalid identifier type 'dataset'")),
        };
        Ok(Self { key, ascending })
    }
}

/// A search of runs, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct RunSearch {
    /// In which experiments; `None` in all of them.
    pub experiment_ids: Option<Vec<ExperimentId>>,
    /// Which runs.
    pub filter: Expr<RunField>,
    /// Which lifecycle stages.
    pub view: ViewType,
    /// The page size.
    pub max_results: i64,
    /// Keys in order, `start_time` among them; runs equal in all of them are ordered by their id.
    pub order_by: Vec<RunOrder>,
    /// Where the page begins.
    pub start: Start,
    fingerprint: Fingerprint,
}

impl RunSearch {
    /// Parses a request.
    pub fn parse(
        experiment_ids: Vec<ExperimentId>,
        filter: &str,
        view: ViewType,
        max_results: i64,
        order_by: &[String],
        page_token: Option<String>,
    ) -> Result<Self> {
        check_max_results(max_results)?;
        order::check_count(order_by.len())?;
        let fingerprint = Fingerprint::new(
            "runs",
            &(view, experiment_ids.iter().map(|id| id.0).collect::<Vec<_>>()),
            filter,
            &order_by,
        );
        let start = Start::parse(page_token, &fingerprint)?;
        let parsed = parse_filter::<RunField>(filter)?;
        let mut orders: Vec<RunOrder> = Vec::with_capacity(order_by.len() + 1);
        for text in order_by {
            let order = RunOrder::parse(text)?;
            if orders.iter().any(|o| o.key == order.key) {
                let list: Vec<String> = order_by.iter().map(|text| format!("'{text}'")).collect();
                return Err(Error::invalid(format!("`order_by` contains duplicate fields: [{}]", list.join(", "))));
            }
            orders.push(order);
        }
        let newest_first = RunOrder { key: RunOrderKey::Attribute(RunAttribute::StartTime), ascending: false };
        if !orders.iter().any(|o| o.key == newest_first.key) {
            orders.push(newest_first);
        }
        let mut names_experiment = false;
        parsed.each(&mut |c| names_experiment |= c.field == RunField::Attribute(RunAttribute::ExperimentId));
        let everywhere = experiment_ids.is_empty() && names_experiment;
        Ok(Self {
            experiment_ids: (!everywhere).then_some(experiment_ids),
            filter: parsed,
            view,
            max_results,
            order_by: orders,
            start,
            fingerprint,
        })
    }

    /// The token of the page that follows the row at `cursor`.
    pub fn next_token(&self, cursor: &Cursor) -> String {
        self.fingerprint.token(cursor)
    }
}

//! Searching logged models, which MLflow parses differently from everything else.

use std::fmt;

use super::expr::Expr;
use super::field::{Dialect, Field, Kind};
use super::problem::Problem;
use super::token::{Cursor, Fingerprint, Start};
use super::{identifier, json, order, parse_filter};
use crate::limits::SEARCH_LOGGED_MODELS_DEFAULT;
use crate::{Error, ExperimentId, Result};

/// A column of a logged model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LoggedModelAttribute {
    ModelId,
    ExperimentId,
    Name,
    ArtifactLocation,
    CreationTimestamp,
    LastUpdatedTimestamp,
    Status,
    LifecycleStage,
    ModelType,
    SourceRunId,
    StatusMessage,
}

impl LoggedModelAttribute {
    /// All, with the column first and its aliases after it.
    pub const ALL: [(Self, &'static [&'static str]); 11] = [
        (Self::ModelId, &["model_id"]),
        (Self::ExperimentId, &["experiment_id"]),
        (Self::Name, &["name"]),
        (Self::ArtifactLocation, &["artifact_location"]),
        (Self::CreationTimestamp, &["creation_timestamp_ms", "creation_timestamp", "creation_time"]),
        (Self::LastUpdatedTimestamp, &["last_updated_timestamp_ms", "last_updated_timestamp", "last_updated_time"]),
        (Self::Status, &["status"]),
        (Self::LifecycleStage, &["lifecycle_stage"]),
        (Self::ModelType, &["model_type"]),
        (Self::SourceRunId, &["source_run_id"]),
        (Self::StatusMessage, &["status_message"]),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, names)| names.contains(&name)).map(|(attribute, _)| *attribute)
    }

    /// The column.
    pub fn column(self) -> &'static str {
        Self::ALL.iter().find(|(attribute, _)| *attribute == self).map_or("", |(_, names)| names[0])
    }
}

/// What names may have beside word characters, after the entity.
pub(super) const MARKS: [char; 3] = ['-', '+', '/'];

/// What a filter of logged models may look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LoggedModelField {
    /// A column. Status and experiment id are numbers that are compared with texts.
    Attribute(LoggedModelAttribute),
    /// Any point of a metric.
    Metric(String),
    /// A param.
    Param(String),
    /// A tag.
    Tag(String),
}

impl Field for LoggedModelField {
    const DIALECT: Dialect = Dialect::LoggedModels;

    fn resolve(raw: &str, at: usize) -> std::result::Result<Self, Problem> {
        let entity = identifier::split(raw).0.filter(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_lowercase()));
        let (entity, key) = match (entity, identifier::split(raw).1) {
            (Some(entity), key) if !key.is_empty() => (entity, key.trim_matches('`')),
            _ => ("attributes", raw.trim_matches('`')),
        };
        match entity {
            "metrics" => Ok(Self::Metric(key.to_owned())),
            "params" => Ok(Self::Param(key.to_owned())),
            "tags" => Ok(Self::Tag(key.to_owned())),
            "attributes" => LoggedModelAttribute::named(key).map(Self::Attribute).ok_or_else(|| {
                let valid = LoggedModelAttribute::ALL.map(|(_, names)| names[0]);
                super::runs::unknown_key("attribute", key, &valid, at)
            }),
            other => Err(Problem::new(
                format!("Invalid entity type: '{other}'. Expected one of ['attributes', 'metrics', 'params', 'tags']."),
                at,
                "one of attributes, metrics, params, tags",
            )),
        }
    }

    fn kind(&self) -> Kind {
        use LoggedModelAttribute::{CreationTimestamp, LastUpdatedTimestamp};
        match self {
            Self::Metric(_) | Self::Attribute(CreationTimestamp | LastUpdatedTimestamp) => Kind::Number,
            _ => Kind::Text,
        }
    }

    fn bad_operator(&self, operator: &str) -> String {
        let expected = match self.kind() {
            Kind::Number => "'<', '<=', '>', '>=', '=', '!='",
            _ => "'=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'",
        };
        let name = match self {
            Self::Attribute(attribute) => format!("attributes.{}", attribute.column()),
            Self::Metric(key) => format!("metrics.{key}"),
            Self::Param(key) => format!("params.{key}"),
            Self::Tag(key) => format!("tags.{key}"),
        };
        format!("Invalid comparison operator for {name}: '{operator}'. Expected one of ({expected}).")
    }

    fn bad_value(&self, found: &str) -> String {
        match self.kind() {
            Kind::Number => format!("could not convert string to float: {found}"),
            _ => format!("Invalid comparison value: {found}"),
        }
    }
}

impl fmt::Display for LoggedModelField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(attribute) => f.write_str(attribute.column()),
            Self::Metric(key) => write!(f, "metrics.{}", printed(key)),
            Self::Param(key) => write!(f, "params.{}", printed(key)),
            Self::Tag(key) => write!(f, "tags.{}", printed(key)),
        }
    }
}

/// A key as it is read again.
fn printed(key: &str) -> String {
    identifier::spelled(key, format!("`{key}`"), &MARKS, |raw| raw.trim_matches('`'))
}

/// A dataset that a metric may be about. No digest is a digest of its own: the empty column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DatasetFilter {
    /// Its name.
    pub name: String,
    /// Its digest.
    pub digest: Option<String>,
}

/// A key of an order as a request carries it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LoggedModelOrderBy {
    /// A column or `metrics.<key>`.
    pub field_name: String,
    /// Smallest first.
    pub ascending: bool,
    /// Only points about this dataset.
    pub dataset_name: Option<String>,
    /// Only points about this digest.
    pub dataset_digest: Option<String>,
}

/// What logged models may be ordered by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LoggedModelOrderKey {
    /// A column.
    Attribute(LoggedModelAttribute),
    /// The latest point of a metric.
    Metric {
        /// Its name.
        key: String,
        /// Only points about this dataset.
        dataset_name: Option<String>,
        /// Only points about this digest.
        dataset_digest: Option<String>,
    },
}

/// One key of an order; models without a value come last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedModelOrder {
    /// What by.
    pub key: LoggedModelOrderKey,
    /// Smallest first.
    pub ascending: bool,
}

impl LoggedModelOrder {
    fn parse(order: &LoggedModelOrderBy) -> Result<Self> {
        let field = &order.field_name;
        let given = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        let key = match field.split_once('.') {
            None => LoggedModelAttribute::named(field)
                .map(LoggedModelOrderKey::Attribute)
                .ok_or_else(|| Error::invalid(format!("Invalid order by field name: {field}")))?,
            Some(("metrics", key)) => LoggedModelOrderKey::Metric {
                key: key.to_owned(),
                dataset_name: given(&order.dataset_name),
                dataset_digest: given(&order.dataset_digest),
            },
            Some(_) => {
                return Err(Error::invalid(format!(
                    "Invalid order by field name: {field}. Only metrics are supported."
                )));
            }
        };
        Ok(Self { key, ascending: order.ascending })
    }
}

/// A search of logged models, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedModelSearch {
    /// In which experiments.
    pub experiment_ids: Vec<ExperimentId>,
    /// Which models.
    pub filter: Expr<LoggedModelField>,
    /// Restricts metric comparisons; without any, models must have a metric about one of these.
    pub datasets: Vec<DatasetFilter>,
    /// The page size.
    pub max_results: i64,
    /// Keys in order, creation time and id among them.
    pub order_by: Vec<LoggedModelOrder>,
    /// Where the page begins.
    pub start: Start,
    fingerprint: Fingerprint,
}

impl LoggedModelSearch {
    /// Parses a request; `max_results` 0 is the default.
    pub fn parse(
        experiment_ids: Vec<ExperimentId>,
        filter: &str,
        datasets: Vec<DatasetFilter>,
        max_results: i64,
        order_by: &[LoggedModelOrderBy],
        page_token: Option<String>,
    ) -> Result<Self> {
        if max_results < 0 {
            super::check_max_results(max_results)?;
        }
        order::check_count(order_by.len())?;
        if datasets.iter().any(|d| d.name.is_empty()) {
            return Err(Error::invalid("`dataset_name` in the `datasets` clause must be specified."));
        }
        let ids: Vec<i64> = experiment_ids.iter().map(|id| id.0).collect();
        let fingerprint = Fingerprint::new("logged models", &(&ids, &datasets), filter, &order_by)
            .with_foreign_prefix(json::logged_models_prefix(&ids, filter, order_by));
        let start = Start::parse(page_token, &fingerprint)?;
        let filter = parse_filter(filter)?;
        let mut orders: Vec<LoggedModelOrder> = Vec::new();
        for order in order_by.iter().map(LoggedModelOrder::parse) {
            let order = order?;
            if !orders.iter().any(|o| o.key == order.key) {
                orders.push(order);
            }
        }
        for (attribute, ascending) in
            [(LoggedModelAttribute::CreationTimestamp, false), (LoggedModelAttribute::ModelId, true)]
        {
            let key = LoggedModelOrderKey::Attribute(attribute);
            if !orders.iter().any(|o| o.key == key) {
                orders.push(LoggedModelOrder { key, ascending });
            }
        }
        let max_results = if max_results == 0 { SEARCH_LOGGED_MODELS_DEFAULT } else { max_results };
        Ok(Self { experiment_ids, filter, datasets, max_results, order_by: orders, start, fingerprint })
    }

    /// The token of the page that follows the row at `cursor`.
    pub fn next_token(&self, cursor: &Cursor) -> String {
        self.fingerprint.token(cursor)
    }
}

//! Searching experiments: which fields a filter and an order may name.

use std::fmt;

use super::expr::Expr;
use super::field::{Dialect, Field, Kind};
use super::identifier;
use super::problem::Problem;
use super::runs::unknown_key;
use super::token::{Cursor, Fingerprint, Start};
use super::{check_max_results, order, parse_filter};
use crate::experiment::ViewType;
use crate::{Error, Result};

/// What is known of an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ExperimentAttribute {
    Name,
    ExperimentId,
    CreationTime,
    LastUpdateTime,
    /// When its last run began, or when it was changed if that is later; Runlore's own.
    LastActivityTime,
}

impl ExperimentAttribute {
    const LAST_ACTIVITY_TIME: &'static str = "last_activity_time";

    /// MLflow's, with the names that filters, orders and columns share.
    const COLUMNS: [(Self, &'static str); 4] = [
        (Self::CreationTime, "creation_time"),
        (Self::ExperimentId, "experiment_id"),
        (Self::LastUpdateTime, "last_update_time"),
        (Self::Name, "name"),
    ];

    /// The name.
    pub fn as_str(self) -> &'static str {
        let column = Self::COLUMNS.iter().find(|(attribute, _)| *attribute == self);
        column.map_or(Self::LAST_ACTIVITY_TIME, |(_, name)| name)
    }

    fn named(name: &str) -> Option<Self> {
        let column = Self::COLUMNS.iter().find(|(_, column)| *column == name).map(|(attribute, _)| *attribute);
        column.or_else(|| (name == Self::LAST_ACTIVITY_TIME).then_some(Self::LastActivityTime))
    }
}

/// What a filter of experiments may look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ExperimentField {
    /// A column.
    Attribute(ExperimentAttribute),
    /// A tag.
    Tag(String),
}

impl Field for ExperimentField {
    const DIALECT: Dialect = Dialect::Standard;

    fn resolve(raw: &str, at: usize) -> std::result::Result<Self, Problem> {
        let (entity, key) = identifier::split(raw);
        let key = identifier::unquoted(key);
        match entity {
            Some("tag" | "tags") => Ok(Self::Tag(key.to_owned())),
            None | Some("attribute") => {
                let known = ExperimentAttribute::COLUMNS.map(|(_, name)| name);
                let found = ExperimentAttribute::named(key);
                found.map(Self::Attribute).ok_or_else(|| unknown_key("attribute", key, &known, at))
            }
            Some(other) => Err(Problem::new(
                format!("Invalid entity type '{other}'. Valid entity types are ('attribute', 'tag', 'tags')"),
                at,
                "one of attribute, tag, tags",
            )),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Tag(_) | Self::Attribute(ExperimentAttribute::Name) => Kind::Text,
            Self::Attribute(ExperimentAttribute::ExperimentId) => Kind::ExperimentId,
            Self::Attribute(_) => Kind::Integer,
        }
    }

    fn bad_operator(&self, operator: &str) -> String {
        match self {
            Self::Tag(_) => format!("Invalid comparator for tag: {operator}"),
            Self::Attribute(ExperimentAttribute::ExperimentId) => {
                format!("Invalid comparator for experiment_id: {operator}")
            }
            Self::Attribute(ExperimentAttribute::Name) => {
                format!("Invalid comparator '{operator}' not one of '{{'!=', '=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'}}'")
            }
            Self::Attribute(_) => {
                format!("Invalid comparator '{operator}' not one of '{{'>', '>=', '!=', '=', '<', '<='}}'")
            }
        }
    }

    fn bad_value(&self, found: &str) -> String {
        match self {
            Self::Attribute(attribute) if self.kind() == Kind::Integer => {
                let name = attribute.as_str();
                if found.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')) {
                    format!("Invalid value for numeric attribute '{name}': '{found}'")
                } else {
                    format!("Expected numeric value type for numeric attribute: {name}. Found {found}")
                }
            }
            Self::Attribute(_) => format!("Expected a quoted string value for attributes. Got value {found}"),
            Self::Tag(_) => {
                format!("Expected a quoted string value for tag (e.g. 'my-value'). Got value {found}")
            }
        }
    }
}

impl fmt::Display for ExperimentField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(attribute) => f.write_str(attribute.as_str()),
            Self::Tag(key) => write!(f, "tags.{}", identifier::printed(key)),
        }
    }
}

/// One key of an order. Empty columns are where the database puts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExperimentOrder {
    /// What by.
    pub attribute: ExperimentAttribute,
    /// Smallest first.
    pub ascending: bool,
}

/// A search of experiments, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct ExperimentSearch {
    /// Which experiments.
    pub filter: Expr<ExperimentField>,
    /// Which lifecycle stages.
    pub view: ViewType,
    /// The page size.
    pub max_results: i64,
    /// Keys in order, the id among them.
    pub order_by: Vec<ExperimentOrder>,
    /// Where the page begins.
    pub start: Start,
    fingerprint: Fingerprint,
}

impl ExperimentSearch {
    /// Parses a request.
    pub fn parse(
        filter: &str,
        view: ViewType,
        max_results: i64,
        order_by: &[String],
        page_token: Option<String>,
    ) -> Result<Self> {
        use ExperimentAttribute::{CreationTime, ExperimentId};
        check_max_results(max_results)?;
        let fingerprint = Fingerprint::new("experiments", &view, filter, &order_by);
        let start = Start::parse(page_token, &fingerprint)?;
        let filter = parse_filter(filter)?;
        let mut orders: Vec<ExperimentOrder> = Vec::new();
        for text in order_by {
            let (raw, ascending) = order::parse(text)?;
            match ExperimentField::resolve(raw, 0).map_err(order::refused)? {
                ExperimentField::Tag(_) => return Err(Error::invalid("Invalid order_by entity: tag")),
                ExperimentField::Attribute(attribute) => {
                    // A key that comes again can not change the order any more.
                    if !orders.iter().any(|o| o.attribute == attribute) {
                        orders.push(ExperimentOrder { attribute, ascending });
                    }
                }
            }
        }
        let default = orders.is_empty();
        if default {
            orders.push(ExperimentOrder { attribute: CreationTime, ascending: false });
        }
        if !orders.iter().any(|o| o.attribute == ExperimentId) {
            orders.push(ExperimentOrder { attribute: ExperimentId, ascending: default });
        }
        Ok(Self { filter, view, max_results, order_by: orders, start, fingerprint })
    }

    /// The token of the page that follows the row at `cursor`.
    pub fn next_token(&self, cursor: &Cursor) -> String {
        self.fingerprint.token(cursor)
    }
}

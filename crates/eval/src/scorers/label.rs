//! What all metrics say of themselves, so that each says only what it scores.

use crate::{Aggregation, Direction};

/// What a metric is called, which way it is better, and which numbers stand for its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is called (`rouge1`).
    pub name: String,
    /// The version of its definition (`v1`), for those that MLflow versions.
    pub version: Option<String>,
    /// Which way it is better.
    pub direction: Direction,
    /// The numbers that stand for its rows, in order.
    pub aggregations: Vec<Aggregation>,
}

impl Label {
    /// A metric without version, of which more is better, with mean, variance and 90th percentile.
    pub fn new(name: impl Into<String>) -> Self {
        let aggregations = Aggregation::STANDARD.to_vec();
        Self { name: name.into(), version: None, direction: Direction::Greater, aggregations }
    }

    /// With a version.
    #[must_use]
    pub fn version(mut self, version: &str) -> Self {
        self.version = Some(version.to_owned());
        self
    }

    /// Less is better.
    #[must_use]
    pub fn lower_is_better(mut self) -> Self {
        self.direction = Direction::Lower;
        self
    }

    /// With these numbers for its rows; none, for rows only.
    #[must_use]
    pub fn aggregations(mut self, aggregations: &[Aggregation]) -> Self {
        self.aggregations = aggregations.to_vec();
        self
    }

    /// What its numbers and columns begin with: the name, and the version if there is one.
    pub fn key(&self) -> String {
        match &self.version {
            Some(version) => format!("{}/{version}", self.name),
            None => self.name.clone(),
        }
    }
}

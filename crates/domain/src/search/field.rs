//! What the parser must know about an entity: its fields, their kinds, and MLflow's words for refusals.

use std::fmt;

use super::problem::Problem;

/// What a field's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Numbers.
    Number,
    /// Whole numbers only.
    Integer,
    /// Quoted text.
    Text,
    /// Numbers or quoted text, as each value wants it.
    Any,
    /// An experiment's number, quoted or not.
    ExperimentId,
}

/// How an entity's filters are written where MLflow has two parsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Runs and experiments.
    Standard,
    /// Logged models: only single quotes quote, bare words are values, bare keys may contain `- + /`.
    LoggedModels,
}

/// A field of an entity.
pub trait Field: Sized + Clone + PartialEq + fmt::Debug + fmt::Display {
    /// Which of MLflow's two ways of writing applies.
    const DIALECT: Dialect;

    /// Reads an identifier as it stands in the filter, quotes included; `at` is its offset.
    fn resolve(raw: &str, at: usize) -> Result<Self, Problem>;

    /// What its values are.
    fn kind(&self) -> Kind;

    /// MLflow's words for an operator that the field does not know.
    fn bad_operator(&self, operator: &str) -> String;

    /// MLflow's words for a value of the wrong kind.
    fn bad_value(&self, found: &str) -> String;
}

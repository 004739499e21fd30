//! The search language: filters, orders and page tokens, parsed into values that any store can run.
//!
//! One grammar serves runs, experiments and logged models. It accepts what MLflow accepts, with the
//! same meaning, and adds `OR`, `NOT`, parentheses, `IN`, `BETWEEN` and `IS NULL` everywhere. What
//! differs per entity (which fields there are, how values are written) is a [`field::Field`].

pub mod experiments;
pub mod expr;
pub mod field;
mod identifier;
mod json;
pub mod logged_models;
mod metric_history;
mod order;
mod parser;
mod problem;
mod quoted;
pub mod run_keys;
pub mod runs;
mod scanner;
pub mod table_rows;
pub mod token;

#[cfg(test)]
mod tests;

pub use experiments::{ExperimentAttribute, ExperimentField, ExperimentOrder, ExperimentSearch};
pub use expr::{Comparison, Expr, Operator, Test, Value};
pub use logged_models::{
    DatasetFilter, LoggedModelAttribute, LoggedModelField, LoggedModelOrder, LoggedModelOrderBy, LoggedModelOrderKey,
    LoggedModelSearch,
};
pub use parser::parse_filter;
pub use run_keys::{FoundKey, FoundKeys, KeyKind, KeyQuestion, KeySearch, KeysOfKind, RunKeys, Wanted};
pub use runs::{DatasetAttribute, RunAttribute, RunField, RunOrder, RunOrderKey, RunSearch};
pub use table_rows::{Column, RowOrder, RowSearch};
pub use token::{Cursor, SortValue, Start};

use crate::limits::SEARCH_MAX_RESULTS;
use crate::{Error, Result};

/// Checks `max_results` of the searches that have a maximum.
fn check_max_results(max_results: i64) -> Result<()> {
    let must = if max_results < 1 {
        "a positive integer".to_owned()
    } else if max_results > SEARCH_MAX_RESULTS {
        format!("at most {SEARCH_MAX_RESULTS}")
    } else {
        return Ok(());
    };
    Err(Error::invalid(format!("Invalid value {max_results} for parameter 'max_results' supplied. It must be {must}")))
}

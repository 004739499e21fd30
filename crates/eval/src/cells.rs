//! Cells as what scorers need them to be; what is something else is refused with its row and column.

use runlore_domain::{Error, Result};
use serde_json::Value;

use crate::Context;

/// Refuses an answer that is not a text. Null is none: the model failed on that row, which is no mistake in the data.
///
/// # Errors
/// When there is one; the error names the first one's row (from 0) and the column.
pub fn check_predictions(context: &Context<'_>) -> Result<()> {
    let wrong = context.predictions.iter().position(|cell| !cell.is_string() && !cell.is_null());
    refuse(context, "predictions", context.predictions, wrong, "a text")
}

/// Refuses an expected answer that is not a text.
///
/// # Errors
/// When there is one, or there are no targets; the error names the first one's row (from 0) and the column.
pub fn check_targets(context: &Context<'_>) -> Result<()> {
    let targets = context.targets()?;
    refuse(context, "targets", targets, targets.iter().position(|cell| !cell.is_string()), "a text")
}

/// Refuses the cell of row `wrong`, if there is one, which should have been `wanted`; `column` is what scorers call it.
///
/// # Errors
/// When there is one; the error names the row (from 0) and the column by the name that its giver knows.
pub fn refuse(context: &Context<'_>, column: &str, cells: &[Value], wrong: Option<usize>, wanted: &str) -> Result<()> {
    let Some(row) = wrong else { return Ok(()) };
    let (column, kind) = (context.called(column), kind(&cells[row]));
    Err(Error::invalid(format!("Row {row} (from 0) of column {column} must be {wanted}; it is {kind}.")))
}

/// What a cell is, in words.
pub fn kind(cell: &Value) -> &'static str {
    match cell {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

//! The one place that turns a filter's tree into SQL.
//!
//! Every comparison becomes a condition that is true or not true, never a reason to drop a row: `NOT`
//! is `IS NOT TRUE`, so that it also matches rows whose column is empty.

use runlore_domain::search::{Comparison, Expr, Operator, Test, Value};
use runlore_domain::{Error, Result};

use super::sql::{Bind, Sql};
use crate::db::Dialect;

/// Adds `expr` as a condition; `compare` adds one comparison.
pub(super) fn condition<F>(
    sql: &mut Sql,
    expr: &Expr<F>,
    compare: &dyn Fn(&mut Sql, &Comparison<F>) -> Result<()>,
) -> Result<()> {
    match expr {
        Expr::And(parts) | Expr::Or(parts) if parts.is_empty() => {
            sql.push(if matches!(expr, Expr::And(_)) { "TRUE" } else { "FALSE" });
        }
        Expr::And(parts) => parenthesised(sql, parts, " AND ", compare)?,
        Expr::Or(parts) => parenthesised(sql, parts, " OR ", compare)?,
        Expr::Not(inner) => {
            sql.push("(");
            condition(sql, inner, compare)?;
            sql.push(") IS NOT TRUE");
        }
        Expr::Compare(comparison) => compare(sql, comparison)?,
    }
    Ok(())
}

fn parenthesised<F>(
    sql: &mut Sql,
    parts: &[Expr<F>],
    between: &str,
    compare: &dyn Fn(&mut Sql, &Comparison<F>) -> Result<()>,
) -> Result<()> {
    sql.push("(");
    sql.joined(parts, between, |sql, part| condition(sql, part, compare))?;
    sql.push(")");
    Ok(())
}

/// Adds the condition that there is a row, or with `absent` that there is none; `rows` adds what follows FROM.
///
/// Not EXISTS: both databases make joins of it. SQLite then looks at the outer table first, PostgreSQL plans
/// hundreds of them for minutes. NULL is as good as false.
pub(super) fn exists(sql: &mut Sql, absent: bool, rows: impl FnOnce(&mut Sql) -> Result<()>) -> Result<()> {
    sql.push("(SELECT TRUE FROM ");
    rows(sql)?;
    sql.push(if absent { " LIMIT 1) IS NULL" } else { " LIMIT 1)" });
    Ok(())
}

/// Adds a test of a text column.
pub(super) fn text(sql: &mut Sql, column: &str, test: &Test) -> Result<()> {
    match test {
        Test::Is(operator, value) => {
            sql.push(column).push(" ").push(operator.as_str()).push(" ").bind(value.into());
        }
        Test::Like { pattern, ignore_case, negated } => {
            like(sql, column, pattern, *ignore_case, *negated)?;
        }
        Test::In { values, negated } => {
            let list =
                values.iter().map(|value| if let Value::Text(text) = value { text.clone() } else { value.to_string() });
            let list = Bind::Texts(list.collect());
            sql.push(if *negated { "NOT (" } else { "(" }).push(column).push(" ").in_list(list).push(")");
        }
        Test::Between { low, high, negated } => between(sql, column, low.into(), high.into(), *negated),
        Test::IsNull { negated } => null(sql, column, *negated),
    }
    Ok(())
}

/// LIKE minds the case on both databases; ILIKE is each database's own way not to.
fn like(sql: &mut Sql, column: &str, pattern: &str, ignore_case: bool, negated: bool) -> Result<()> {
    let not = if negated { " NOT" } else { "" };
    if sql.dialect == Dialect::Postgres && pattern.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1 {
        return Err(Error::invalid(format!(
            "Invalid LIKE pattern '{pattern}': it ends with a backslash, which escapes the character after it"
        )));
    }
    match (ignore_case, sql.dialect) {
        (false, _) => sql.push(column).push(not).push(" LIKE ").text(pattern),
        (true, Dialect::Postgres) => sql.push(column).push(not).push(" ILIKE ").text(pattern),
        (true, Dialect::Sqlite) => {
            sql.push("lower(").push(column).push(")").push(not).push(" LIKE lower(").text(pattern).push(")")
        }
    };
    Ok(())
}

/// Adds a test of a column of whole numbers.
pub(super) fn integer(sql: &mut Sql, column: &str, test: &Test) -> Result<()> {
    number(sql, column, test, |sql, value| {
        match value {
            // PostgreSQL takes the column's type for the placeholder's unless told otherwise; that may be too small.
            Value::Float(number) => sql.push("CAST(").bind(Bind::Real(*number)).push(" AS DOUBLE PRECISION)"),
            other => sql.push("CAST(").bind(other.into()).push(" AS BIGINT)"),
        };
    })
}

/// Adds a test of a column of floats.
pub(super) fn real(sql: &mut Sql, column: &str, test: &Test) -> Result<()> {
    number(sql, column, test, |sql, value| {
        sql.bind(Bind::Real(as_real(value)));
    })
}

/// A number as a float.
#[expect(clippy::cast_precision_loss, reason = "comparing with a float column rounds in every database")]
pub(super) fn as_real(value: &Value) -> f64 {
    match value {
        Value::Int(number) => *number as f64,
        Value::Float(number) => *number,
        Value::Text(_) => f64::NAN,
    }
}

fn number(sql: &mut Sql, column: &str, test: &Test, bind: impl Fn(&mut Sql, &Value)) -> Result<()> {
    if is_nan(test) {
        // Nothing compares with NaN.
        sql.push("FALSE");
        return Ok(());
    }
    match test {
        Test::Is(operator, value) => {
            sql.push(column).push(" ").push(operator.as_str()).push(" ");
            bind(sql, value);
        }
        Test::In { values, negated } if values.is_empty() => {
            sql.push(if *negated { "TRUE" } else { "FALSE" });
        }
        Test::In { values, negated } => {
            sql.push(column).push(if *negated { " NOT IN (" } else { " IN (" });
            sql.joined(values, ", ", |sql, value| {
                bind(sql, value);
                Ok(())
            })?;
            sql.push(")");
        }
        Test::Between { low, high, negated } => {
            sql.push(column).push(if *negated { " NOT BETWEEN " } else { " BETWEEN " });
            bind(sql, low);
            sql.push(" AND ");
            bind(sql, high);
        }
        Test::IsNull { negated } => null(sql, column, *negated),
        Test::Like { .. } => return Err(Error::internal("A number was to be compared with LIKE")),
    }
    Ok(())
}

fn is_nan(test: &Test) -> bool {
    let nan = |value: &Value| matches!(value, Value::Float(number) if number.is_nan());
    match test {
        Test::Is(_, value) => nan(value),
        Test::In { values, .. } => values.iter().any(nan),
        Test::Between { low, high, .. } => nan(low) || nan(high),
        _ => false,
    }
}

fn between(sql: &mut Sql, column: &str, low: Bind, high: Bind, negated: bool) {
    let words = if negated { " NOT BETWEEN " } else { " BETWEEN " };
    sql.push(column).push(words).bind(low).push(" AND ").bind(high);
}

fn null(sql: &mut Sql, column: &str, negated: bool) {
    sql.push(column).push(if negated { " IS NOT NULL" } else { " IS NULL" });
}

/// Whether a test is true for values that differ from what it names: most values pass it.
pub(super) fn is_negative(test: &Test) -> bool {
    match test {
        Test::Is(operator, _) => *operator == Operator::Ne,
        Test::Like { negated, .. } | Test::In { negated, .. } | Test::Between { negated, .. } => *negated,
        Test::IsNull { negated } => !negated,
    }
}

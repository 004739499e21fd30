//! Searches of a table's rows: the fields are its columns.

use std::fmt;

use super::expr::Expr;
use super::field::{Dialect, Field, Kind};
use super::problem::Problem;
use super::{identifier, order, parser};
use crate::Result;

/// A column, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column(pub String);

/// One key of an order. Cells without a value come last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOrder {
    /// What by.
    pub column: Column,
    /// Smallest first.
    pub ascending: bool,
}

/// A search of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct RowSearch {
    /// Which.
    pub filter: Expr<Column>,
    /// In which order; rows that it does not tell apart stay as they stand.
    pub order_by: Vec<RowOrder>,
}

impl RowSearch {
    /// Reads a filter and the keys of an order.
    pub fn parse(filter: &str, order_by: &[String]) -> Result<Self> {
        order::check_count(order_by.len())?;
        let key = |text: &String| {
            let (raw, ascending) = order::parse(text)?;
            Ok(RowOrder { column: Column::resolve(raw, 0).map_err(order::refused)?, ascending })
        };
        Ok(Self { filter: parser::parse_filter(filter)?, order_by: order_by.iter().map(key).collect::<Result<_>>()? })
    }
}

impl Field for Column {
    const DIALECT: Dialect = Dialect::Standard;

    fn resolve(raw: &str, at: usize) -> std::result::Result<Self, Problem> {
        let within = |quote: char| raw.strip_prefix(quote)?.strip_suffix(quote).filter(|name| !name.contains(quote));
        let bare = Some(raw).filter(|name| name.chars().all(|c| identifier::is_word(c) || c == '.'));
        match within('`').or_else(|| within('"')).or(bare) {
            Some(name) => Ok(Self(name.to_owned())),
            None => Err(Problem::new(format!("Invalid column name {raw}"), at, "the whole name in backticks")),
        }
    }

    fn kind(&self) -> Kind {
        Kind::Any
    }

    fn bad_operator(&self, operator: &str) -> String {
        format!("A column can not be compared with {operator} here")
    }

    fn bad_value(&self, found: &str) -> String {
        format!("Invalid value {found} for the column '{}'", self.0)
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.0.contains('`') { '"' } else { '`' };
        write!(f, "{quote}{}{quote}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Comparison, Operator, Test, Value};

    #[test]
    fn columns_are_compared_with_numbers_and_texts() {
        let order = ["score DESC".to_owned(), "`a b`".to_owned()];
        let search = RowSearch::parse("score >= 0.5 AND `a b` = '007' OR \"x.y\" NOT LIKE '%z'", &order).unwrap();
        let Expr::Or(parts) = &search.filter else { panic!("{:?}", search.filter) };
        let compare = |name: &str, test| Expr::Compare(Comparison { field: Column(name.to_owned()), test });
        let like = Test::Like { pattern: "%z".to_owned(), ignore_case: false, negated: true };
        let and = vec![
            compare("score", Test::Is(Operator::Ge, Value::Float(0.5))),
            compare("a b", Test::Is(Operator::Eq, Value::Text("007".to_owned()))),
        ];
        assert_eq!(parts[..], [Expr::And(and), compare("x.y", like)]);
        assert_eq!(search.filter.to_string(), "(`score` >= 0.5 AND `a b` = '007') OR `x.y` NOT LIKE '%z'");
        assert_eq!(search.order_by[1], RowOrder { column: Column("a b".to_owned()), ascending: true });
        for (bad, told) in [
            ("score > high", "a number, or a text in quotes"),
            ("score LIKE 5", "a pattern in quotes"),
            ("score >", "a value"),
            ("tags.`a b` = 1", "the whole name in backticks"),
            ("score ~ 1", "can not be compared with ~"),
        ] {
            let error = RowSearch::parse(bad, &[]).unwrap_err();
            assert!(error.message().contains(told), "{bad}: {error}");
        }
        assert!(RowSearch::parse("", &["score up".to_owned()]).is_err());
    }
}

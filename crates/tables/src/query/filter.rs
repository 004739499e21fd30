//! Whether a row is one that a filter finds.

use std::cmp::Ordering;

use runlore_domain::search::{Column, Comparison, Expr, Operator, Test};
use runlore_domain::{Error, Result};

use super::cell::Cell;

/// A filter whose columns were found in the table: a field is the place of its cell.
#[derive(Debug, Clone)]
pub(super) struct Filter(Expr<usize>);

impl Filter {
    pub(super) fn new(filter: &Expr<Column>, columns: &[String]) -> Result<Self> {
        bound(filter, columns).map(Self)
    }

    /// Whether all rows are found.
    pub(super) fn finds_all(&self) -> bool {
        matches!(&self.0, Expr::And(parts) if parts.is_empty())
    }

    /// The places of the columns that it looks at.
    #[cfg(feature = "formats")]
    pub(super) fn columns(&self) -> Vec<usize> {
        let mut columns = Vec::new();
        looked_at(&self.0, &mut columns);
        columns
    }

    pub(super) fn finds(&self, cell: &dyn Fn(usize) -> Cell) -> bool {
        holds(&self.0, cell)
    }
}

/// The place of a column.
pub(super) fn place(name: &str, columns: &[String]) -> Result<usize> {
    columns.iter().position(|column| column == name).ok_or_else(|| {
        let known: Vec<String> = columns.iter().take(50).map(|column| format!("'{column}'")).collect();
        Error::invalid(format!("The table has no column '{name}'; it has {}.", known.join(", ")))
    })
}

fn bound(expr: &Expr<Column>, columns: &[String]) -> Result<Expr<usize>> {
    let all = |parts: &[Expr<Column>]| parts.iter().map(|part| bound(part, columns)).collect::<Result<Vec<_>>>();
    Ok(match expr {
        Expr::And(parts) => Expr::And(all(parts)?),
        Expr::Or(parts) => Expr::Or(all(parts)?),
        Expr::Not(inner) => Expr::Not(Box::new(bound(inner, columns)?)),
        Expr::Compare(Comparison { field, test }) => {
            Expr::Compare(Comparison { field: place(&field.0, columns)?, test: test.clone() })
        }
    })
}

#[cfg(feature = "formats")]
fn looked_at(expr: &Expr<usize>, columns: &mut Vec<usize>) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| looked_at(part, columns)),
        Expr::Not(inner) => looked_at(inner, columns),
        Expr::Compare(Comparison { field, .. }) => columns.push(*field),
    }
}

fn holds(expr: &Expr<usize>, cell: &dyn Fn(usize) -> Cell) -> bool {
    match expr {
        Expr::And(parts) => parts.iter().all(|part| holds(part, cell)),
        Expr::Or(parts) => parts.iter().any(|part| holds(part, cell)),
        Expr::Not(inner) => !holds(inner, cell),
        Expr::Compare(Comparison { field, test }) => fulfils(&cell(*field), test),
    }
}

/// What is not there fulfils nothing but `IS NULL`.
fn fulfils(cell: &Cell, test: &Test) -> bool {
    if *cell == Cell::Null {
        return matches!(test, Test::IsNull { negated: false });
    }
    match test {
        Test::Is(operator, value) => {
            let order = cell.compare(value);
            match operator {
                Operator::Eq => order == Some(Ordering::Equal),
                Operator::Ne => order != Some(Ordering::Equal),
                Operator::Lt => order == Some(Ordering::Less),
                Operator::Le => order.is_some_and(Ordering::is_le),
                Operator::Gt => order == Some(Ordering::Greater),
                Operator::Ge => order.is_some_and(Ordering::is_ge),
            }
        }
        Test::Like { pattern, ignore_case: false, negated } => {
            cell.text().is_some_and(|text| like(&text, pattern)) != *negated
        }
        Test::Like { pattern, ignore_case: true, negated } => {
            cell.text().is_some_and(|text| like(&text.to_lowercase(), &pattern.to_lowercase())) != *negated
        }
        Test::In { values, negated } => {
            values.iter().any(|value| cell.compare(value) == Some(Ordering::Equal)) != *negated
        }
        Test::Between { low, high, negated } => {
            let within =
                cell.compare(low).is_some_and(Ordering::is_ge) && cell.compare(high).is_some_and(Ordering::is_le);
            within != *negated
        }
        Test::IsNull { negated } => *negated,
    }
}

/// SQL's LIKE: `%` is any text, `_` any one character.
fn like(text: &str, pattern: &str) -> bool {
    let (mut at, mut want) = (text.chars(), pattern.chars());
    // Where to go on after the last `%`, when what follows it does not match here.
    let mut again = None;
    loop {
        let (before, wanted) = (at.clone(), want.next());
        match (wanted, at.next()) {
            (Some('%'), _) => {
                at = before;
                again = Some((at.clone(), want.clone()));
            }
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == '_' || wanted == found => {}
            _ => {
                let Some((text, pattern)) = &mut again else { return false };
                if text.next().is_none() {
                    return false;
                }
                (at, want) = (text.clone(), pattern.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use runlore_domain::search::RowSearch;
    use serde_json::value::RawValue;

    use super::*;

    #[test]
    fn patterns() {
        for (text, pattern, expected) in [
            ("", "", true),
            ("", "%", true),
            ("", "_", false),
            ("abc", "abc", true),
            ("abc", "a%", true),
            ("abc", "%c", true),
            ("abc", "a_c", true),
            ("abc", "a_", false),
            ("abab", "%ab", true),
            ("aXbXc", "a%b%c", true),
            ("aXbX", "a%b%c", false),
            ("é😀", "_😀", true),
            ("a", "A", false),
        ] {
            assert_eq!(like(text, pattern), expected, "{text} {pattern}");
        }
        assert!(!like(&"a".repeat(10_000), &"a%".repeat(50).repeat(2).replace("a%", "%a%b")), "no time bomb");
    }

    #[test]
    fn cells_are_found() {
        let columns = ["n", "t", "o"].map(str::to_owned);
        let rows = [
            r#"[1, "007", {"a":[1]}]"#,
            r#"[2.5, "x", [1]]"#,
            r#"[null, null, null]"#,
            r#"["2", "\ud800", true]"#,
            r#"[9007199254740993, "X", null]"#,
        ];
        for (filter, found) in [
            ("", vec![0, 1, 2, 3, 4]),
            ("n > 1", vec![1, 4]),
            ("n = 9007199254740993", vec![4]),
            ("n = 9007199254740992", vec![]),
            ("n != 1", vec![1, 3, 4]),
            ("NOT n = 1", vec![1, 2, 3, 4]),
            ("n IS NULL", vec![2]),
            ("n IS NOT NULL AND o IS NULL", vec![4]),
            ("n = '2' OR n IN (1, 2.5)", vec![0, 1, 3]),
            ("n NOT IN (1, 2.5)", vec![3, 4]),
            ("n BETWEEN 1 AND 3", vec![0, 1]),
            ("t = '007' OR t = 7", vec![0]),
            ("t LIKE 'x'", vec![1]),
            ("t ILIKE 'x'", vec![1, 4]),
            ("t NOT LIKE '0%'", vec![1, 3, 4]),
            ("t >= 'X'", vec![1, 4]),
            (r#"o LIKE '%"a"%' OR o = 'true'"#, vec![0, 3]),
            ("n LIKE '2%'", vec![1, 3]),
            ("n ILIKE '%740993'", vec![4]),
            ("n NOT LIKE '2%'", vec![0, 4]),
        ] {
            let filter_of = Filter::new(&RowSearch::parse(filter, &[]).unwrap().filter, &columns).unwrap();
            let finds = |row: &&str| {
                let cells: Vec<&RawValue> = serde_json::from_str(row).unwrap();
                filter_of.finds(&|at| Cell::read(cells[at].get()))
            };
            let indexes: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| finds(row)).map(|(i, _)| i).collect();
            assert_eq!(indexes, found, "{filter}");
        }
        let error = Filter::new(&RowSearch::parse("x = 1", &[]).unwrap().filter, &columns).unwrap_err();
        assert_eq!(error.message(), "The table has no column 'x'; it has 'n', 't', 'o'.");
    }
}

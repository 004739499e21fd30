//! Choosing rows out of a table of any size.

use std::cmp::Ordering;

use runlore_domain::search::RowSearch;
use runlore_domain::{Error, Result};
use serde_json::value::RawValue;

use super::cell::Cell;
use super::filter::{Filter, place};
use crate::split::cells;

/// Bytes of rows that are kept.
const KEPT: usize = 128 << 20;

/// A page of rows that is being chosen.
#[derive(Debug)]
pub struct Selection {
    names: Vec<String>,
    columns: Vec<usize>,
    filter: Filter,
    /// Places of the columns of the order, and their directions.
    order: Vec<(usize, bool)>,
    offset: usize,
    max_rows: usize,
    found: Vec<Row>,
    kept: usize,
    total: u64,
}

#[derive(Debug)]
struct Row {
    keys: Vec<Cell>,
    number: u64,
    cells: Vec<Box<RawValue>>,
}

/// A page of rows.
#[derive(Debug)]
pub struct Selected {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, as they stand in the table.
    pub rows: Vec<Vec<Box<RawValue>>>,
    /// How many rows the filter finds.
    pub total: u64,
}

impl Selection {
    /// The rows `offset` to `offset + max_rows` of what a search finds in a table with these columns, and of
    /// each the columns asked for.
    pub fn new(
        search: &RowSearch,
        asked: Option<&[String]>,
        columns: &[String],
        offset: usize,
        max_rows: usize,
    ) -> Result<Self> {
        let names = asked.unwrap_or(columns).to_vec();
        let places = match asked {
            Some(asked) => asked.iter().map(|name| place(name, columns)).collect::<Result<_>>()?,
            None => (0..columns.len()).collect(),
        };
        let order = search.order_by.iter().map(|key| Ok((place(&key.column.0, columns)?, key.ascending)));
        Ok(Self {
            names,
            columns: places,
            filter: Filter::new(&search.filter, columns)?,
            order: order.collect::<Result<_>>()?,
            offset,
            max_rows,
            found: Vec::new(),
            kept: 0,
            total: 0,
        })
    }

    /// Takes the next row of the table, a JSON list.
    pub fn push(&mut self, row: &[u8]) -> Result<()> {
        if self.filter.finds_all() && self.order.is_empty() && !self.is_on_page(self.total) {
            self.total += 1;
            return Ok(());
        }
        let cells = cells(row).map_err(|cause| Error::invalid(format!("A row can not be read: {cause}")))?;
        let cell = |at: usize| cells.get(at).map_or(Cell::Null, |raw| Cell::read(raw));
        if !self.filter.finds(&cell) {
            return Ok(());
        }
        let number = self.total;
        self.total += 1;
        if self.order.is_empty() && !self.is_on_page(number) {
            return Ok(());
        }
        let keys: Vec<Cell> = self.order.iter().map(|(at, _)| cell(*at)).collect();
        let chosen: Vec<Box<RawValue>> =
            self.columns.iter().filter_map(|at| cells.get(*at)).map(|raw| (*raw).to_owned()).collect();
        self.kept += weight(&keys, &chosen);
        self.found.push(Row { keys, number, cells: chosen });
        if !self.order.is_empty() && self.found.len() > 2 * (self.offset + self.max_rows) {
            self.trim();
        }
        if self.kept > KEPT {
            self.trim();
            if self.kept > KEPT {
                let mib = KEPT >> 20;
                return Err(Error::invalid(format!(
                    "The rows that this page is chosen from have more than {mib} MiB; ask for fewer rows or columns."
                )));
            }
        }
        Ok(())
    }

    fn is_on_page(&self, number: u64) -> bool {
        (self.offset as u64..(self.offset + self.max_rows) as u64).contains(&number)
    }

    /// Keeps only what can be on the page.
    fn trim(&mut self) {
        if self.order.is_empty() {
            return;
        }
        let order = &self.order;
        self.found.sort_by(|one, two| {
            let keys = order.iter().zip(one.keys.iter().zip(&two.keys));
            let by_keys = keys.map(|((_, ascending), (one, two))| one.order(two, *ascending));
            by_keys.fold(Ordering::Equal, Ordering::then).then(one.number.cmp(&two.number))
        });
        self.found.truncate(self.offset + self.max_rows);
        self.kept = self.found.iter().map(|row| weight(&row.keys, &row.cells)).sum();
    }

    /// The page.
    pub fn finish(mut self) -> Selected {
        let mut skip = 0;
        if !self.order.is_empty() {
            self.trim();
            skip = self.offset;
        }
        let rows = self.found.into_iter().skip(skip).map(|row| row.cells).collect();
        Selected { columns: self.names, rows, total: self.total }
    }
}

fn weight(keys: &[Cell], cells: &[Box<RawValue>]) -> usize {
    size_of::<Row>()
        + keys.iter().map(Cell::weight).sum::<usize>()
        + cells.iter().map(|raw| 16 + raw.get().len()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(filter: &str, order: &[&str], asked: Option<&[&str]>, page: (usize, usize)) -> Result<(String, u64)> {
        let columns = ["n", "t"].map(str::to_owned);
        let order: Vec<String> = order.iter().map(ToString::to_string).collect();
        let asked: Option<Vec<String>> = asked.map(|names| names.iter().map(ToString::to_string).collect());
        let search = RowSearch::parse(filter, &order)?;
        let mut selection = Selection::new(&search, asked.as_deref(), &columns, page.0, page.1)?;
        for row in [r#"[3, "a"]"#, r#"[null, "b"]"#, r#"[1, "c"]"#, r#"["x", "d"]"#, "[3.0, 4]", "[-1, [2]]"] {
            selection.push(row.as_bytes())?;
        }
        let selected = selection.finish();
        Ok((serde_json::to_string(&selected.rows).unwrap(), selected.total))
    }

    #[test]
    fn pages() {
        for (filter, order, asked, page, rows, total) in [
            ("", vec![], None, (0, 2), r#"[[3,"a"],[null,"b"]]"#, 6),
            ("", vec![], Some(&["t"][..]), (4, 9), r#"[[4],[[2]]]"#, 6),
            ("n > 0", vec![], Some(&["t", "n"]), (1, 1), r#"[["c",1]]"#, 3),
            ("", vec!["n"], Some(&["t"]), (0, 9), r#"[[[2]],["c"],["a"],[4],["d"],["b"]]"#, 6),
            ("", vec!["n DESC"], Some(&["t"]), (0, 4), r#"[["d"],["a"],[4],["c"]]"#, 6),
            ("", vec!["n DESC", "t"], Some(&["t"]), (1, 2), r#"[[4],["a"]]"#, 6),
            ("n >= 1", vec!["n"], Some(&["n"]), (1, 1), "[[3]]", 3),
            ("", vec!["n"], None, (0, 0), "[]", 6),
            ("", vec![], None, (10, 5), "[]", 6),
        ] {
            assert_eq!(select(filter, &order, asked, page).unwrap(), (rows.to_owned(), total), "{filter} {order:?}");
        }
        assert!(select("", &["nothing"], None, (0, 1)).is_err());
        assert!(select("", &[], Some(&["nothing"]), (0, 1)).is_err());
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let columns = ["t".to_owned()];
        let row = format!("[\"{}\"]", "x".repeat(1 << 20));
        let push = |order: &[String], page: (usize, usize)| {
            let search = RowSearch::parse("", order).unwrap();
            let mut selection = Selection::new(&search, None, &columns, page.0, page.1).unwrap();
            (0..300).try_for_each(|_| selection.push(row.as_bytes()))
        };
        assert!(push(&[], (0, 300)).unwrap_err().message().contains("more than 128 MiB"));
        assert!(push(&["t".to_owned()], (0, 100)).is_err());
        push(&["t".to_owned()], (0, 20)).unwrap();
        push(&[], (200, 20)).unwrap();
    }
}

//! Choosing rows out of a table of any size.

use runlore_domain::search::RowSearch;
use runlore_domain::{Error, Result};
use serde_json::value::RawValue;

use super::best::Best;
use super::cell::Cell;
use super::plan::{Page, Plan};
use super::row::Row;
use crate::split::cells;

/// A page of rows that is being chosen.
#[derive(Debug)]
pub struct Selection {
    plan: Plan,
    found: Best<Row>,
    total: u64,
}

/// A page of rows.
#[derive(Debug)]
pub struct Selected {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, as they stand in the table.
    pub rows: Vec<Vec<Box<RawValue>>>,
    /// Those of the cells that are longer in the table.
    pub cut: Vec<Cut>,
    /// How many rows the filter finds.
    pub total: u64,
}

/// A cell of which the beginning is answered, as a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The row on the page, from 0.
    pub row: usize,
    /// The column of those answered, from 0.
    pub column: usize,
    /// Bytes of the whole cell's JSON.
    pub bytes: u64,
}

impl Selected {
    pub(crate) fn new(plan: Plan, found: impl IntoIterator<Item = Row>, total: u64) -> Self {
        let (mut rows, mut cut) = (Vec::new(), Vec::new());
        for found in found {
            cut.extend(found.cut.into_iter().map(|(column, bytes)| Cut { row: rows.len(), column, bytes }));
            rows.push(found.cells);
        }
        Self { columns: plan.names, rows, cut, total }
    }
}

impl Selection {
    /// A page of what a search finds in a table with these columns.
    pub fn new(search: &RowSearch, page: &Page, columns: &[String]) -> Result<Self> {
        let plan = Plan::new(search, page, columns)?;
        let before = if plan.keeps_order() { 0 } else { plan.offset };
        Ok(Self { found: Best::new(plan.directions(), before + plan.max_rows), plan, total: 0 })
    }

    /// Takes the next row of the table, a JSON list.
    pub fn push(&mut self, row: &[u8]) -> Result<()> {
        let plan = &self.plan;
        if plan.is_plain() && !plan.is_on_page(self.total) {
            self.total += 1;
            return Ok(());
        }
        let cells = cells(row).map_err(|cause| Error::invalid(format!("A row can not be read: {cause}")))?;
        let cell = |at: usize| cells.get(at).map_or(Cell::Null, |raw| Cell::read(raw.get()));
        if !plan.finds(&cell) {
            return Ok(());
        }
        let number = self.total;
        self.total += 1;
        if plan.keeps_order() && !plan.is_on_page(number) {
            return Ok(());
        }
        let keys = plan.keys(&cell);
        if !self.found.wants(&keys) {
            return Ok(());
        }
        let chosen = plan.columns.iter().filter_map(|at| cells.get(*at)).map(|raw| raw.get());
        let row = Row::new(chosen, plan.max_cell)
            .map_err(|cause| Error::invalid(format!("A row can not be read: {cause}")))?;
        let weight = row.weight();
        self.found.push(keys, number, row, weight)
    }

    /// Whether more rows can change nothing but their number: the page is full, and there are rows behind it.
    pub fn is_full(&self) -> bool {
        self.plan.keeps_order() && self.total > self.plan.end()
    }

    /// The page.
    pub fn finish(self) -> Selected {
        let skip = if self.plan.keeps_order() { 0 } else { self.plan.offset };
        Selected::new(self.plan, self.found.finish().skip(skip), self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(filter: &str, order: &[&str], asked: Option<&[&str]>, page: (usize, usize)) -> Result<(String, u64)> {
        let columns = ["n", "t"].map(str::to_owned);
        let order: Vec<String> = order.iter().map(ToString::to_string).collect();
        let asked: Option<Vec<String>> = asked.map(|names| names.iter().map(ToString::to_string).collect());
        let search = RowSearch::parse(filter, &order)?;
        let page = Page { columns: asked, offset: page.0, max_rows: page.1, max_cell: None };
        let mut selection = Selection::new(&search, &page, &columns)?;
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
        let push = |order: &[String], page: (usize, usize), max_cell: Option<usize>| {
            let search = RowSearch::parse("", order).unwrap();
            let page = Page { offset: page.0, max_rows: page.1, max_cell, ..Page::default() };
            let mut selection = Selection::new(&search, &page, &columns).unwrap();
            (0..100).try_for_each(|_| selection.push(row.as_bytes()))
        };
        assert!(push(&[], (0, 100), None).unwrap_err().message().contains("more than 48 MiB"));
        assert!(push(&["t".to_owned()], (0, 60), None).is_err());
        push(&["t".to_owned()], (0, 10), None).unwrap();
        push(&[], (70, 20), None).unwrap();
        push(&[], (0, 100), Some(1000)).unwrap();
    }
}
